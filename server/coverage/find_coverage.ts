import { isRequired, stylesToJudge, summarize, withoutEvents, type CellResult, type CorpusTest, type CoverageCell, type CoverageRun, type VerdictReasonCode } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns, type StoredCell, type StoredRun, type StoredRuns } from './coverage_store';
import { readSubjects, type CoverageSubjects } from './coverage_subjects';

/** The matrix with what the last run found. Nothing is run. */
export async function findCoverage(dependencies: CoverageDependencies): Promise<CoverageRun> {
  const [subjects, runs] = await Promise.all([readSubjects(dependencies), readRuns(dependencies.savedObjects)]);
  return toCoverageRun(subjects, runs);
}

/** Cells whose rule or test is another than in the run, or was not in it, are stale. */
export function toCoverageRun(subjects: CoverageSubjects, { last, previous }: StoredRuns): CoverageRun {
  const { rules, tests, corpusHash } = subjects;
  const staleness = readStaleness(subjects, last);
  const cells = rules.flatMap(({ rule: { ruleId } }) => tests.map((test) => toCell(ruleId, test, staleness(ruleId, test.testId))));
  const matrix = { rules: rules.map(({ rule }) => rule), tests: tests.map(withoutEvents), cells };
  return {
    ...matrix,
    corpusHash,
    ...(last ? { ranAt: last.ranAt } : {}),
    ...(previous ? { previous: { ranAt: previous.ranAt, corpusHash: previous.corpusHash } } : {}),
    summary: summarize(matrix),
  };
}

/** What the last run says of a cell, and why that is not true any more; no cause where it is. */
export interface Staleness {
  readonly stored: StoredCell | undefined;
  readonly cause: VerdictReasonCode | undefined;
}

export function readStaleness({ cellHashes, testHashes }: CoverageSubjects, last: StoredRun | undefined): (ruleId: string, testId: string) => Staleness {
  const known = new Map(last?.cells.map((cell) => [keyOf(cell.ruleId, cell.testId), cell]));
  return (ruleId, testId) => {
    const stored = known.get(keyOf(ruleId, testId));
    const cause = !stored ? 'not_run_yet' : stored.ruleHash !== cellHashes.get(ruleId) ? 'rule_changed' : stored.testHash !== testHashes.get(testId) ? 'corpus_changed' : undefined;
    return { stored, cause };
  };
}

function toCell(ruleId: string, test: CorpusTest, { stored, cause }: Staleness): CoverageCell {
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
