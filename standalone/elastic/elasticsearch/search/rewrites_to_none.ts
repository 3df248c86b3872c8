import { parseQuery, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject } from '../json/values';
import { bindQuery, type SearchTarget } from './search_target';

/** Queries on one field that become `match_none` in an index without the field. */
const FIELD_QUERIES = new Set(['term', 'terms', 'range', 'prefix', 'wildcard', 'fuzzy', 'match', 'match_phrase', 'match_phrase_prefix', 'match_bool_prefix']);

/**
 * True where Elasticsearch rewrites the query to `match_none` for an index before it looks at documents: fields that are not mapped,
 * dates outside of what the index holds, and what follows from these through `bool`. Such an index is skipped, which shows in answers.
 */
export function rewritesToNone(query: JsonValue | undefined, target: SearchTarget, now: number): boolean {
  if (!isObject(query)) return false;
  const [kind = '', body] = Object.entries(query)[0] ?? [];
  if (kind === 'match_none') return true;
  if (!isObject(body)) return false;
  if (kind === 'bool') return boolToNone(body, target, now);
  if (kind === 'constant_score') return rewritesToNone(body['filter'], target, now);
  if (kind === 'exists') return existsToNone(String(body['field']), target);
  if (!FIELD_QUERIES.has(kind)) return false;
  const field = Object.keys(body).find((key) => key !== 'boost' && key !== '_name') ?? '';
  if (target.mapping.resolve(field) === undefined) return true;
  return kind === 'range' && outsideOfDates(query, field, target, now);
}

function clauses(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : isArray(value) ? value : [value];
}

function boolToNone(body: JsonObject, target: SearchTarget, now: number): boolean {
  const none = (clause: JsonValue): boolean => rewritesToNone(clause, target, now);
  const required = [...clauses(body['must']), ...clauses(body['filter'])];
  if (required.some(none) || clauses(body['must_not']).some(matchesAll)) return true;
  const optional = clauses(body['should']);
  return required.length === 0 && optional.length > 0 && optional.every(none);
}

function matchesAll(clause: JsonValue): boolean {
  if (!isObject(clause)) return false;
  const bool = clause['bool'];
  return clause['match_all'] !== undefined || (isObject(bool) && Object.keys(bool).length === 0);
}

function existsToNone(name: string, target: SearchTarget): boolean {
  const { mapping } = target;
  if (name.includes('*') || mapping.resolve(name) !== undefined) return false;
  return !mapping.fieldNames().some((field) => field.startsWith(`${name}.`));
}

function outsideOfDates(query: JsonObject, name: string, target: SearchTarget, now: number): boolean {
  const field = target.mapping.resolve(name);
  if (field?.family !== 'date') return false;
  const hint = bindQuery(parseQuery(query), { ...target, filters: undefined }, now)?.timeRange(name);
  if (hint === undefined) return false;
  const extent = target.view.extent(field.path);
  return extent === undefined || extent.max < (hint.gte ?? -Infinity) || extent.min > (hint.lte ?? Infinity);
}
