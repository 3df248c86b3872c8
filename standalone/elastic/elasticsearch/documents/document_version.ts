import type { IndexedDocument } from '../../../../common/query_dsl';

/** One version of a document. Immutable but for what is worked out from its source on first need. */
export interface DocumentVersion {
  readonly id: string;
  readonly seqNo: number;
  readonly version: number;
  /** JSON text as it was sent; undefined for a deleted document. */
  readonly source: string | undefined;
  readonly routing: string | undefined;
  /** Doc values, made when the document is written, or on first need after a restart. */
  indexed: IndexedDocument | undefined;
  /** Number inside its shard, given at the refresh that makes it searchable; nested objects take numbers before it. */
  shardDocument: number;
  /** Nested objects inside it, known after that refresh. */
  nestedCount: number;
}

/** Primary terms never change: there is one copy of everything. */
export const PRIMARY_TERM = 1;
