export { EqlError, type EqlErrorType, failsInElasticsearch, shardFailure } from './eql_error';
export { EqlSyntaxError, type SyntaxProblem } from './syntax_error';
export { type Diagnostic, type DiagnosticCode, EqlVerificationError } from './diagnostic';
