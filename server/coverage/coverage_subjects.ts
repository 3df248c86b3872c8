import { hashCells, hashOfTests, hashTest, type CorpusTest } from '../../common/coverage';
import { sha256, type CoverageDependencies } from './coverage_dependencies';
import { findOwnTests } from './own_test_store';
import { readRulesUnderTest, type InstalledUnderTest } from './rules_under_test';

/** What a run is made of, as it is now. */
export interface CoverageSubjects {
  readonly rules: readonly InstalledUnderTest[];
  readonly tests: readonly CorpusTest[];
  /** By rule id, of all that decides its cells. */
  readonly cellHashes: ReadonlyMap<string, string>;
  readonly testHashes: ReadonlyMap<string, string>;
  readonly corpusHash: string;
}

export async function readSubjects(dependencies: CoverageDependencies): Promise<CoverageSubjects> {
  const [rules, own] = await Promise.all([readRulesUnderTest(dependencies), findOwnTests(dependencies.savedObjects)]);
  const tests = [...dependencies.scenarios(), ...own];
  const testHashes = new Map(tests.map((test) => [test.testId, hashOnce(test)]));
  return { rules, tests, cellHashes: hashWithProblems(rules), testHashes, corpusHash: hashOfTests(testHashes, sha256) };
}

/** A rule whose exceptions could not be told is another one as soon as they can: without this it would be the same as the rule without any. */
function hashWithProblems(rules: readonly InstalledUnderTest[]): ReadonlyMap<string, string> {
  const hashes = new Map(hashCells(rules, sha256));
  for (const { rule, exceptionsProblem } of rules) {
    if (exceptionsProblem !== undefined) hashes.set(rule.ruleId, sha256(JSON.stringify([hashes.get(rule.ruleId), exceptionsProblem])));
  }
  return hashes;
}

const known = new WeakMap<CorpusTest, string>();

/** Scenarios are the same objects for as long as the plugin runs. */
function hashOnce(test: CorpusTest): string {
  const hash = known.get(test) ?? hashTest(test, sha256);
  known.set(test, hash);
  return hash;
}
