import { hashCorpus, hashTest, type CorpusTest, type RuleUnderTest } from '../../common/coverage';
import { sha256, type CoverageDependencies } from './coverage_dependencies';
import { findOwnTests } from './own_test_store';
import { readRulesUnderTest } from './rules_under_test';

/** What a run is made of, as it is now. */
export interface CoverageSubjects {
  readonly rules: readonly RuleUnderTest[];
  readonly tests: readonly CorpusTest[];
  readonly testHashes: ReadonlyMap<string, string>;
  readonly corpusHash: string;
}

export async function readSubjects(dependencies: CoverageDependencies): Promise<CoverageSubjects> {
  const [rules, own] = await Promise.all([readRulesUnderTest(dependencies), findOwnTests(dependencies.savedObjects)]);
  const tests = [...dependencies.scenarios(), ...own];
  return { rules, tests, testHashes: new Map(tests.map((test) => [test.testId, hashTest(test, sha256)])), corpusHash: hashCorpus(tests, sha256) };
}
