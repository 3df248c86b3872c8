import { isLoneWildcard, type KqlNode } from '../language/ast';
import { parse } from '../language/parser';
import { buildFilters, type Filter } from './build_filters';
import type { DataView } from './data_view';
import { toElasticsearchQuery, type KqlConversionOptions, type QueryClause } from './to_elasticsearch_query';

/** A query as Kibana passes it around. */
export interface Query {
  readonly language: string;
  readonly query: string | QueryClause;
}

export interface BuildOptions extends KqlConversionOptions {
  readonly allowLeadingWildcards?: boolean;
  /** Added to every `query_string` of a Lucene query. */
  readonly queryStringOptions?: QueryClause;
  /** Drops filters on fields the data view does not have. */
  readonly ignoreFilterIfFieldNotInIndex?: boolean;
}

/** The `bool` around everything: `must` holds Lucene, `filter` KQL and filters, `must_not` negated filters. */
export interface BoolQuery {
  readonly bool: {
    readonly must: readonly QueryClause[];
    readonly filter: readonly QueryClause[];
    readonly should: readonly QueryClause[];
    readonly must_not: readonly QueryClause[];
  };
}

/** What detection rules pass to the conversion (detection-engine.md section 6.6; `search-observed.md` section 9). */
export const RULE_OPTIONS: BuildOptions = {
  allowLeadingWildcards: true,
  queryStringOptions: { analyze_wildcard: true },
  ignoreFilterIfFieldNotInIndex: false,
  dateFormatTZ: 'Zulu',
};

/**
 * One query DSL clause from queries and filters, as rules build it. Languages but `kuery` and `lucene` are dropped, as Kibana does.
 * Throws KqlSyntaxError or KqlConversionError.
 */
export function buildEsQuery(
  dataView: DataView | undefined,
  queries: Query | readonly Query[] | undefined,
  filters: readonly Filter[] = [],
  options: BuildOptions = RULE_OPTIONS,
): BoolQuery {
  const list = queries === undefined ? [] : 'language' in queries ? [queries] : queries;
  const kuery = list.filter((query) => query.language === 'kuery').flatMap((query) => fromKuery(String(query.query), dataView, options));
  const lucene = list.filter((query) => query.language === 'lucene').flatMap((query) => fromLucene(query.query, options));
  const built = buildFilters(filters, dataView, options);
  const must = options.filtersInMustClause ? [...kuery, ...lucene, ...built.filter] : lucene;
  return {
    bool: {
      must,
      filter: options.filtersInMustClause ? [] : [...kuery, ...built.filter],
      should: [],
      must_not: built.mustNot,
    },
  };
}

function fromKuery(text: string, dataView: DataView | undefined, options: BuildOptions): QueryClause[] {
  const tree = parse(text, { allowLeadingWildcards: options.allowLeadingWildcards ?? true });
  return isMatchAll(tree) ? [] : [toElasticsearchQuery(tree, dataView, options)];
}

function isMatchAll(tree: KqlNode): boolean {
  return tree.kind === 'is' && isLoneWildcard(tree.field) && isLoneWildcard(tree.value);
}

function fromLucene(query: string | QueryClause, options: BuildOptions): QueryClause[] {
  const zone = options.dateFormatTZ === undefined ? {} : { time_zone: options.dateFormatTZ };
  if (typeof query === 'string') {
    const text = query.trim();
    return text === '' || text === '*' ? [] : [{ query_string: { query, ...options.queryStringOptions, ...zone } }];
  }
  const inner = query.query_string;
  if (typeof inner !== 'object' || inner === null) return [query];
  return [{ query_string: { ...inner, ...options.queryStringOptions, ...zone } }];
}
