export { CoveragePage } from './coverage_page';
