import type { IndexedDocument } from '../documents/indexed_document';

/** Inclusive bounds in epoch milliseconds (date) or the field's own unit (numbers); a missing bound is open. */
export interface RangeHint {
  readonly gte?: number;
  readonly lte?: number;
}

/** A query bound to one mapping. */
export interface CompiledQuery {
  matches(document: IndexedDocument): boolean;
  /** Score of a matching document (BM25 where `statistics` were given, otherwise as in an index of one document); 0 if it does not match. */
  score(document: IndexedDocument): number;
  /** Bounds outside of which no document can match, for pre-selection by `@timestamp` and the like; undefined = none known. */
  timeRange(field: string): RangeHint | undefined;
  /** Ids outside of which no document can match; undefined = none known. */
  ids(): readonly string[] | undefined;
  /** True where no document can match. */
  readonly matchesNothing: boolean;
}

/** Term statistics of the index a score is computed for. */
export interface TermStatistics {
  /** Documents that have the field. */
  documentCount(path: string): number;
  documentFrequency(path: string, term: string): number;
  /** Mean number of tokens over the documents that have the field. */
  averageLength(path: string): number;
}

export interface QueryContext {
  /** Epoch milliseconds that `now` in date math means. */
  readonly now: number;
  /** Name of the index, for `_index` queries and error bodies. */
  readonly index?: string;
  /** Names the index also answers to in `_index` queries. */
  readonly aliases?: readonly string[];
  readonly statistics?: TermStatistics;
}
