import { ElasticsearchError, type ErrorCause } from '../../../../common/query_dsl';
import { causeOf, isOwnType, rootCause, writeCause } from '../errors/error_body';
import { PlainError } from '../http/plain_error';
import type { BodyValue } from '../json/write_json';

/** What went wrong in one index while the others went on. */
export interface ShardFailure {
  readonly index: string;
  readonly error: ElasticsearchError;
}

/** An entry of `failed_shards` and of `_shards.failures`. */
export function writeFailure(failure: ShardFailure): BodyValue {
  return { shard: 0, index: failure.index, node: 'embedded', reason: writeCause(causeOf(failure.error)) };
}

/** The answer where no index could take part. */
export function allShardsFailed(failures: readonly ShardFailure[]): PlainError {
  const first = failures[0];
  const outer = first === undefined ? undefined : outerCause(causeOf(first.error));
  return phaseError(failures, 'all shards failed', outer, first?.error.status ?? 500);
}

/** The answer where the results of the indices do not fit together, though each could give its own. */
export function reduceFailed(failures: readonly ShardFailure[], cause: ErrorCause): PlainError {
  return phaseError(failures, '', writeCause(cause), 400);
}

function phaseError(failures: readonly ShardFailure[], reason: string, causedBy: BodyValue, status: number): PlainError {
  return new PlainError(status, {
    error: {
      root_cause: failures.map(({ error }) => writeCause(rootCause(causeOf(error)), { skipCause: true })),
      type: 'search_phase_execution_exception',
      reason,
      phase: 'query',
      grouped: true,
      failed_shards: failures.map(writeFailure),
      ...(causedBy === undefined ? {} : { caused_by: causedBy }),
    },
    status,
  });
}

/** Causes that are not Elasticsearch's own are wrapped once, and so stand at the top as well. */
function outerCause(cause: ErrorCause): BodyValue {
  const root = rootCause(cause);
  if (isOwnType(root.type)) return root === cause ? undefined : writeCause(root);
  return { type: root.type, reason: root.reason, ...(root.extra as Record<string, BodyValue> | undefined), caused_by: writeCause(root) };
}

export function shardError(type: string, reason: string, extra?: ErrorCause['extra']): ElasticsearchError {
  return new ElasticsearchError({ type, reason, extra }, { phase: 'shard' });
}
