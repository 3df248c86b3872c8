import { compareCells, findBlindTests, hashRule, isCounted, readsAlerts, TestBench, type BlindTest, type CoverageChange, type RuleUnderTest } from '../../common/coverage';
import { sha256, type CoverageDependencies } from './coverage_dependencies';
import { readSubjects } from './coverage_subjects';
import { alertsKnownIn } from './known_alerts';
import { runCells } from './run_cells';

/** A rule's query as it would be. */
export interface PlannedQuery {
  readonly ruleId: string;
  readonly queryAfter: string;
}

/** What a switch would change in the matrix, measured on all tests before it is made. */
export interface SwitchMeasure {
  readonly changes: readonly CoverageChange[];
  /** Tests that would not be caught any more. */
  readonly blind: readonly BlindTest[];
  /** How many tests it was measured on. */
  readonly tests: number;
}

/** Runs the rule as it is and as it would be over every test, and the rules that read its alerts. Nothing is stored. */
export async function measureSwitch(dependencies: CoverageDependencies, { ruleId, queryAfter }: PlannedQuery): Promise<SwitchMeasure> {
  const { rules, tests, testHashes } = await readSubjects(dependencies);
  const changed = rules.map((underTest) => (underTest.rule.ruleId === ruleId ? withQuery(underTest, queryAfter) : underTest));
  const knownAlerts = alertsKnownIn(testHashes);
  const touched = (all: readonly RuleUnderTest[]) => all.filter((underTest) => underTest.rule.ruleId === ruleId || readsAlerts(underTest));
  const run = (all: readonly RuleUnderTest[]) => runCells({ rules: touched(all), alertsFrom: all, tests, ranAt: '', knownAlerts }, 'asked');
  const changes = compareCells(await run(rules), await run(changed));
  const bench = new TestBench(changed, knownAlerts);
  const blind = findBlindTests({
    changes,
    rules: changed.map(({ rule }) => rule),
    tests,
    isCaughtByOther: (test, style) => changed.some((other) => isCounted(other.rule) && bench.alertsOn(other, test, style)),
  });
  return { changes, blind, tests: tests.length };
}

function withQuery(underTest: RuleUnderTest, query: string): RuleUnderTest {
  if (!underTest.runnable) return underTest;
  const runnable = { ...underTest.runnable, query };
  return { ...underTest, runnable, rule: { ...underTest.rule, ruleHash: hashRule(runnable, sha256) } };
}
