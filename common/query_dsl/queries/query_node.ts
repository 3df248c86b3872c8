import type { IndexedDocument } from '../documents/indexed_document';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { QueryContext, RangeHint } from './compiled_query';

/** A clause as parsed; `bind` gives it the types of one index. */
export interface QueryNode {
  bind(scope: BindScope): BoundQuery;
  /**
   * Elasticsearch rewrites a query before it builds it: what can be seen to match nothing is dropped with all it is required
   * with, so that errors of its neighbours never show, while malformed dates show first. `none` = matches nothing.
   */
  rewrite?(scope: BindScope): Rewritten;
}

export type Rewritten = 'none' | undefined;

/** The clause's rewriting, worked out once for each index. */
export function rewriteOnce(node: QueryNode): QueryNode {
  const { rewrite } = node;
  if (!rewrite) return node;
  let known: { scope: BindScope; result: Rewritten } | undefined;
  return {
    bind: (scope) => node.bind(scope),
    rewrite: (scope) => {
      if (known?.scope !== scope) known = { scope, result: rewrite(scope) };
      return known.result;
    },
  };
}

/** Binds a clause, leaving out what rewriting dropped. */
export function bindRewritten(node: QueryNode, scope: BindScope): BoundQuery {
  return node.rewrite?.(scope) === 'none' ? MATCH_NONE : node.bind(scope);
}

/** Rewriting of a clause on one field that is not mapped. */
export function noneIfUnmapped(field: string): (scope: BindScope) => Rewritten {
  return (scope) => (scope.mapping.resolve(field) ? undefined : 'none');
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
