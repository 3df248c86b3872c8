export { compareCoverage } from './compare_coverage';
export { findCoverage } from './find_coverage';
export { getCoverageCell } from './get_coverage_cell';
export { getCoveragePack } from './get_coverage_pack';
export { addOwnTest, deleteOwnTest } from './own_test_store';
export { readPackagedScenarios } from './packaged_scenarios';
export { refreshCoverage } from './refresh_coverage';
export { runCoverage } from './run_coverage';
