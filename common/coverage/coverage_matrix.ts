import type { EventStyle } from '../detection';
import { eventStyleSchema } from '../detection';
import type { CorpusTest } from './coverage_corpus';
import type { CoverageCell, CoverageChange, CoverageTest, Verdict } from './coverage_run';
import { judge, makeJudge, type RuleUnderTest } from './judge';

export interface MatrixOrder {
  readonly rules: readonly RuleUnderTest[];
  readonly tests: readonly CorpusTest[];
  /** ISO 8601; what the results are stamped with. */
  readonly ranAt: string;
}

/** Every rule on every test, in every style that has events or a reason why not: rule by rule, in the order given. */
export function runMatrix({ rules, tests, ranAt }: MatrixOrder): CoverageCell[] {
  return rules.flatMap((underTest) => {
    const by = makeJudge(underTest);
    const { ruleId } = underTest.rule;
    return tests.map((test) => ({ ruleId, testId: test.testId, required: isRequired(test, ruleId), results: stylesToJudge(test).map((style) => judge(by, test, style, ranAt).result) }));
  });
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
