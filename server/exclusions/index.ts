export { findActivity } from './activity_store';
export { findExclusions } from './find_exclusions';
export { noteGuardRefusal, planSwitch } from './plan_switch';
export { switchExclusion } from './switch_exclusion';
