import { isRequired, stylesToJudge, summarize, withoutEvents, type CellResult, type CorpusTest, type CoverageCell, type CoverageRun, type RuleUnderTest, type VerdictReasonCode } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns, type StoredCell, type StoredRuns } from './coverage_store';
import { readSubjects, type CoverageSubjects } from './coverage_subjects';

/** The matrix with what the last run found. Nothing is run. */
export async function findCoverage(dependencies: CoverageDependencies): Promise<CoverageRun> {
  const [subjects, runs] = await Promise.all([readSubjects(dependencies), readRuns(dependencies.savedObjects)]);
  return toCoverageRun(subjects, runs);
}

/** Cells whose rule or test is another than in the run, or was not in it, are stale. */
export function toCoverageRun(subjects: CoverageSubjects, { last, previous }: StoredRuns): CoverageRun {
  const { rules, tests, testHashes, corpusHash } = subjects;
  const stored = new Map(last?.cells.map((cell) => [keyOf(cell.ruleId, cell.testId), cell]));
  const cells = rules.flatMap((rule) => tests.map((test) => toCell(rule, test, { testHash: testHashes.get(test.testId) ?? '', stored: stored.get(keyOf(rule.rule.ruleId, test.testId)) })));
  const matrix = { rules: rules.map(({ rule }) => rule), tests: tests.map(withoutEvents), cells };
  return {
    ...matrix,
    corpusHash,
    ...(last ? { ranAt: last.ranAt } : {}),
    ...(previous ? { previous: { ranAt: previous.ranAt, corpusHash: previous.corpusHash } } : {}),
    summary: summarize(matrix),
  };
}

function toCell({ rule: { ruleId, ruleHash } }: RuleUnderTest, test: CorpusTest, { testHash, stored }: { readonly testHash: string; readonly stored: StoredCell | undefined }): CoverageCell {
  const cause: VerdictReasonCode | undefined = !stored ? 'not_run_yet' : stored.ruleHash !== ruleHash ? 'rule_changed' : stored.testHash !== testHash ? 'corpus_changed' : undefined;
  const head = { ruleId, testId: test.testId, required: isRequired(test, ruleId) };
  if (stored && cause === undefined) return { ...head, results: stored.results };
  return { ...head, results: stylesToJudge(test).map((style) => toStale(style, cause ?? 'not_run_yet', stored?.results.find((result) => result.style === style))) };
}

function toStale(style: CellResult['style'], code: VerdictReasonCode, last: CellResult | undefined): CellResult {
  return { style, verdict: 'stale', why: { code }, alerts: 0, ...(last ? { lastVerdict: last.verdict } : {}), ranAt: last?.ranAt ?? '' };
}

function keyOf(ruleId: string, testId: string): string {
  return JSON.stringify([ruleId, testId]);
}
