import { ElasticsearchError } from '../../../../common/query_dsl';
import type { ClusterState } from '../cluster/cluster_state';
import { createForWrite } from '../cluster/create_index';
import type { IndexState } from '../cluster/index_state';
import { resolveDateMath } from '../cluster/index_name';
import { illegalArgument, indexClosed, indexNotFound } from '../errors/known_errors';
import type { WriteBatch } from './write_batch';

export interface WriteTargetOptions {
  readonly operation: 'index' | 'create' | 'update' | 'delete';
  readonly requireAlias: boolean;
  readonly requireDataStream?: boolean;
}

/**
 * The index that a write to a name goes to: the index itself, an alias's write index, a data stream's newest backing index, or a new one.
 * @throws ElasticsearchError
 */
export function resolveWriteTarget(batch: WriteBatch, rawName: string, options: WriteTargetOptions): IndexState {
  const { cluster } = batch;
  const name = resolveDateMath(rawName, cluster.now());
  if (options.requireAlias && !cluster.isAlias(name)) {
    throw new ElasticsearchError({
      type: 'index_not_found_exception', reason: `no such index [${name}] and [require_alias] request flag is [true] and [${name}] is not an alias`, extra: { index: name },
    }, { status: 404 });
  }
  const index = existingTarget(cluster, name, options) ?? createTarget(batch, name, options);
  if (index.closed) throw indexClosed(index.name);
  return index;
}

function createTarget(batch: WriteBatch, name: string, options: WriteTargetOptions): IndexState {
  if (options.operation === 'delete') throw indexNotFound(name);
  const creation = createForWrite(batch.cluster, name);
  const index = batch.created(creation);
  if (index.dataStream !== undefined) refuseOverwrite(options);
  return index;
}

function existingTarget(cluster: ClusterState, name: string, options: WriteTargetOptions): IndexState | undefined {
  const index = cluster.indices.get(name);
  if (index !== undefined) return index;
  const stream = cluster.dataStreams.get(name);
  if (stream !== undefined) {
    refuseOverwrite(options);
    return cluster.indices.get(stream.indices.at(-1) ?? '');
  }
  return cluster.isAlias(name) ? writeIndexOf(cluster, name) : undefined;
}

/** What every write that is not a creation gets on a data stream. */
export const APPEND_ONLY = 'only write ops with an op_type of create are allowed in data streams';

function refuseOverwrite(options: WriteTargetOptions): void {
  if (options.operation !== 'create') throw illegalArgument(APPEND_ONLY);
}

function writeIndexOf(cluster: ClusterState, alias: string): IndexState {
  const members = cluster.aliasIndices(alias);
  const only = members.length === 1 && members[0]?.aliases.get(alias)?.is_write_index !== false ? members[0] : undefined;
  const chosen = members.find((index) => index.aliases.get(alias)?.is_write_index === true) ?? only;
  if (chosen !== undefined) return chosen;
  throw illegalArgument(`no write index is defined for alias [${alias}]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index`);
}
