/** The EQL engine: parse, print, edit, check, compile, run, trace. README.md is the map. */
export { applyEdits, type Location, type Position, positionAt, printCodeFrame, type TextEdit } from './source/index';
export { type Diagnostic, type DiagnosticCode, EqlError, type EqlErrorType, EqlSyntaxError, EqlVerificationError } from './errors/index';
export type { DateLiteralOptions, EqlEvent, EqlField, EqlSchema, EqlValue } from './schema/event_source';
export type * from './language/ast';
export { parse, print, printExpression, printField, printString, visit } from './language/index';

// Function signatures (bodies follow in their own files):
//   parse(text: string, options?: ParseOptions): Query                       throws EqlSyntaxError
//   print(query: Query): string                                              parse ∘ print is identity on trees
//   visit(node, visitor) ; replaceNode-like edits are TextEdits on node locations, applied with applyEdits(text, edits)
//   check(query: Query, schema: EqlSchema, options?: CheckOptions): readonly Diagnostic[]
//   compile(query: Query | string, schema: EqlSchema, options?: CompileOptions): CompiledQuery      throws EqlError
//       CompileOptions { timestampField = '@timestamp', tiebreakerField?, eventCategoryField = 'event.category', now }
//   readSearchRequest(body): SearchRequest                                    body of POST _eql/search; throws EqlError
//   run(compiled, events: readonly EqlEvent[] (in order of arrival), request?: RunRequest): RunResult
//       RunRequest { size = 10, resultPosition = 'tail', fetchSize = 1000, maxSamplesPerKey = 1, mode = 'exact' }
//       RunResult { kind: 'events', events: EqlEvent[] } | { kind: 'sequences', sequences: { events: (EqlEvent | null)[], joinKeys }[] }, total
//   trace(compiled, stage: number, event): MatchTrace
