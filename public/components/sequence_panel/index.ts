export { categoryLabel, fieldLabel } from './field_label';
export { RuleQuery } from './rule_query';
export { SequencePanel } from './sequence_panel';
