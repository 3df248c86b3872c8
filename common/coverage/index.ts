/** Rules against tests: what each catches, in memory. README.md is the map. */
export type { CellResult, CoverageCell, CoverageChange, CoverageProblem, CoverageProblemCode, CoverageRule, CoverageRun, CoverageSummary, CoverageTest, TestKind, TestPlatform, Verdict, VerdictReason, VerdictReasonCode } from './coverage_run';
export { packagedScenariosSchema, scenarioContentSchema, stylesOf, toCorpusTest, withoutEvents } from './coverage_corpus';
export type { CorpusTest, PackagedScenarios, ScenarioContent } from './coverage_corpus';
export { hashCorpus, hashRule, hashTest } from './coverage_hashes';
export type { HashText } from './coverage_hashes';
export { compareCells, isRequired, runMatrix, stylesToJudge } from './coverage_matrix';
export { summarize } from './coverage_summary';
export { judge, makeJudge, withoutExclusions } from './judge';
export type { Judge, RuleUnderTest } from './judge';
export { readTestEvents } from './read_test_events';
export type { BadTestReason, ReadTestEvents } from './read_test_events';
export { sourceIndexOf } from './sources';
export { PackError, readPackLines, writePackLines } from './evidence_pack';
export type { EvidencePack, PackFacts } from './evidence_pack';
export { writePackText } from './evidence_text';
