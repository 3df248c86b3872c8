import type { EndpointResponse, compareCoverage as contract } from '../../common/api';
import { compareCells, withoutExclusions, type CoverageCell } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns, type StoredRun } from './coverage_store';
import { readSubjects } from './coverage_subjects';
import { runCells } from './run_cells';

/** What the last run found otherwise than the one before; or what today's rules would find otherwise with every exclusion and exception off. */
export async function compareCoverage(dependencies: CoverageDependencies, { with: other }: { readonly with: 'previous' | 'exclusions_off' }): Promise<EndpointResponse<typeof contract>> {
  return other === 'previous' ? comparePrevious(dependencies) : compareExclusionsOff(dependencies);
}

async function comparePrevious({ savedObjects }: CoverageDependencies): Promise<EndpointResponse<typeof contract>> {
  const { last, previous } = await readRuns(savedObjects);
  if (!last || !previous) return { with: 'previous', changes: [] };
  return { with: 'previous', base: { ranAt: previous.ranAt, corpusHash: previous.corpusHash }, changes: compareCells(cellsOf(previous), cellsOf(last)) };
}

function cellsOf({ cells }: StoredRun): CoverageCell[] {
  return cells.map(({ ruleId, testId, results }) => ({ ruleId, testId, required: false, results }));
}

/** Rules are run on the spot, so that what is compared is of today on both sides. */
async function compareExclusionsOff(dependencies: CoverageDependencies): Promise<EndpointResponse<typeof contract>> {
  const { rules, tests, corpusHash } = await readSubjects(dependencies);
  const ranAt = dependencies.now().toISOString();
  const today = await runCells({ rules, tests, ranAt }, 'asked');
  const off = await runCells({ rules: rules.map(withoutExclusions), tests, ranAt }, 'asked');
  return { with: 'exclusions_off', base: { ranAt, corpusHash }, changes: compareCells(today, off) };
}

