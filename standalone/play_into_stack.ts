import { playFiles, type PlayedFiles } from './telemetry/play_files';
import { playMinute, playScenarios, scenarioNames } from './telemetry/play_scenarios';
import type { BulkTarget } from './telemetry/write_events';
import { FlagError, type Flags } from './flags';
import { progress } from './progress';

interface PlayableStack {
  readonly elasticsearch: { readonly url: string };
  readonly kibana: { readonly url: string };
  readonly hostAuthorization: string;
}

interface RuleRunSummary {
  readonly rule_id: string;
  readonly name?: string;
  readonly windows: number;
  readonly windows_at_max_signals: number;
  readonly alerts: number;
  /** As the detection engine reports a run: succeeded, partial failure, failed. */
  readonly status: string;
  readonly message: string;
}

const recurringSpaceId = 'default';
const rulesWaitMs = 180_000;

/**
 * Plays what the flags ask for and runs the rules over it. Gives the line that says so, and what keeps playing afterwards.
 * Throws FlagError for a scenario that is not there.
 */
export async function playIntoStack(flags: Flags, stack: PlayableStack): Promise<{ line: string; playOn: () => void }> {
  const target: BulkTarget = { url: stack.elasticsearch.url, headers: { authorization: stack.hostAuthorization } };
  const nothing = (): void => undefined;
  if (flags.events.length > 0) {
    const played = await playEventFiles(flags, target);
    if (!played.span) return { line: `Nothing was played: no event could be read (${played.badLines} bad lines).`, playOn: nothing };
    await waitForRules(stack);
    return { line: describeFiles(played, await runRules(stack, played.span)), playOn: nothing };
  }
  if (flags.scenario === 'none') return { line: await nothingPlayed(flags, stack), playOn: nothing };
  const names = flags.scenario === 'all' ? scenarioNames() : [existingScenario(flags.scenario)];
  const { written, fromMs, toMs } = await playScenarios(names, target, Date.now());
  await waitForRules(stack);
  const rules = await runRules(stack, { fromMs, toMs });
  return { line: `Played ${names.length} scenarios, ${written} events with their background; ${describeRules(rules)}.`, playOn: () => playOn(stack, target) };
}

/** On a cluster nobody gave the plugin a key: its rules come when somebody who may opens the app. */
async function nothingPlayed(flags: Flags, stack: PlayableStack): Promise<string> {
  if (flags.elasticsearch) return 'Nothing was played; the rules are installed when somebody who may opens the app.';
  await waitForRules(stack);
  return 'Nothing was played; the rules are installed.';
}

function existingScenario(name: string): string {
  const names = scenarioNames();
  if (!names.includes(name)) throw new FlagError(`--scenario ${name}: there is no such scenario. There are: all, none, ${names.join(', ')}`);
  return name;
}

async function playEventFiles(flags: Flags, target: BulkTarget): Promise<PlayedFiles> {
  const bar = progress('Loading events');
  const played = await playFiles(flags.events, target, {
    shiftToNow: flags.shiftToNow,
    nowMs: Date.now(),
    onBadLine: (bad) => console.error(`${printable(bad.file)}:${bad.line}: ${printable(bad.reason)}`),
    onProgress: (written) => bar.update(`${written.toLocaleString('en')} events`),
  });
  bar.end();
  return played;
}

/** Texts from files reach the terminal without control characters. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\uFFFD').slice(0, 300);
}

function describeFiles(played: PlayedFiles, rules: readonly RuleRunSummary[]): string {
  const bad = played.badLines === 0 ? 'no bad lines' : `${played.badLines} bad lines`;
  return `Played ${played.written.toLocaleString('en')} events (${bad}); ${describeRules(rules)}.`;
}

function describeRules(rules: readonly RuleRunSummary[]): string {
  const alerts = rules.reduce((sum, rule) => sum + rule.alerts, 0);
  const full = rules.reduce((sum, rule) => sum + rule.windows_at_max_signals, 0);
  return `${rules.length} rules gave ${alerts} alerts${full === 0 ? '' : `, ${full} windows hit the limit of 100`}`;
}

interface Installation {
  readonly isOver: boolean;
  readonly startUp?: { readonly failed: ReadonlyArray<{ readonly ruleId?: string; readonly message: string }> };
}

/** The plugin installs by itself after its start and says when it has done so: then every rule is there and enabled that will be. */
async function waitForRules(stack: PlayableStack): Promise<void> {
  const until = Date.now() + rulesWaitMs;
  while (Date.now() < until) {
    const { isOver, startUp } = await hostRequest<Installation>(stack, 'GET', '/internal/staging_watch/rules/_install');
    for (const { ruleId = 'all rules', message } of isOver ? (startUp?.failed ?? []) : []) console.error(`${ruleId} could not be installed: ${printable(message)}`);
    if (isOver) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The rules were not installed within three minutes; the lines above say why.');
}

async function runRules(stack: PlayableStack, span: { fromMs: number; toMs: number }): Promise<readonly RuleRunSummary[]> {
  const bar = progress('Running the rules over the events');
  const answer = await hostRequest<{ rules: readonly RuleRunSummary[] }>(stack, 'POST', '/internal/standalone_detection_engine/_run_over_span', { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString(), space_id: recurringSpaceId });
  bar.end();
  for (const rule of answer.rules) console.log(`  ${rule.rule_id}: ${describeRun(rule)}`);
  return answer.rules;
}

function describeRun(rule: RuleRunSummary): string {
  const limit = rule.windows_at_max_signals > 0 ? `, ${rule.windows_at_max_signals} at the limit` : '';
  const trouble = rule.status === 'succeeded' ? '' : ` (${rule.status}: ${printable(rule.message)})`;
  return `${rule.alerts} alerts in ${rule.windows} windows${limit}${trouble}`;
}

async function hostRequest<T>(stack: PlayableStack, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${stack.kibana.url}${path}`, {
    method,
    headers: { authorization: stack.hostAuthorization, 'kbn-xsrf': 'standalone', 'x-elastic-internal-origin': 'standalone', 'elastic-api-version': path.startsWith('/internal') ? '1' : '2023-10-31', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
  return (await response.json()) as T;
}

/** A minute of background each minute, until the process ends. */
function playOn(stack: PlayableStack, target: BulkTarget): void {
  const timer = setInterval(() => {
    playMinute(Math.floor(Date.now() / 60_000), target).catch((error: unknown) => console.error(`Playing on at ${stack.elasticsearch.url} failed: ${error instanceof Error ? error.message : String(error)}`));
  }, 60_000);
  timer.unref();
}
