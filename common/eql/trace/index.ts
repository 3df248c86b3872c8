export type { ConstantTrace, LogicalTrace, MatchTrace, NotTrace, PredicateTrace, TraceSpan } from './match_trace';
export { trace } from './trace';
