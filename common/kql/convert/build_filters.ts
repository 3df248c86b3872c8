import type { DataView } from './data_view';
import type { KqlConversionOptions, QueryClause } from './to_elasticsearch_query';

/** A filter of Kibana's filter bar, or one that rules make of exceptions. */
export interface Filter {
  readonly meta?: {
    readonly disabled?: boolean;
    readonly negate?: boolean;
    readonly type?: string;
    readonly key?: string;
    readonly relation?: string;
    readonly params?: unknown;
  };
  readonly query?: QueryClause;
  readonly [key: string]: unknown;
}

interface FilterOptions extends KqlConversionOptions {
  readonly ignoreFilterIfFieldNotInIndex?: boolean;
}

export interface BuiltFilters {
  readonly filter: readonly QueryClause[];
  readonly mustNot: readonly QueryClause[];
}

/** Keys of a filter that are about showing it. */
const SHOWN = new Set(['meta', '$state', 'query']);

/** Sorts filters into `filter` and `must_not`, cleaned of what only the filter bar needs, as Kibana does. */
export function buildFilters(filters: readonly Filter[], dataView: DataView | undefined, options: FilterOptions): BuiltFilters {
  const used = filters.filter((filter) => filter.meta?.disabled !== true && isRelevant(filter, dataView, options));
  const build = (negated: boolean): QueryClause[] =>
    used.filter((filter) => (filter.meta?.negate === true) === negated).flatMap((filter) => buildOne(filter, dataView, options));
  return { filter: build(false), mustNot: build(true) };
}

function isRelevant(filter: Filter, dataView: DataView | undefined, options: FilterOptions): boolean {
  if (!options.ignoreFilterIfFieldNotInIndex || !dataView || filter.meta?.key === undefined) return true;
  return dataView.fields.some((field) => field.name === filter.meta?.key);
}

function buildOne(filter: Filter, dataView: DataView | undefined, options: FilterOptions): QueryClause[] {
  if (filter.meta?.type === 'combined') return [buildCombined(filter, dataView, options)];
  const cleaned = migrated(cleanFilter(filter));
  if (cleaned === undefined) return [];
  if (filter.meta?.negate !== true && isMatchAll(cleaned)) return [];
  return [inNested(cleaned, filter, dataView, options)];
}

function isMatchAll(query: QueryClause): boolean {
  return 'match_all' in query;
}

/** The query of a filter: its `query`, or the clause that stands beside `meta` in old filters. */
function cleanFilter(filter: Filter): QueryClause | undefined {
  if (filter.query) return filter.query;
  const rest = Object.fromEntries(Object.entries(filter).filter(([key]) => !SHOWN.has(key)));
  return Object.keys(rest).length > 0 ? rest : undefined;
}

/** `match` with `type: phrase` became `match_phrase`. */
function migrated(query: QueryClause | undefined): QueryClause | undefined {
  const match = query?.match;
  if (typeof match !== 'object' || match === null) return query;
  const [field, body] = Object.entries(match as QueryClause)[0] ?? [];
  if (field === undefined || typeof body !== 'object' || body === null || (body as QueryClause).type !== 'phrase') return query;
  const { type: _type, ...rest } = body as QueryClause;
  return { match_phrase: Object.fromEntries([[field, rest]]) };
}

/** A filter on a nested field stands in a nested query. */
function inNested(query: QueryClause, filter: Filter, dataView: DataView | undefined, options: FilterOptions): QueryClause {
  const key = filter.meta?.key;
  const field = key === undefined ? undefined : dataView?.fields.find((candidate) => candidate.name === key);
  const path = field?.subType?.nested?.path;
  if (path === undefined) return query;
  return { nested: { path, query, ...(options.nestedIgnoreUnmapped ? { ignore_unmapped: true } : {}) } };
}

function buildCombined(filter: Filter, dataView: DataView | undefined, options: FilterOptions): QueryClause {
  const inner = (Array.isArray(filter.meta?.params) ? filter.meta.params : []) as readonly Filter[];
  if (filter.meta?.relation === 'AND') return boolOf(inner, dataView, options);
  return { bool: { should: inner.map((one) => boolOf([one], dataView, options)), minimum_should_match: 1 } };
}

function boolOf(filters: readonly Filter[], dataView: DataView | undefined, options: FilterOptions): QueryClause {
  const { filter, mustNot } = buildFilters(filters, dataView, options);
  return { bool: { must: [], filter, should: [], must_not: mustNot } };
}
