import { ElasticsearchError, parseQuery, type CompiledMapping, type CompiledQuery, type IndexedDocument, type JsonObject, type QueryContext } from '../../query_dsl/index';
import type { DataView } from '../convert/data_view';
import { toElasticsearchQuery, type KqlConversionOptions, type QueryClause } from '../convert/to_elasticsearch_query';
import type { KqlNode } from '../language/ast';
import { dataViewOf } from './data_view_of';
import { traceNode, type KqlTrace } from './trace';
import type { TraceScope } from './trace_scope';

/** The index a query is matched against. */
export interface KqlIndex {
  readonly mapping: CompiledMapping;
  /** Types the query is built with; without it those of the mapping. */
  readonly dataView?: DataView;
  /** Conversion options; without them those of rules. */
  readonly options?: KqlConversionOptions;
  readonly context: QueryContext;
}

/** A query bound to one index. */
export interface CompiledKql {
  /** The Elasticsearch query it stands for. */
  readonly query: QueryClause;
  /** The verdict Elasticsearch gives on that query. */
  matches(document: IndexedDocument): boolean;
  /** Why: which alternative, field, element and characters. */
  trace(document: IndexedDocument): KqlTrace;
}

/**
 * Compiles a tree for documents of one index. Throws KqlConversionError where it cannot be converted and ElasticsearchError where
 * Elasticsearch would refuse the query.
 */
export function compile(node: KqlNode, index: KqlIndex): CompiledKql {
  const dataView = index.dataView ?? dataViewOf([index.mapping]);
  const options = index.options ?? { dateFormatTZ: 'Zulu' };
  const query = toElasticsearchQuery(node, dataView, options);
  const compiled = bind(query, index);
  const clauses = new Map<KqlNode, CompiledQuery | undefined>();
  const scope: TraceScope = {
    mapping: index.mapping,
    dataView,
    clause: (leaf, nestedPath) => {
      if (!clauses.has(leaf)) clauses.set(leaf, leafClause(leaf, nestedPath, dataView, options, index));
      return clauses.get(leaf);
    },
  };
  return {
    query,
    matches: (document) => compiled.matches(document),
    trace: (document) => ({ ...traceNode(node, document, scope), matched: compiled.matches(document) }),
  };
}

function bind(query: QueryClause, index: KqlIndex): CompiledQuery {
  return parseQuery(query as JsonObject).bind(index.mapping, index.context);
}

/** One clause alone; undefined where Elasticsearch would refuse it alone (it was dropped from the whole). */
function leafClause(leaf: KqlNode, nestedPath: string | undefined, dataView: DataView, options: KqlConversionOptions, index: KqlIndex): CompiledQuery | undefined {
  try {
    const alone = nestedPath === undefined ? leaf : inGroup(leaf, nestedPath);
    const query = toElasticsearchQuery(alone, dataView, options);
    return bind(nestedPath === undefined ? query : innerQuery(query), index);
  } catch (error) {
    if (error instanceof ElasticsearchError) return undefined;
    throw error;
  }
}

function inGroup(leaf: KqlNode, path: string): KqlNode {
  return { kind: 'nested', path: { type: 'literal', value: path, isQuoted: false, location: leaf.location }, child: leaf, location: leaf.location };
}

function innerQuery(query: QueryClause): QueryClause {
  const nested = query.nested as { readonly query: QueryClause };
  return nested.query;
}
