/** The EQL engine: parse, print, edit, check, compile, run, trace. README.md is the map. */
export { applyEdits, type Location, type Position, positionAt, printCodeFrame, type TextEdit } from './source/index';
export { type Diagnostic, type DiagnosticCode, EqlError, type EqlErrorType, EqlSyntaxError, EqlVerificationError } from './errors/index';
export type { DateLiteralOptions, EqlEvent, EqlField, EqlSchema, EqlValue } from './schema/event_source';
export type * from './language/ast';
export { childrenOf, parse, type ParseOptions, print, printExpression, printField, printString, visit } from './language/index';
export { check, type CheckOptions, nearestNames } from './check/index';
export { compile, type CompiledQuery, type CompiledStage, type CompileOptions, foldsToNothing, type FoundSequence, run, runAll, type RunOutcome, type RunRequest, type RunResult, runStream, SequenceSearch, SequenceStream, type Shard, type StreamRequest, type TakenEvent } from './evaluate/index';
export { readSearchRequest, type SearchRequest } from './search_request';
export { compareModes, type DifferenceCause, type ModeComparison, type SequenceDifference } from './compare/compare_modes';
export { type ConstantTrace, type LogicalTrace, type MatchTrace, type NotTrace, type PredicateTrace, trace, type TraceSpan } from './trace/index';
