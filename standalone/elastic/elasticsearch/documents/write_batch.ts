import type { JsonValue } from '../../../../common/query_dsl';
import type { ClusterState } from '../cluster/cluster_state';
import { indexKey } from '../cluster/cluster_state';
import type { Creation } from '../cluster/create_index';
import type { IndexState } from '../cluster/index_state';
import type { DocumentChange } from '../store/store';
import type { DocumentVersion } from './document_version';

/** Changes of one request: made in memory at once, written together, acknowledged after the commit. */
export class WriteBatch {
  private readonly documents: DocumentChange[] = [];
  private readonly metadata = new Map<string, JsonValue | undefined>();
  private readonly touched = new Set<IndexState>();

  constructor(readonly cluster: ClusterState) {}

  created(creation: Creation): IndexState {
    for (const [key, value] of creation.metadata) this.metadata.set(key, value);
    return creation.index;
  }

  mappingChanged(index: IndexState): void {
    this.metadata.set(indexKey(index.name), index.toRecord());
  }

  /** Puts a new version in place of what the index has under this id. */
  put(index: IndexState, entry: DocumentVersion): void {
    const replaced = index.documents.latest(entry.id);
    index.documents.put(entry, this.cluster.now());
    const { id, seqNo, version, source, routing } = entry;
    this.documents.push({ indexUuid: index.uuid, record: { id, seqNo, version, source, routing }, replaces: replaced?.seqNo });
    this.touched.add(index);
  }

  /**
   * Makes changes and writes them. Where they end in an error, what was made before it (an index, fields of a mapping) is there in
   * memory, and is written all the same.
   */
  async run<T>(refresh: boolean, change: () => T): Promise<T> {
    let result: T;
    try {
      result = change();
    } catch (error) {
      await this.commit(false);
      throw error;
    }
    await this.commit(refresh);
    return result;
  }

  /** Resolves once everything survives; then, where asked, searches see it. */
  async commit(refresh: boolean): Promise<void> {
    if (this.documents.length > 0 || this.metadata.size > 0) await this.cluster.save({ documents: this.documents, metadata: this.metadata });
    if (refresh) for (const index of this.touched) index.documents.refresh();
  }
}
