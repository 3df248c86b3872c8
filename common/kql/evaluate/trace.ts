import type { Location } from '../../eql/source/index';
import type { IndexedDocument } from '../../query_dsl/index';
import { operandText, type KqlNode } from '../language/ast';
import { observe, type Leaf, type MatchSpan, type Observation } from './observe';
import type { TraceScope } from './trace_scope';

export type { MatchSpan };

/** One clause of the query and what it saw in the document. */
export interface ClauseTrace extends Observation {
  /**
   * `matched`: it holds; `failed`: it does not; `did_not_exclude`: it stands under a `not` and does not hold;
   * `excluded`: it stands under a `not` and holds.
   */
  readonly outcome: 'matched' | 'failed' | 'did_not_exclude' | 'excluded';
  /** Where the clause stands in the query, UTF-16 units. */
  readonly location: Location;
  /** `:` or a range operator. */
  readonly operator: string;
  /** The value as written, `*` for wildcards. */
  readonly pattern: string;
  readonly isQuoted: boolean;
  /** Which object of the nested group, from 0. */
  readonly nestedElement?: number;
}

/** Why a document matches a query, or why not. */
export interface KqlTrace {
  readonly matched: boolean;
  /** Which alternative of the outermost `or` held, from 1; absent where there is none or none held. */
  readonly branch?: { readonly number: number; readonly of: number };
  /** The clauses that decided, in the order of the query. */
  readonly clauses: readonly ClauseTrace[];
}

interface Place {
  readonly negated: boolean;
  readonly nestedPath: string | undefined;
  readonly nestedElement: number | undefined;
}

const TOP: Place = { negated: false, nestedPath: undefined, nestedElement: undefined };

/** Evaluates a tree clause by clause and keeps the clauses that decided. */
export function traceNode(node: KqlNode, document: IndexedDocument, scope: TraceScope): KqlTrace {
  return new Tracer(scope).node(node, document, TOP);
}

class Tracer {
  constructor(private readonly scope: TraceScope) {}

  node(node: KqlNode, document: IndexedDocument, place: Place): KqlTrace {
    switch (node.kind) {
      case 'or':
        return this.alternatives(node.children, document, place);
      case 'and':
        return this.all(node.children, document, place);
      case 'not': {
        const inner = this.node(node.child, document, { ...place, negated: !place.negated });
        return { matched: !inner.matched, clauses: inner.clauses };
      }
      case 'nested':
        return this.group(node, document, place);
      default:
        return this.leaf(node, document, place);
    }
  }

  private alternatives(children: readonly KqlNode[], document: IndexedDocument, place: Place): KqlTrace {
    const traces = children.map((child) => this.node(child, document, place));
    const index = traces.findIndex((trace) => trace.matched);
    const found = traces[index];
    if (!found) return { matched: false, clauses: traces.flatMap((trace) => trace.clauses) };
    return { matched: true, branch: { number: index + 1, of: children.length }, clauses: found.clauses };
  }

  private all(children: readonly KqlNode[], document: IndexedDocument, place: Place): KqlTrace {
    const traces = children.map((child) => this.node(child, document, place));
    const failed = traces.find((trace) => !trace.matched);
    if (failed) return { matched: false, clauses: failed.clauses };
    return { matched: true, clauses: traces.flatMap((trace) => trace.clauses) };
  }

  private group(node: Extract<KqlNode, { kind: 'nested' }>, document: IndexedDocument, place: Place): KqlTrace {
    const own = operandText(node.path);
    const nestedPath = place.nestedPath === undefined ? own : `${place.nestedPath}.${own}`;
    const traces = document.nested(nestedPath).map((child, nestedElement) => this.node(node.child, child, { ...place, nestedPath, nestedElement }));
    return traces.find((trace) => trace.matched) ?? { matched: false, clauses: traces[0]?.clauses ?? [] };
  }

  private leaf(leaf: Leaf, document: IndexedDocument, place: Place): KqlTrace {
    const matched = this.scope.clause(leaf, place.nestedPath)?.matches(document) ?? false;
    const outcome = place.negated ? (matched ? 'excluded' : 'did_not_exclude') : matched ? 'matched' : 'failed';
    const clause: ClauseTrace = {
      outcome,
      location: leaf.location,
      operator: leaf.kind === 'is' ? ':' : { gt: '>', gte: '>=', lt: '<', lte: '<=' }[leaf.operator],
      pattern: operandText(leaf.value),
      isQuoted: leaf.value.type === 'literal' && leaf.value.isQuoted,
      ...(place.nestedElement === undefined ? {} : { nestedElement: place.nestedElement }),
      ...observe(leaf, document, matched, place.nestedPath, this.scope),
    };
    return { matched, clauses: [clause] };
  }
}
