import { prepareRule, type FoundAlert } from '../../common/rule_run/index';
import type { RuleContent } from '../../common/detection/index';
import type { RecordedEvent, Recording } from './recordings';

/** A hit on nothing labelled, to be read. */
export interface UnlabelledHit {
  readonly rule: string;
  readonly recording: string;
  readonly process: string;
  readonly object: string;
}

/** What one rule found. */
export interface RuleScore {
  readonly rule: RuleContent;
  /** Alerts with an event of the label; `unlabelled` for those with none. */
  readonly hits: ReadonlyMap<string, number>;
  /** Recordings in which an alert holds an event labelled POSITIVE. */
  readonly positiveRecordings: ReadonlySet<string>;
  readonly unlabelled: readonly UnlabelledHit[];
  /** Every alert with its recording, for rules that read alerts. */
  readonly alerts: readonly { readonly recording: Recording; readonly alert: FoundAlert }[];
  /** Why the rule did not run in any recording; undefined where it did. */
  readonly problem: string | undefined;
}

const milliseconds = (text: string): number => Number(/\d+/.exec(text)?.[0]) * ({ s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[text.at(-1) ?? 's'] ?? 1_000);

/** Whether the rule alone brings somebody to look: medium or higher, and no building block. */
export const isShown = ({ severity, building_block_type: block }: RuleContent): boolean => severity !== 'low' && block === undefined;

/** The labels that an alert hits: those of any of its events. */
function labelsHit(alert: FoundAlert, { event }: Recording): string[] {
  const found = [...new Set(alert.events.flatMap(({ id }) => event(id).labels))];
  return found.length === 0 ? ['unlabelled'] : found;
}

function describeHit(rule: RuleContent, { source }: Recording, events: readonly RecordedEvent[]): UnlabelledHit {
  const last = events.at(-1);
  return { rule: rule.rule_id, recording: source, process: last?.process ?? '', object: last?.object ?? '' };
}

/** Runs one rule over each recording alone. */
export function scoreRule(rule: RuleContent, recordings: readonly Recording[]): RuleScore {
  const prepared = prepareRule(rule);
  const schedule = { everyMs: milliseconds(rule.interval), lookBackMs: milliseconds(rule.from) };
  const hits = new Map<string, number>();
  const positiveRecordings = new Set<string>();
  const unlabelled: UnlabelledHit[] = [];
  const alerts: { recording: Recording; alert: FoundAlert }[] = [];
  const problems = new Set<string>();
  let ran = 0;
  for (const recording of recordings) {
    const run = prepared.run(recording.indices, { schedule });
    if (run.outcome === 'failed') problems.add(run.message);
    if (run.outcome === 'unsupported') problems.add(`not run here: ${run.what}`);
    if (run.outcome !== 'ran') continue;
    ran += 1;
    for (const alert of run.alerts) {
      const found = labelsHit(alert, recording);
      alerts.push({ recording, alert });
      for (const label of found) hits.set(label, (hits.get(label) ?? 0) + 1);
      if (found.includes('POSITIVE')) positiveRecordings.add(recording.source);
      if (found.includes('unlabelled')) unlabelled.push(describeHit(rule, recording, alert.events.map(({ id }) => recording.event(id))));
    }
  }
  const problem = problems.size > 0 ? [...problems].join('; ') : ran === 0 ? 'no index of it here' : undefined;
  return { rule, hits, positiveRecordings, unlabelled, alerts, problem };
}
