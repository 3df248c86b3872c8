export { strengthOf } from './exclusion_strength';
export { JoinStrengthBadge, joinStrengthLabel } from './join_strength_badge';
export { SeverityHealth, severityLabel } from './severity_health';
export { StatusBadge, statusLabel } from './status_badge';
export { TestBadge } from './test_badge';
export { StrengthHealth, strengthLabel } from './strength_health';
