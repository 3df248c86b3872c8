import type { IndexedDocument } from '../../../../common/query_dsl';
import type { DocumentVersion } from './document_version';
import { SearchView } from './search_view';

export interface DocumentTableOptions {
  /** Makes the doc values of a source. */
  readonly build: (entry: DocumentVersion) => IndexedDocument;
  /** How many nested objects a document holds. */
  readonly nestedCount: (document: IndexedDocument) => number;
}

/** Replaced documents whose words are still known. */
const REMEMBERED = 100;

/**
 * The documents of one index: what `GET _doc` sees at once, and what searches see since the last refresh, as in
 * Elasticsearch. A view that somebody still reads stays as it is.
 */
export class DocumentTable {
  private readonly current = new Map<string, DocumentVersion>();
  private pending: DocumentVersion[] = [];
  private changedSinceRefresh = false;
  private firstChangeMs = 0;
  private nextShardDocument = 0;
  private searchable: SearchView;
  private lastSeqNo = -1;

  constructor(private readonly options: DocumentTableOptions) {
    this.searchable = new SearchView([], options.build);
  }

  get maxSeqNo(): number {
    return this.lastSeqNo;
  }

  nextSeqNo(): number {
    return ++this.lastSeqNo;
  }

  /** The newest version, deleted ones included. */
  latest(id: string): DocumentVersion | undefined {
    return this.current.get(id);
  }

  /** The newest version where the document exists. */
  get(id: string): DocumentVersion | undefined {
    const entry = this.current.get(id);
    return entry?.source === undefined ? undefined : entry;
  }

  put(entry: DocumentVersion, nowMs: number): void {
    this.current.set(entry.id, entry);
    this.lastSeqNo = Math.max(this.lastSeqNo, entry.seqNo);
    if (entry.source !== undefined) this.pending.push(entry);
    if (!this.changedSinceRefresh) this.firstChangeMs = nowMs;
    this.changedSinceRefresh = true;
  }

  /** Makes every change visible to searches. */
  refresh(): void {
    if (!this.changedSinceRefresh) return;
    const alive = (entry: DocumentVersion): boolean => this.current.get(entry.id) === entry;
    const kept = this.searchable.entries.filter(alive);
    const replaced = kept.length === this.searchable.entries.length ? [] : this.searchable.entries.filter((entry) => !alive(entry));
    const remembered = [...this.searchable.replaced, ...replaced].slice(-REMEMBERED);
    for (const entry of this.pending) {
      if (!alive(entry)) continue;
      entry.nestedCount = this.nestedBefore(entry);
      entry.shardDocument = this.nextShardDocument + entry.nestedCount;
      this.nextShardDocument = entry.shardDocument + 1;
      kept.push(entry);
    }
    this.pending = [];
    this.changedSinceRefresh = false;
    this.searchable = new SearchView(kept, this.options.build, remembered);
  }

  private nestedBefore(entry: DocumentVersion): number {
    return entry.indexed === undefined ? 0 : this.options.nestedCount(entry.indexed);
  }

  /** True where changes wait that are older than the refresh interval; undefined = never by itself. */
  isRefreshDue(nowMs: number, intervalMs: number | undefined): boolean {
    return this.changedSinceRefresh && intervalMs !== undefined && nowMs - this.firstChangeMs >= intervalMs;
  }

  view(): SearchView {
    return this.searchable;
  }

  /** Number of documents that exist now, searchable or not. */
  size(): number {
    let count = 0;
    for (const entry of this.current.values()) if (entry.source !== undefined) count++;
    return count;
  }
}
