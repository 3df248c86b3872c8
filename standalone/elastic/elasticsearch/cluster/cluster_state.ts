import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { ElasticsearchError } from '../../../../common/query_dsl';
import type { SecurityState } from '../security/security_state';
import type { Store, StoreChanges } from '../store/store';
import { IndexState, type IndexRecord } from './index_state';

export interface DataStream {
  readonly name: string;
  readonly template: string;
  readonly generation: number;
  /** Backing indices, oldest first; the last one is written to. */
  readonly indices: readonly string[];
  readonly hidden: boolean;
}

export interface StoredTemplate {
  readonly body: JsonObject;
  readonly createdMs: number;
  readonly modifiedMs: number;
}

export interface ClusterStateDependencies {
  readonly store: Store;
  readonly security: SecurityState;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** All that the service knows. Changes are made in memory and written by `save`, which resolves once they survive. */
export class ClusterState {
  readonly indices = new Map<string, IndexState>();
  readonly dataStreams = new Map<string, DataStream>();
  readonly indexTemplates = new Map<string, StoredTemplate>();
  readonly componentTemplates = new Map<string, StoredTemplate>();
  readonly pipelines = new Map<string, StoredTemplate>();
  readonly security: SecurityState;
  readonly now: () => number;
  uuid = '';
  private failure: unknown;

  constructor(private readonly dependencies: ClusterStateDependencies) {
    this.security = dependencies.security;
    this.now = dependencies.now;
  }

  /** Takes up everything the store holds. */
  load(): void {
    for (const [key, value] of this.dependencies.store.metadata()) this.restore(key, value);
    for (const index of this.indices.values()) this.loadDocuments(index);
  }

  private restore(key: string, value: JsonValue): void {
    const at = key.indexOf('/');
    const kind = key.slice(0, at);
    const name = key.slice(at + 1);
    if (kind === 'cluster') this.uuid = String(value);
    else if (kind === 'index') this.indices.set(name, new IndexState(value as unknown as IndexRecord));
    else if (kind === 'data_stream') this.dataStreams.set(name, value as unknown as DataStream);
    else if (kind === 'index_template') this.indexTemplates.set(name, value as unknown as StoredTemplate);
    else if (kind === 'component_template') this.componentTemplates.set(name, value as unknown as StoredTemplate);
    else if (kind === 'pipeline') this.pipelines.set(name, value as unknown as StoredTemplate);
    else this.security.restore(key, value);
  }

  private loadDocuments(index: IndexState): void {
    for (const record of this.dependencies.store.documents(index.uuid)) {
      index.documents.put({ ...record, indexed: undefined, shardDocument: 0, nestedCount: 0 }, 0);
    }
    index.documents.refresh();
  }

  /** Aliases by name, with the indices that carry them, in index order. */
  aliasIndices(alias: string): IndexState[] {
    return [...this.indices.values()].filter((index) => index.aliases.has(alias)).sort(byName);
  }

  isAlias(name: string): boolean {
    for (const index of this.indices.values()) if (index.aliases.has(name)) return true;
    return false;
  }

  aliasNames(): string[] {
    const names = new Set<string>();
    for (const index of this.indices.values()) for (const alias of index.aliases.keys()) names.add(alias);
    return [...names].sort();
  }

  /** Writes changes; resolves after the commit. After a failed write nothing more is accepted, since memory and store differ then. */
  async save(changes: StoreChanges): Promise<void> {
    this.refuseAfterFailure();
    try {
      await this.dependencies.store.write(changes);
    } catch (error) {
      this.failure = error;
      this.dependencies.log(`the store could not be written, no further change is accepted: ${String(error)}`);
      this.refuseAfterFailure();
    }
  }

  private refuseAfterFailure(): void {
    if (this.failure === undefined) return;
    throw new ElasticsearchError({ type: 'cluster_block_exception', reason: `the store could not be written: ${String(this.failure)}` }, { status: 503 });
  }

  /** Writes one named thing as it stands, or its absence. */
  saveEntry(kind: string, name: string, value: object | undefined): Promise<void> {
    return this.save({ metadata: new Map([[`${kind}/${name}`, value as JsonValue | undefined]]) });
  }

  saveIndex(...indices: readonly IndexState[]): Promise<void> {
    return this.save({ metadata: new Map(indices.map((index) => [indexKey(index.name), index.toRecord()])) });
  }
}

export function indexKey(name: string): string {
  return `index/${name}`;
}

export function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
