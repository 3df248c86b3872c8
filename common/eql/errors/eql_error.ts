/** Elasticsearch's error types that the engine answers with. */
export type EqlErrorType =
  | 'parsing_exception'
  | 'verification_exception'
  | 'invalid_argument_exception'
  | 'illegal_argument_exception'
  | 'search_phase_execution_exception'
  | 'action_request_validation_exception'
  | 'x_content_parse_exception'
  | 'ql_illegal_argument_exception';

/**
 * Any refusal. `type` and `status` are what Elasticsearch would answer; `failsInElasticsearch` is set where Elasticsearch itself fails (HTTP 500)
 * or never answers: the engine refuses there with status 500 and says so.
 */
export class EqlError extends Error {
  readonly status: number;
  readonly failsInElasticsearch: boolean;

  constructor(
    readonly type: EqlErrorType,
    readonly reason: string,
    options: { readonly failsInElasticsearch?: boolean; readonly cause?: unknown } = {}
  ) {
    super(reason, { cause: options.cause });
    this.name = new.target.name;
    this.failsInElasticsearch = options.failsInElasticsearch ?? false;
    this.status = this.failsInElasticsearch ? 500 : 400;
  }
}

/** A literal that the type of its field cannot read, or a script that fails on a document it reaches: all shards fail. */
export function shardFailure(reason: string): EqlError {
  return new EqlError('search_phase_execution_exception', reason);
}

/** A query that Elasticsearch accepts and then fails on with HTTP 500. */
export function failsInElasticsearch(reason: string): EqlError {
  return new EqlError('ql_illegal_argument_exception', `${reason} (Elasticsearch fails here with HTTP 500)`, { failsInElasticsearch: true });
}
