import { ElasticsearchError, type ErrorCause } from '../errors/elasticsearch_error';
import type { BindScope } from './query_node';

function indexExtra(scope: BindScope): Record<string, string> {
  return scope.context.index === undefined ? {} : { index: scope.context.index };
}

/** A query_shard_exception with its own sentence. */
export function shardError(scope: BindScope, reason: string, causedBy?: ErrorCause): ElasticsearchError {
  return new ElasticsearchError({ type: 'query_shard_exception', reason, extra: indexExtra(scope), causedBy }, { phase: 'shard' });
}

/** What Elasticsearch makes of an exception while it builds a query: `failed to create query: …` with the cause. */
export function failedToCreate(scope: BindScope, cause: ErrorCause): ElasticsearchError {
  return shardError(scope, `failed to create query: ${cause.reason}`, cause);
}

/** An exception that keeps its own type (malformed dates). */
export function shardCause(cause: ErrorCause): ElasticsearchError {
  return new ElasticsearchError(cause, { phase: 'shard' });
}

/** True for errors `lenient: true` turns into "matches nothing": those about the text of the query. */
export function isLenientError(error: unknown): boolean {
  return error instanceof ElasticsearchError && error.phase === 'shard';
}
