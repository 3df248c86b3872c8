import { ElasticsearchError, type ErrorCause } from '../../../../common/query_dsl';
import { JsonReadError, sourceSnippet } from '../json/json_reader';
import type { BodyValue } from '../json/write_json';

/**
 * Types that are Elasticsearch's own exceptions. They stand as they are in `root_cause`; others (`illegal_argument_exception` …) are
 * wrapped, which shows in `caused_by` of a search where all shards failed.
 */
const FOREIGN_TYPES = new Set([
  'illegal_argument_exception', 'illegal_state_exception', 'action_request_validation_exception', 'number_format_exception',
  'null_pointer_exception', 'class_cast_exception', 'x_content_parse_exception', 'x_content_e_o_f_exception', 'array_index_out_of_bounds_exception',
  'date_time_parse_exception', 'json_parse_exception', 'json_e_o_f_exception', 'unsupported_operation_exception', 'input_coercion_exception',
  'named_object_not_found_exception', 'arithmetic_exception', 'media_type_header_exception', 'date_time_exception', 'runtime_exception',
]);
/** Of the foreign types, those the reader of bodies throws: their innermost cause of the same kind is the root. */
const READER_TYPES = new Set(['x_content_parse_exception', 'x_content_e_o_f_exception', 'named_object_not_found_exception']);

export function isOwnType(type: string): boolean {
  return !FOREIGN_TYPES.has(type);
}

export function causeOf(error: ElasticsearchError): ErrorCause {
  return { type: error.type, reason: error.reason, causedBy: error.causedBy, extra: error.extra };
}

/** The causes that `root_cause` lists for one failure. */
export function rootCause(cause: ErrorCause): ErrorCause {
  const inner = cause.causedBy;
  if (inner === undefined) return cause;
  if (cause.type === 'query_shard_exception' && inner.type === 'parse_exception') return cause;
  if (READER_TYPES.has(cause.type)) return READER_TYPES.has(inner.type) || isOwnType(inner.type) ? rootCause(inner) : cause;
  return isOwnType(cause.type) && isOwnType(inner.type) ? rootCause(inner) : cause;
}

export function writeCause(cause: ErrorCause, options: { skipCause: boolean } = { skipCause: false }): Record<string, BodyValue> {
  return {
    type: cause.type,
    reason: cause.reason,
    ...(cause.extra as Record<string, BodyValue> | undefined),
    ...(cause.causedBy === undefined || options.skipCause ? {} : { caused_by: writeCause(cause.causedBy) }),
  };
}

/** The body of an error answer: `{ error: { root_cause, type, reason, … }, status }`. */
export function errorBody(error: ElasticsearchError): BodyValue {
  const cause = causeOf(error);
  const { failure_store: failureStore, ...rest } = cause.extra ?? {};
  return {
    error: {
      root_cause: [withoutFailureStore(writeCause(rootCause(cause), { skipCause: true }))],
      ...writeCause({ ...cause, extra: rest }),
      ...(failureStore === undefined ? {} : { failure_store: failureStore as string }),
    },
    status: error.status,
  };
}

function withoutFailureStore(body: Record<string, BodyValue>): Record<string, BodyValue> {
  const rest = { ...body };
  delete rest['failure_store'];
  return rest;
}

/** The cause that stands for a text that is no JSON, as the reader of request bodies reports it. */
export function readErrorCause(error: JsonReadError): ErrorCause {
  const at = `[${error.location.line}:${error.location.column}]`;
  const source = `\n at [Source: ${sourceSnippet(error.sourceText)}; line: ${error.location.line}, column: ${error.location.column}]`;
  if (error.kind === 'end_of_file') {
    return { type: 'x_content_e_o_f_exception', reason: `${at} Unexpected end of file`, causedBy: { type: 'json_e_o_f_exception', reason: `${error.message}${source}` } };
  }
  const inner = error.kind === 'too_deep' ? 'stream_constraints_exception' : 'json_parse_exception';
  return { type: 'x_content_parse_exception', reason: `${at} ${error.message}${source}`, causedBy: { type: inner, reason: `${error.message}${source}` } };
}
