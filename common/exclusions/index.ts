export type { Exclusion, ExclusionState } from './exclusion';
