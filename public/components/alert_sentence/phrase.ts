import type { Counted, Episode, StagingEvent } from '../../../common/detection';

/** What kind of tool a process is, as far as its name says; only the verb of the sentence depends on it. */
export type Act = 'copy' | 'archive' | 'shell' | 'other';

/** What to say about an episode: which sentence, and the recorded texts that stand in it. */
export type Phrase =
  | { readonly kind: 'process_then_file'; readonly act: Act; readonly process: string; readonly file: string; readonly folder: string | undefined; readonly gapMs: number; readonly sameProcess: boolean; readonly writer: string | undefined }
  | { readonly kind: 'process'; readonly act: Act; readonly process: string; readonly commandLine: string | undefined }
  | { readonly kind: 'file'; readonly process: string | undefined; readonly file: string; readonly folder: string | undefined }
  | { readonly kind: 'registry'; readonly process: string | undefined; readonly path: string }
  | { readonly kind: 'sequence'; readonly process: string; readonly more: number; readonly gapMs: number }
  | { readonly kind: 'rules_counted'; readonly rules: number; readonly names: readonly string[] }
  | { readonly kind: 'counted'; readonly count: number; readonly different: { readonly field: string; readonly value: number } | undefined; readonly of: readonly string[] }
  | { readonly kind: 'rule_only'; readonly rule: string };

const copyTools = new Set(['xcopy.exe', 'robocopy.exe', 'cp', 'rsync', 'scp']);
const archiveTools = new Set(['7z.exe', '7za.exe', '7zr.exe', 'rar.exe', 'winrar.exe', 'tar.exe', 'tar', 'makecab.exe', 'zip', 'gzip', '7z']);
const shells = new Set(['cmd.exe', 'powershell.exe', 'pwsh.exe', 'bash', 'sh', 'zsh', 'wscript.exe', 'cscript.exe', 'mshta.exe']);

/** Chooses the sentence for an episode. Says nothing that its events do not say: where they are gone, only the rule is named. */
export function phraseOf(episode: Pick<Episode, 'events' | 'rule' | 'joinStrength' | 'counted'>): Phrase {
  if (episode.counted !== undefined) return phraseOfCounted(episode.counted);
  const [first, second, ...rest] = episode.events;
  if (first === undefined) return { kind: 'rule_only', rule: episode.rule.name };
  if (second === undefined) return phraseOfEvent(first) ?? { kind: 'rule_only', rule: episode.rule.name };
  const process = processName(first);
  if (process === undefined) return { kind: 'rule_only', rule: episode.rule.name };
  const last = rest[rest.length - 1] ?? second;
  const file = fileOf(second);
  if (rest.length > 0 || file === undefined) return { kind: 'sequence', process, more: rest.length + 1, gapMs: gapMs(first, last) };
  const sameProcess = episode.joinStrength === 'same_process';
  return { kind: 'process_then_file', act: actOf(process), process, ...file, gapMs: gapMs(first, second), sameProcess, writer: sameProcess ? undefined : processName(second) };
}

/** What was grouped by but host and user, which stand beside the sentence, and ids that tell nobody anything; of a path its name. */
function phraseOfCounted({ count, terms, different: [first], ruleNames }: Counted): Phrase {
  if (first?.field === 'kibana.alert.rule.rule_id') return { kind: 'rules_counted', rules: first.value, names: ruleNames.map((name) => name.replace(/^Staging Watch: /, '')) };
  return { kind: 'counted', count, different: first, of: terms.filter(({ field }) => !/^(?:host|user)\.|entity_id$/.test(field)).map(({ value }) => lastPart(value) ?? value) };
}

function phraseOfEvent(event: StagingEvent): Phrase | undefined {
  const process = processName(event);
  const file = fileOf(event);
  if (event.category === 'file' && file !== undefined) return { kind: 'file', process, ...file };
  if (event.category === 'registry' && event.registry?.path !== undefined) return { kind: 'registry', process, path: event.registry.path };
  if (process !== undefined) return { kind: 'process', act: actOf(process), process, commandLine: event.process?.commandLine };
  return file === undefined ? undefined : { kind: 'file', process, ...file };
}

function processName(event: StagingEvent): string | undefined {
  return event.process?.name ?? lastPart(event.process?.executable);
}

function fileOf(event: StagingEvent): { readonly file: string; readonly folder: string | undefined } | undefined {
  const file = event.file?.name ?? lastPart(event.file?.path);
  return file === undefined ? undefined : { file, folder: event.file?.directory ?? folderOf(event.file?.path) };
}

/** From one event to a later one; ties and disorder are 0 or negative, as recorded. */
export function gapMs(first: StagingEvent, second: StagingEvent): number {
  const gap = Date.parse(second.occurredAt) - Date.parse(first.occurredAt);
  return Number.isNaN(gap) ? 0 : gap;
}

function actOf(process: string): Act {
  const name = process.toLowerCase();
  if (copyTools.has(name)) return 'copy';
  if (archiveTools.has(name)) return 'archive';
  return shells.has(name) ? 'shell' : 'other';
}

const lastPart = (path: string | undefined): string | undefined => path?.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1) || undefined;

function folderOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const end = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  return end > 0 ? path.slice(0, end) : undefined;
}
