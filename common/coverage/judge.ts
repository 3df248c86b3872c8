import type { EventStyle, RuleContent, SourceDocument } from '../detection';
import { ElasticsearchError } from '../query_dsl';
import { prepareRule, type FoundAlert, type PreparedRule, type RuleRun, type RunnableRule } from '../rule_run';
import { worldOf, type CorpusTest } from './coverage_corpus';
import type { CellResult, CoverageRule, TestPlatform, VerdictReason } from './coverage_run';
import { removableExclusions, type RemovableExclusion } from './removable_exclusions';

/** A rule as it stands, and what is known about it. */
export interface RuleUnderTest {
  readonly rule: CoverageRule;
  /** Undefined where the rule is not there. */
  readonly runnable?: RunnableRule;
  readonly tags: readonly string[];
  /** As shipped: it names the exclusions. Undefined for a rule that is none of ours. */
  readonly content?: Pick<RuleContent, 'rule_id' | 'language' | 'query' | 'exclusions'>;
  /** Each exception list with its queries; they stand in `runnable.mustNot` too. */
  readonly exceptions?: ReadonlyArray<{ readonly id: string; readonly mustNot: NonNullable<RunnableRule['mustNot']> }>;
  /** Why the exceptions of the rule cannot be told. */
  readonly exceptionsProblem?: string;
}

/** A rule read once for many tests. */
export interface Judge {
  readonly underTest: RuleUnderTest;
  readonly run: (events: readonly SourceDocument[], style: EventStyle) => RuleRun;
  /** Without some of its exclusions and exceptions, by their ids; all of them where none are named. */
  readonly runWithout: (events: readonly SourceDocument[], style: EventStyle, ids?: ReadonlySet<string>) => RuleRun;
  readonly exclusions: readonly RemovableExclusion[];
}

export function makeJudge(underTest: RuleUnderTest): Judge {
  const { runnable } = underTest;
  const exclusions = runnable ? removableExclusions(underTest) : [];
  const prepared = new Map<string, PreparedRule>();
  const prepare = (ids: ReadonlySet<string>): PreparedRule => {
    const key = [...ids].sort().join('\n');
    const rule = exclusions.filter(({ id }) => ids.has(id)).reduce<RunnableRule>((changed, { remove }) => remove(changed), runnable ?? { type: 'none' });
    const made = prepared.get(key) ?? prepareRule(rule);
    prepared.set(key, made);
    return made;
  };
  const all = new Set(exclusions.map(({ id }) => id));
  return {
    underTest,
    exclusions,
    run: (events, style) => runOver(prepare(new Set()), events, style),
    runWithout: (events, style, ids = all) => runOver(prepare(ids), events, style),
  };
}

function runOver(rule: PreparedRule, events: readonly SourceDocument[], style: EventStyle): RuleRun {
  try {
    return rule.run(worldOf(events, style).indices);
  } catch (error) {
    if (error instanceof ElasticsearchError) return { outcome: 'failed', message: error.message };
    throw error;
  }
}

/** The rule with none of its exclusions and exceptions. */
export function withoutExclusions(underTest: RuleUnderTest): RuleUnderTest {
  const { runnable } = underTest;
  if (!runnable) return underTest;
  return { ...underTest, runnable: removableExclusions(underTest).reduce((rule, { remove }) => remove(rule), runnable), exceptions: [], content: undefined };
}

/** What one rule says to one test in one style, with the alerts it gives. Never throws for what events or rules may hold. */
export function judge(by: Judge, test: CorpusTest, style: EventStyle, ranAt: string): { readonly result: CellResult; readonly alerts: readonly FoundAlert[] } {
  const said = (verdict: CellResult['verdict'], more: Partial<CellResult> = {}): CellResult => ({ style, verdict, alerts: 0, ranAt, ...more });
  const without = test.notApplicable.find((row) => row.style === style);
  const events = test.events[style] ?? [];
  const { runnable, exceptionsProblem } = by.underTest;
  if (!runnable) return { result: said('not_applicable', { why: { code: 'rule_missing' } }), alerts: [] };
  if (without && events.length === 0) return { result: said('not_applicable', { why: { code: 'test_not_applicable', detail: without.why } }), alerts: [] };
  if (exceptionsProblem !== undefined) return { result: said('error', { why: { code: 'exceptions_unreadable', detail: exceptionsProblem } }), alerts: [] };
  const run = by.run(events, style);
  if (run.outcome === 'no_index') return { result: said('not_applicable', { why: { code: 'other_indices', detail: (runnable.index ?? []).join(', ') } }), alerts: [] };
  if (run.outcome !== 'ran') return { result: said('error', { why: whyNot(run) }), alerts: [] };
  if (run.alerts.length > 0) return { result: said(test.kind === 'benign' ? 'alerted' : 'detected', { alerts: run.alerts.length }), alerts: run.alerts };
  const exclusionIds = test.kind === 'benign' ? [] : hiddenBy(by, events, style);
  if (exclusionIds.length > 0) return { result: said('hidden_by_exclusion', { exclusionIds }), alerts: [] };
  const other = otherPlatform(by.underTest.tags, test.platform);
  if (other !== undefined) return { result: said('not_applicable', { why: { code: 'other_platform', detail: other } }), alerts: [] };
  return { result: said(test.kind === 'benign' ? 'silent' : 'missed'), alerts: [] };
}

function whyNot(run: Extract<RuleRun, { outcome: 'failed' | 'unsupported' }>): VerdictReason {
  return run.outcome === 'failed' ? { code: 'run_failed', detail: run.message } : { code: 'unsupported', detail: run.what };
}

/** The exclusions that hide the test: those that alone do, else those of all that cannot be kept. Empty where the rule finds nothing even without any. */
export function hiddenBy(by: Judge, events: readonly SourceDocument[], style: EventStyle): string[] {
  const alertsWithout = (ids: ReadonlySet<string>): boolean => {
    const run = by.runWithout(events, style, ids);
    return run.outcome === 'ran' && run.alerts.length > 0;
  };
  const all = by.exclusions.map(({ id }) => id);
  if (all.length === 0 || !alertsWithout(new Set(all))) return [];
  const alone = all.filter((id) => alertsWithout(new Set([id])));
  if (alone.length > 0) return alone;
  return all.reduce<string[]>((needed, id) => {
    const fewer = needed.filter((other) => other !== id);
    return alertsWithout(new Set(fewer)) ? fewer : needed;
  }, all);
}

const systems: Readonly<Record<string, TestPlatform>> = { 'os: windows': 'windows', 'os: linux': 'linux', 'os: macos': 'macos' };

/** The systems a rule is for, where the test's is none of them. A rule whose tags name no system is for all. */
function otherPlatform(tags: readonly string[], platform: TestPlatform): string | undefined {
  const named = tags.filter((tag) => systems[tag.toLowerCase()] !== undefined);
  return named.length === 0 || named.some((tag) => systems[tag.toLowerCase()] === platform) ? undefined : named.join(', ');
}
