import type { CoverageCell, CoverageRun } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns, writeRun, type StoredCell, type StoredRun, type StoredRuns } from './coverage_store';
import { readSubjects, type CoverageSubjects } from './coverage_subjects';
import { readStaleness, toCoverageRun } from './find_coverage';
import { alertsKnownIn } from './known_alerts';
import { runCells, type Pace } from './run_cells';

/** What to run; everything where nothing is named. */
export interface CoverageOrder {
  readonly ruleIds?: readonly string[];
  readonly testIds?: readonly string[];
}

/** Runs the rules as installed over the tests, keeps what it found, and the run before; gives the whole matrix. Cells that were not named stay as they were. */
export async function runCoverage(dependencies: CoverageDependencies, { ruleIds, testIds }: CoverageOrder): Promise<CoverageRun> {
  const subjects = await readSubjects(dependencies);
  const runs = await runAndKeep(dependencies, subjects, { pace: 'asked', isWanted: (ruleId, testId) => (ruleIds?.includes(ruleId) ?? true) && (testIds?.includes(testId) ?? true) });
  return toCoverageRun(subjects, runs);
}

/** Runs just the cells whose rule or test is not that of the last run any more, slowly. */
export async function runStaleCells(dependencies: CoverageDependencies): Promise<void> {
  const { subjects, isWanted, count } = await findStaleCells(dependencies);
  if (count > 0) await runAndKeep(dependencies, subjects, { pace: 'background', isWanted });
}

/** How many cells this caller would run. */
export async function countStaleCells(dependencies: CoverageDependencies): Promise<number> {
  return (await findStaleCells(dependencies)).count;
}

interface StaleCells {
  readonly subjects: CoverageSubjects;
  readonly isWanted: Kept['isWanted'];
  readonly count: number;
}

/** Rules whose exceptions this caller could not read stay as they are: somebody else can tell. */
async function findStaleCells(dependencies: CoverageDependencies): Promise<StaleCells> {
  const [subjects, { last }] = await Promise.all([readSubjects(dependencies), readRuns(dependencies.savedObjects)]);
  const staleness = readStaleness(subjects, last);
  const readable = new Set(subjects.rules.flatMap(({ rule, isUnread }) => (isUnread === true ? [] : [rule.ruleId])));
  const isWanted = (ruleId: string, testId: string): boolean => readable.has(ruleId) && staleness(ruleId, testId).cause !== undefined;
  const count = subjects.rules.reduce((sum, { rule }) => sum + subjects.tests.filter(({ testId }) => isWanted(rule.ruleId, testId)).length, 0);
  return { subjects, isWanted, count };
}

interface Kept {
  readonly pace: Pace;
  readonly isWanted: (ruleId: string, testId: string) => boolean;
}

/** The last run is read again before it is written: another one may have ended meanwhile. */
async function runAndKeep({ savedObjects, now }: CoverageDependencies, subjects: CoverageSubjects, { pace, isWanted }: Kept): Promise<StoredRuns> {
  const { rules, tests, testHashes, corpusHash } = subjects;
  const ranAt = now().toISOString();
  const wanted = rules.filter(({ rule }) => tests.some(({ testId }) => isWanted(rule.ruleId, testId)));
  const cells = await runCells({ rules: wanted, tests, ranAt, isWanted, alertsFrom: rules, knownAlerts: alertsKnownIn(testHashes) }, pace);
  const { last, previous } = await readRuns(savedObjects);
  const run: StoredRun = { ranAt, corpusHash, cells: [...keep(last, cells, subjects), ...cells.map((cell) => toStored(cell, subjects))] };
  await writeRun(savedObjects, run, last);
  return { last: run, ...((last ?? previous) ? { previous: last ?? previous } : {}) };
}

/** Cells of the last run that were not run now, of rules and tests that are still there. */
function keep(last: StoredRun | undefined, cells: readonly CoverageCell[], { rules, testHashes }: CoverageSubjects): StoredCell[] {
  const isNew = new Set(cells.map(({ ruleId, testId }) => JSON.stringify([ruleId, testId])));
  const known = new Set(rules.map(({ rule }) => rule.ruleId));
  return (last?.cells ?? []).filter(({ ruleId, testId }) => known.has(ruleId) && testHashes.has(testId) && !isNew.has(JSON.stringify([ruleId, testId])));
}

function toStored({ ruleId, testId, results }: CoverageCell, { cellHashes, testHashes }: CoverageSubjects): StoredCell {
  return { ruleId, testId, ruleHash: cellHashes.get(ruleId) ?? '', testHash: testHashes.get(testId) ?? '', results: [...results] };
}
