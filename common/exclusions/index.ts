export type { Exclusion, ExclusionState } from './exclusion';
export { seedExclusions, seedSequenceRuleId } from './seed_exclusions';
export { readSwitches, seedTextLike, standingIn, switchExclusion, withoutAll } from './switch_exclusion';
export type { Switch, SwitchReading } from './switch_exclusion';
export { exclusionsOfRule, withoutExclusions } from './rule_exclusions';
export type { ExcludingContent } from './rule_exclusions';
