export { findActivity } from './activity_store';
export { findExclusions } from './find_exclusions';
export { switchExclusion } from './switch_exclusion';
