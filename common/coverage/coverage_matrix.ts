import type { EventStyle } from '../detection';
import { eventStyleSchema } from '../detection';
import type { CorpusTest } from './coverage_corpus';
import type { CellResult, CoverageCell, CoverageChange, CoverageTest, Verdict } from './coverage_run';
import type { RuleUnderTest } from './judge';
import { TestBench, type KnownAlerts } from './test_bench';

export interface MatrixOrder {
  readonly rules: readonly RuleUnderTest[];
  readonly tests: readonly CorpusTest[];
  /** ISO 8601; what the results are stamped with. */
  readonly ranAt: string;
  /** Cells to run, by rule and test; all of them where absent. */
  readonly isWanted?: (ruleId: string, testId: string) => boolean;
  /** Those whose alerts a rule that reads alerts finds; `rules` where absent. */
  readonly alertsFrom?: readonly RuleUnderTest[];
  /** Alerts that are known of earlier runs of the same rule over the same test. */
  readonly knownAlerts?: KnownAlerts;
}

/** Every rule on every test, in every style that has events or a reason why not: rule by rule, in the order given. */
export function runMatrix(order: MatrixOrder): CoverageCell[] {
  return [...judgeCells(order)].flatMap((cell) => cell ?? []);
}

/**
 * The same bit by bit: gives a cell when it is done, and undefined wherever the caller may do something else in between. Rules that read alerts are
 * judged on what the others found in the same test and style.
 */
export function* judgeCells({ rules, tests, ranAt, isWanted = () => true, alertsFrom = rules, knownAlerts }: MatrixOrder): Generator<CoverageCell | undefined> {
  const bench = new TestBench(alertsFrom, knownAlerts);
  for (const underTest of rules) {
    const { ruleId } = underTest.rule;
    for (const test of tests.filter(({ testId }) => isWanted(ruleId, testId))) {
      const results: CellResult[] = [];
      for (const style of stylesToJudge(test)) {
        results.push((yield* bench.judgeInSteps(underTest, { test, style, ranAt })).result);
        yield undefined;
      }
      yield { ruleId, testId: test.testId, required: isRequired(test, ruleId), results };
    }
  }
}

export function isRequired({ caughtBy }: CoverageTest, ruleId: string): boolean {
  return caughtBy.includes(ruleId);
}

/** Styles in which a test has something to say. */
export function stylesToJudge({ styles, notApplicable }: CoverageTest): EventStyle[] {
  return eventStyleSchema.options.filter((style) => styles.includes(style) || notApplicable.some((row) => row.style === style));
}

interface Said {
  readonly ruleId: string;
  readonly testId: string;
  readonly style: EventStyle;
  readonly verdict: Verdict;
  readonly exclusionIds?: readonly string[];
}

/** Verdicts that differ, in the order of `after`; those only `before` has come last. */
export function compareCells(before: readonly CoverageCell[], after: readonly CoverageCell[]): CoverageChange[] {
  const [old, now] = [said(before), said(after)];
  const changed = [...now].flatMap(([key, cell]): CoverageChange[] => {
    const was = old.get(key);
    return was?.verdict === cell.verdict ? [] : [change(cell, was?.verdict, cell.verdict, cell.exclusionIds ?? was?.exclusionIds)];
  });
  const gone = [...old].flatMap(([key, cell]): CoverageChange[] => (now.has(key) ? [] : [change(cell, cell.verdict, undefined, cell.exclusionIds)]));
  return [...changed, ...gone];
}

function said(cells: readonly CoverageCell[]): Map<string, Said> {
  return new Map(cells.flatMap(({ ruleId, testId, results }) => results.map(({ style, verdict, exclusionIds }) => [JSON.stringify([ruleId, testId, style]), { ruleId, testId, style, verdict, exclusionIds }] as const)));
}

function change({ ruleId, testId, style }: Said, before: Verdict | undefined, after: Verdict | undefined, exclusionIds: readonly string[] | undefined): CoverageChange {
  return { ruleId, testId, style, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), ...(exclusionIds === undefined ? {} : { exclusionIds }) };
}
