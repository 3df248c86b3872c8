import { compareCells, findBlindTests, hashRule, isCounted, readsAlerts, TestBench, type BlindTest, type CorpusTest, type CoverageCell, type CoverageChange, type RuleUnderTest } from '../../common/coverage';
import type { EventStyle } from '../../common/detection';
import { sha256, type CoverageDependencies } from './coverage_dependencies';
import { readSubjects } from './coverage_subjects';
import { alertsKnownIn } from './known_alerts';
import { runCells, runSteps } from './run_cells';

/** A rule's query as it would be. */
export interface PlannedQuery {
  readonly ruleId: string;
  /** As it is; as installed where absent. */
  readonly queryBefore?: string;
  readonly queryAfter: string;
}

/** What a switch would change in the matrix, measured on all tests before it is made. */
export interface SwitchMeasure {
  readonly changes: readonly CoverageChange[];
  /** Tests that would not be caught any more. */
  readonly blind: readonly BlindTest[];
  /** How many tests it was measured on. */
  readonly tests: number;
  /** Why the rule could be run over no test as it is: then nothing is known, and an empty `blind` says nothing. */
  readonly unmeasured?: string;
  /** The exceptions of the rule that cannot be told: it was measured as if it had none, so that what they hide counts as caught before. */
  readonly withoutExceptions?: string;
}

/** Runs the rule as it is and as it would be over every test, and the rules that read its alerts. Nothing is stored. */
export async function measureSwitch(dependencies: CoverageDependencies, { ruleId, queryBefore, queryAfter }: PlannedQuery): Promise<SwitchMeasure> {
  const { rules, tests, testHashes } = await readSubjects(dependencies);
  const withoutExceptions = rules.find(({ rule }) => rule.ruleId === ruleId)?.exceptionsProblem;
  const withText = (query?: string) => rules.map((underTest) => (underTest.rule.ruleId === ruleId ? withQuery(underTest, query) : underTest));
  const [now, changed] = [withText(queryBefore), withText(queryAfter)];
  const knownAlerts = alertsKnownIn(testHashes);
  const touched = (all: readonly RuleUnderTest[]) => all.filter((underTest) => underTest.rule.ruleId === ruleId || readsAlerts(underTest));
  const run = (all: readonly RuleUnderTest[]) => runCells({ rules: touched(all), alertsFrom: all, tests, ranAt: '', knownAlerts }, 'asked');
  const before = await run(now);
  const changes = compareCells(before, await run(changed));
  const blind = await findBlind({ changes, rules: changed, tests }, new TestBench(changed, knownAlerts));
  const unmeasured = whyUnmeasured(before.filter((cell) => cell.ruleId === ruleId));
  return { changes, blind, tests: tests.length, ...(unmeasured === undefined ? {} : { unmeasured }), ...(withoutExceptions === undefined ? {} : { withoutExceptions }) };
}

interface Lost {
  readonly changes: readonly CoverageChange[];
  readonly rules: readonly RuleUnderTest[];
  readonly tests: readonly CorpusTest[];
}

/** The other rules are run, bit by bit, only over tests that this rule loses and that ask for no rule by name. */
async function findBlind({ changes, rules, tests }: Lost, bench: TestBench): Promise<readonly BlindTest[]> {
  const lost = { changes, rules: rules.map(({ rule }) => rule), tests };
  const places: Place[] = [];
  findBlindTests({ ...lost, isCaughtByOther: (test, style) => places.push({ test, style }) > 0 });
  const caught = await runSteps(findCaught(bench, rules, places), 'asked');
  return findBlindTests({ ...lost, isCaughtByOther: ({ testId }, style) => caught.has(keyOf(testId, style)) });
}

interface Place {
  readonly test: CorpusTest;
  readonly style: EventStyle;
}

/** Those of the tests that any counted rule catches. */
function* findCaught(bench: TestBench, rules: readonly RuleUnderTest[], places: readonly Place[]): Generator<undefined, ReadonlySet<string>> {
  const caught = new Set<string>();
  for (const { test, style } of places) {
    for (const other of rules) {
      if (!isCounted(other.rule) || !(yield* bench.alertsOnInSteps(other, test, style))) continue;
      caught.add(keyOf(test.testId, style));
      break;
    }
  }
  return caught;
}

function keyOf(testId: string, style: EventStyle): string {
  return `${style} ${testId}`;
}

/** A single test that an index would not take is no reason: the rule was measured on the others. */
function whyUnmeasured(cells: readonly CoverageCell[]): string | undefined {
  const results = cells.flatMap((cell) => cell.results).filter(({ verdict }) => verdict !== 'not_applicable');
  const [first] = results;
  return first && results.every(({ verdict }) => verdict === 'error') ? (first.why?.detail ?? first.why?.code ?? 'error') : undefined;
}

/** With exceptions that cannot be told the rule would be measured on no test: it is run without them. */
function withQuery({ exceptionsProblem: _untold, ...underTest }: RuleUnderTest, query: string | undefined): RuleUnderTest {
  if (!underTest.runnable) return underTest;
  const runnable = query === undefined ? underTest.runnable : { ...underTest.runnable, query };
  return { ...underTest, runnable, rule: { ...underTest.rule, ruleHash: hashRule(runnable, sha256) } };
}
