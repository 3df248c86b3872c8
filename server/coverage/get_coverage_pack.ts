import { writePackLines, writePackText } from '../../common/coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { readRuns } from './coverage_store';
import { readSubjects } from './coverage_subjects';
import { toCoverageRun } from './find_coverage';

/** The evidence of the last run: a text to read, and rules, events and verdicts to run again. Cells that are stale say so. */
export async function getCoveragePack(dependencies: CoverageDependencies, { version }: { readonly version: string }): Promise<{ markdown: string; ndjson: string }> {
  const [subjects, runs] = await Promise.all([readSubjects(dependencies), readRuns(dependencies.savedObjects)]);
  const run = toCoverageRun(subjects, runs);
  const facts = { version, madeAt: dependencies.now().toISOString() };
  return { markdown: writePackText(run, facts), ndjson: writePackLines(run, { rules: subjects.rules, tests: subjects.tests, facts }) };
}
