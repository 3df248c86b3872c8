export { compareCoverage } from './compare_coverage';
export { findCoverage } from './find_coverage';
export { getCoverageCell } from './get_coverage_cell';
export { getCoveragePack } from './get_coverage_pack';
export { addOwnTest, deleteOwnTest } from './own_test_store';
export { readPackagedScenarios } from './packaged_scenarios';
export { isRefreshing, refreshCoverage } from './refresh_coverage';
export { refreshAtStartUp } from './refresh_at_start_up';
export { runCoverage } from './run_coverage';
