export { findActivity } from './activity_store';
export { findExclusions } from './find_exclusions';
export { planSwitch } from './plan_switch';
export { switchExclusion } from './switch_exclusion';
export type { SwitchTexts } from './switch_exclusion';
