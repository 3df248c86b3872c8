import type { RuleContent } from '../../common/detection';
import { runRule, type RuleRun, type RunOptions } from '../../common/rule_run';
import type { EvidenceCase } from './rule_under_check';
import { worldOf } from './source_worlds';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `5m`, `now-15m`: milliseconds. */
export function durationMs(text: string): number {
  const [, amount = '0', unit = 's'] = /(\d+)([smhd])$/.exec(text) ?? [];
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
}

/** What a rule finds in one case. A rule that counts or compares with a history looks back from the last event as far as it would when installed. */
export function runOnEvidence(content: RuleContent, evidence: EvidenceCase, query: string = content.query): RuleRun {
  return runRule({ ...content, query }, worldOf(evidence), optionsFor(content, evidence));
}

function optionsFor({ type, from }: RuleContent, { events }: EvidenceCase): RunOptions {
  if (type !== 'new_terms' && type !== 'threshold') return {};
  const toMs = Math.max(...events.map((event) => Date.parse(String(event['@timestamp']))));
  return { toMs, fromMs: toMs - durationMs(from) };
}

/** Alerts of a run; none where the rule did not run. */
export function alertCount(run: RuleRun): number {
  return run.outcome === 'ran' ? run.alerts.length : 0;
}
