type Query = Record<string, unknown>;

interface StoredFilter {
  readonly meta?: { readonly disabled?: unknown; readonly negate?: unknown };
  readonly query?: unknown;
  readonly [clause: string]: unknown;
}

const isObject = (value: unknown): value is Query => typeof value === 'object' && value !== null && !Array.isArray(value);

function clauseOf({ meta: _meta, $state: _state, query, ...rest }: StoredFilter): Query | undefined {
  if (isObject(query)) return query;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** The query that a rule's language part, filters and exceptions come to, in the form in which Kibana sends it. */
export interface BoolQuery {
  readonly bool: { readonly must: readonly Query[]; readonly filter: readonly Query[]; readonly should: readonly Query[]; readonly must_not: readonly Query[] };
}

/**
 * Joins language part, filter pills and exceptions (`detection-engine.md` §3.6, §6.3).
 * @param parts `filter` for KQL, `must` for Lucene, `filters` as the rule stores them
 */
export function boolQuery(parts: { readonly filter?: Query | undefined; readonly must?: Query | undefined; readonly filters?: readonly unknown[] | undefined; readonly excluded?: Query | undefined }): BoolQuery {
  const pills = (parts.filters ?? []).filter(isObject).map((entry): StoredFilter => entry).filter(({ meta }) => meta?.disabled !== true);
  const clauses = (negated: boolean): Query[] => pills.filter(({ meta }) => (meta?.negate === true) === negated).flatMap((pill): Query[] => [clauseOf(pill)].filter(isObject));
  return {
    bool: {
      must: parts.must === undefined ? [] : [parts.must],
      filter: [...(parts.filter === undefined ? [] : [parts.filter]), ...clauses(false)],
      should: [],
      must_not: [...clauses(true), ...(parts.excluded === undefined ? [] : [parts.excluded])],
    },
  };
}
