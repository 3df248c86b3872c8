import type { JsonObject, JsonValue } from '../json';

/** One level of an Elasticsearch error body: `{ type, reason, caused_by? }` and its extra keys (`line`, `col`, `index`). */
export interface ErrorCause {
  readonly type: string;
  readonly reason: string;
  readonly causedBy?: ErrorCause;
  readonly extra?: Readonly<Record<string, JsonValue>>;
}

/** Types whose class is Elasticsearch's own; causes of other classes never stand under `root_cause`. */
const OWN_EXCEPTIONS = new Set(['parsing_exception', 'x_content_parse_exception', 'query_shard_exception', 'mapper_parsing_exception', 'document_parsing_exception', 'parse_exception']);

/**
 * What Elasticsearch answers instead of a result, as data.
 *
 * `phase` says where it is found: `parse` errors refuse the whole request (the type stands at the top of the body), `shard`
 * errors belong to one index (`search_phase_execution_exception` around them; another index may still answer).
 */
export class ElasticsearchError extends Error {
  readonly status: number;
  readonly type: string;
  readonly reason: string;
  readonly causedBy: ErrorCause | undefined;
  readonly extra: Readonly<Record<string, JsonValue>>;
  readonly phase: 'parse' | 'shard';

  constructor(cause: ErrorCause, options: { status?: number; phase?: 'parse' | 'shard' } = {}) {
    super(`${cause.type}: ${cause.reason}`);
    this.name = 'ElasticsearchError';
    this.status = options.status ?? 400;
    this.type = cause.type;
    this.reason = cause.reason;
    this.causedBy = cause.causedBy;
    this.extra = cause.extra ?? {};
    this.phase = options.phase ?? 'parse';
  }

  /** What stands under `root_cause`: the innermost level that Elasticsearch counts as its own exception. */
  rootCause(): ErrorCause {
    return innermost(this);
  }

  /** The body of one error level, as it stands in an HTTP answer (without `root_cause`). */
  toJson(): JsonObject {
    return causeToJson({ type: this.type, reason: this.reason, causedBy: this.causedBy, extra: this.extra });
  }
}

function innermost(cause: ErrorCause): ErrorCause {
  return cause.causedBy && OWN_EXCEPTIONS.has(cause.causedBy.type) ? innermost(cause.causedBy) : cause;
}

function causeToJson(cause: ErrorCause): JsonObject {
  return {
    type: cause.type,
    reason: cause.reason,
    ...cause.extra,
    ...(cause.causedBy === undefined ? {} : { caused_by: causeToJson(cause.causedBy) }),
  };
}
