/** Rules against tests: what each catches, in memory. README.md is the map. */
export type { CellResult, CoverageCell, CoverageChange, CoverageProblem, CoverageProblemCode, CoverageRule, CoverageRun, CoverageSummary, CoverageTest, TestKind, TestPlatform, Verdict, VerdictReason, VerdictReasonCode } from './coverage_run';
