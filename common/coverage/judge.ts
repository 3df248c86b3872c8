import type { EventStyle } from '../detection';
import type { ExcludingContent } from '../exclusions';
import { ElasticsearchError } from '../query_dsl';
import { prepareRule, type EventIndex, type FoundAlert, type PreparedRule, type RuleRun, type RunnableRule } from '../rule_run';
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
  readonly content?: ExcludingContent;
  /** What its alerts carry beside what `rule` says; for the rule that reads alerts. */
  readonly alertFacts?: { readonly risk_score: number; readonly threat: readonly unknown[] };
  /** The rule that is measured in its place, because this engine does not run its language. */
  readonly twin?: string;
  /** Each exception list with its queries; they stand in `runnable.mustNot` too. */
  readonly exceptions?: ReadonlyArray<{ readonly id: string; readonly mustNot: NonNullable<RunnableRule['mustNot']> }>;
  /** Why the exceptions of the rule cannot be told. */
  readonly exceptionsProblem?: string;
}

/** Makes the indices that a test is run over, when they are first asked for. Throws ElasticsearchError for an event or alert that no index would take. */
export type MakeWorld = () => readonly EventIndex[];

/** A rule read once for many tests. */
export interface Judge {
  readonly underTest: RuleUnderTest;
  readonly run: (world: MakeWorld) => RuleRun;
  /** Without some of its exclusions and exceptions, by their ids. */
  readonly runWithout: (world: MakeWorld, ids: ReadonlySet<string>) => RuleRun;
  /** Read when first asked for. */
  readonly exclusions: () => readonly RemovableExclusion[];
}

export function makeJudge(underTest: RuleUnderTest): Judge {
  const { runnable } = underTest;
  let known: readonly RemovableExclusion[] | undefined;
  const exclusions = (): readonly RemovableExclusion[] => (known ??= runnable ? removableExclusions(underTest) : []);
  const prepared = new Map<string, PreparedRule>();
  const prepare = (ids: ReadonlySet<string>): PreparedRule => {
    const key = [...ids].sort().join('\n');
    const found = prepared.get(key);
    if (found) return found;
    const removed = ids.size === 0 ? [] : exclusions().filter(({ id }) => ids.has(id));
    const made = prepareRule(removed.reduce<RunnableRule>((changed, { remove }) => remove(changed), runnable ?? { type: 'none' }));
    prepared.set(key, made);
    return made;
  };
  return {
    underTest,
    exclusions,
    run: (world) => runOver(prepare(new Set()), world),
    runWithout: (world, ids) => runOver(prepare(ids), world),
  };
}

function runOver(rule: PreparedRule, world: MakeWorld): RuleRun {
  try {
    return rule.run(world());
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

/** What a rule said, and the alerts it gave. */
export interface Judged {
  readonly result: CellResult;
  readonly alerts: readonly FoundAlert[];
}

export interface JudgeOrder {
  readonly test: CorpusTest;
  readonly style: EventStyle;
  readonly ranAt: string;
  /** What the rule is run over, where that is more than the test's events. */
  readonly world?: MakeWorld;
}

/** What one rule says to one test in one style, with the alerts it gives. Never throws for what events or rules may hold. */
export function judge(by: Judge, order: JudgeOrder): Judged {
  const steps = judgeInSteps(by, order);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same run by run: a rule is read again for each set of exclusions it is run without, which takes longest. */
export function* judgeInSteps(by: Judge, { test, style, ranAt, world = () => worldOf(test.events[style] ?? [], style).indices }: JudgeOrder): Generator<undefined, Judged> {
  const said = (verdict: CellResult['verdict'], more: Partial<CellResult> = {}): CellResult => ({ style, verdict, alerts: 0, ranAt, ...more });
  const without = test.notApplicable.find((row) => row.style === style);
  const events = test.events[style] ?? [];
  const { runnable, exceptionsProblem, twin } = by.underTest;
  if (without && events.length === 0) return { result: said('not_applicable', { why: { code: 'test_not_applicable', detail: without.why } }), alerts: [] };
  if (twin !== undefined) return { result: said('not_applicable', { why: { code: 'measured_by_twin', detail: twin } }), alerts: [] };
  if (!runnable) return { result: said('not_applicable', { why: { code: 'rule_missing' } }), alerts: [] };
  if (exceptionsProblem !== undefined) return { result: said('error', { why: { code: 'exceptions_unreadable', detail: exceptionsProblem } }), alerts: [] };
  const run = by.run(world);
  if (run.outcome === 'no_index') return { result: said('not_applicable', { why: { code: 'other_indices', detail: (runnable.index ?? []).join(', ') } }), alerts: [] };
  if (run.outcome !== 'ran') return { result: said('error', { why: whyNot(run) }), alerts: [] };
  if (run.alerts.length > 0) return { result: said(test.kind === 'benign' ? 'alerted' : 'detected', { alerts: run.alerts.length }), alerts: run.alerts };
  const other = otherPlatform(by.underTest.tags, test.platform);
  const exclusionIds = test.kind === 'benign' || other !== undefined ? [] : yield* hiddenBy(by, world);
  if (exclusionIds.length > 0) return { result: said('hidden_by_exclusion', { exclusionIds }), alerts: [] };
  if (other !== undefined) return { result: said('not_applicable', { why: { code: 'other_platform', detail: other } }), alerts: [] };
  return { result: said(test.kind === 'benign' ? 'silent' : 'missed'), alerts: [] };
}

function whyNot(run: Extract<RuleRun, { outcome: 'failed' | 'unsupported' }>): VerdictReason {
  return run.outcome === 'failed' ? { code: 'run_failed', detail: run.message } : { code: 'unsupported', detail: run.what };
}

/** The exclusions that hide the test: those that alone do, else those of all that cannot be kept. Empty where the rule finds nothing even without any. */
function* hiddenBy(by: Judge, world: MakeWorld): Generator<undefined, string[]> {
  function* alertsWithout(ids: readonly string[]): Generator<undefined, boolean> {
    yield undefined;
    const run = by.runWithout(world, new Set(ids));
    return run.outcome === 'ran' && run.alerts.length > 0;
  }
  const all = by.exclusions().map(({ id }) => id);
  if (all.length === 0 || !(yield* alertsWithout(all))) return [];
  const alone: string[] = [];
  for (const id of all) if (yield* alertsWithout([id])) alone.push(id);
  if (alone.length > 0) return alone;
  let needed = all;
  for (const id of all) {
    const fewer = needed.filter((other) => other !== id);
    if (yield* alertsWithout(fewer)) needed = fewer;
  }
  return needed;
}

const systems: Readonly<Record<string, TestPlatform>> = { 'os: windows': 'windows', 'os: linux': 'linux', 'os: macos': 'macos' };

/** The systems a rule is for, where the test's is none of them. A rule whose tags name no system is for all. */
function otherPlatform(tags: readonly string[], platform: TestPlatform): string | undefined {
  const named = tags.filter((tag) => systems[tag.toLowerCase()] !== undefined);
  return named.length === 0 || named.some((tag) => systems[tag.toLowerCase()] === platform) ? undefined : named.join(', ');
}
