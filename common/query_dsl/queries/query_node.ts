import type { IndexedDocument } from '../documents/indexed_document';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { QueryContext, RangeHint } from './compiled_query';

/** A clause as parsed; `bind` gives it the types of one index. */
export interface QueryNode {
  bind(scope: BindScope): BoundQuery;
}

export interface BindScope {
  readonly mapping: CompiledMapping;
  readonly context: QueryContext;
}

export type DocumentTest = (document: IndexedDocument) => boolean;

/** A clause on the documents of one index. */
export interface BoundQuery {
  readonly matches: DocumentTest;
  /** Only asked of documents that match. */
  readonly score: (document: IndexedDocument) => number;
  readonly kind?: 'all' | 'none';
  readonly range?: { readonly field: string; readonly hint: RangeHint };
  readonly ids?: readonly string[];
  /** Clauses that must all hold, so that hints of inner clauses can be used. */
  readonly required?: readonly BoundQuery[];
}

export const MATCH_NONE: BoundQuery = { matches: () => false, score: () => 0, kind: 'none' };

export function matchAll(boost: number): BoundQuery {
  return { matches: () => true, score: () => boost, kind: 'all' };
}

/** A clause whose matching documents all score the same. */
export function constantScore(matches: DocumentTest, boost: number): BoundQuery {
  return { matches, score: () => boost };
}
