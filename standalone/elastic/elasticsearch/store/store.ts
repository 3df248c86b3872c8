import type { JsonValue } from '../../../../common/query_dsl';

/** One version of a document as it is kept; `source` is undefined for a deleted one, whose version must be remembered. */
export interface DocumentRecord {
  readonly id: string;
  readonly seqNo: number;
  readonly version: number;
  readonly source: string | undefined;
  readonly routing: string | undefined;
}

export interface DocumentChange {
  readonly indexUuid: string;
  readonly record: DocumentRecord;
  /** Sequence number of the record this one takes the place of. */
  readonly replaces: number | undefined;
}

/** What one request changes; written as a whole or not at all. */
export interface StoreChanges {
  /** `undefined` removes the entry. */
  readonly metadata?: ReadonlyMap<string, JsonValue | undefined>;
  readonly documents?: readonly DocumentChange[];
  /** Indices whose documents go. */
  readonly removedIndices?: readonly string[];
}

/** Where everything that must outlive the process is kept. */
export interface Store {
  /** All metadata entries, in key order. */
  metadata(): Iterable<readonly [string, JsonValue]>;
  /** Documents of an index in the order of their sequence numbers. */
  documents(indexUuid: string): Iterable<DocumentRecord>;
  /** Resolves once the changes survive the end of the process. */
  write(changes: StoreChanges): Promise<void>;
  close(): Promise<void>;
}

/** Keeps nothing: for services that live in memory only. */
export function createMemoryStore(): Store {
  return {
    metadata: () => [],
    documents: () => [],
    write: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
