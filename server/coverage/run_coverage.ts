import { setImmediate } from 'node:timers/promises';
import { runMatrix, type CorpusTest, type CoverageCell, type CoverageRun, type RuleUnderTest } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns, writeRun, type StoredCell, type StoredRun } from './coverage_store';
import { readSubjects, type CoverageSubjects } from './coverage_subjects';
import { toCoverageRun } from './find_coverage';

/** What to run; everything where nothing is named. */
export interface CoverageOrder {
  readonly ruleIds?: readonly string[];
  readonly testIds?: readonly string[];
}

/** Runs the rules as installed over the tests, keeps what it found, and the run before; gives the whole matrix. Cells that were not named stay as they were. */
export async function runCoverage(dependencies: CoverageDependencies, order: CoverageOrder): Promise<CoverageRun> {
  const [subjects, { last, previous }] = await Promise.all([readSubjects(dependencies), readRuns(dependencies.savedObjects)]);
  const rules = subjects.rules.filter(({ rule }) => order.ruleIds?.includes(rule.ruleId) ?? true);
  const tests = subjects.tests.filter(({ testId }) => order.testIds?.includes(testId) ?? true);
  const ranAt = dependencies.now().toISOString();
  const cells = await runPolitely(rules, tests, ranAt);
  const run: StoredRun = { ranAt, corpusHash: subjects.corpusHash, cells: [...keep(last, cells, subjects), ...cells.map((cell) => toStored(cell, subjects))] };
  await writeRun(dependencies.savedObjects, run, last);
  return toCoverageRun(subjects, { last: run, previous: last ?? previous });
}

/** Rule by rule, so that Kibana answers others in between. */
export async function runPolitely(rules: readonly RuleUnderTest[], tests: readonly CorpusTest[], ranAt: string): Promise<CoverageCell[]> {
  const cells: CoverageCell[] = [];
  for (const rule of rules) {
    cells.push(...runMatrix({ rules: [rule], tests, ranAt }));
    await setImmediate();
  }
  return cells;
}

/** Cells of the last run that were not run now, of rules and tests that are still there. */
function keep(last: StoredRun | undefined, cells: readonly CoverageCell[], { rules, testHashes }: CoverageSubjects): StoredCell[] {
  const isNew = new Set(cells.map(({ ruleId, testId }) => JSON.stringify([ruleId, testId])));
  const known = new Set(rules.map(({ rule }) => rule.ruleId));
  return (last?.cells ?? []).filter(({ ruleId, testId }) => known.has(ruleId) && testHashes.has(testId) && !isNew.has(JSON.stringify([ruleId, testId])));
}

function toStored({ ruleId, testId, results }: CoverageCell, { rules, testHashes }: CoverageSubjects): StoredCell {
  return { ruleId, testId, ruleHash: rules.find(({ rule }) => rule.ruleId === ruleId)?.rule.ruleHash ?? '', testHash: testHashes.get(testId) ?? '', results: [...results] };
}
