export type { StagingEvent } from './staging_event';
export type { Episode, JoinStrength, Severity, WorkflowStatus } from './episode';
export type { EventExplanation, Explanation, ExplanationProblem, MatchedSpan, PredicateExplanation } from './explanation';
export { ruleContentSchema } from './rule_content';
export type { RuleContent } from './rule_content';
export { joinStrength } from './join_strength';
