import { compileQuery, type JsonObject } from '../../../../common/query_dsl';
import { isArray, isObject } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import type { Hit } from './execute_search';
import { highlightText } from './highlight_text';
import type { SearchRequest } from './search_request';

const DEFAULT_TAGS = { pre: '<em>', post: '</em>' };

/**
 * The highlighted values of a hit, by field: words of text fields that the query asks for, whole values of keyword fields that it
 * matches. Undefined where nothing is highlighted.
 */
export function highlightHit(options: JsonObject, hit: Hit, request: SearchRequest, now: number): BodyValue | undefined {
  if (request.queryBody === undefined) return undefined;
  const tags = { pre: firstTag(options['pre_tags']) ?? DEFAULT_TAGS.pre, post: firstTag(options['post_tags']) ?? DEFAULT_TAGS.post };
  const out: Record<string, BodyValue> = {};
  for (const [pattern, query] of fieldPatterns(options, request.queryBody)) {
    for (const name of hit.target.mapping.fieldNames()) {
      if (!matchesWildcard(pattern, name)) continue;
      const found = highlightField(name, hit, query, tags, now);
      if (found.length > 0) out[name] = found;
    }
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

function firstTag(value: unknown): string | undefined {
  return Array.isArray(value) ? String(value[0]) : typeof value === 'string' ? value : undefined;
}

function fieldPatterns(options: JsonObject, query: JsonObject): [string, JsonObject][] {
  const fields = options['fields'];
  const entries = isArray(fields) ? fields.flatMap((entry) => (isObject(entry) ? Object.entries(entry) : [])) : isObject(fields) ? Object.entries(fields) : [];
  return entries.map(([pattern, own]) => [pattern, isObject(own) && isObject(own['highlight_query']) ? own['highlight_query'] : query]);
}

function highlightField(name: string, hit: Hit, query: JsonObject, tags: typeof DEFAULT_TAGS, now: number): string[] {
  const { mapping, index } = hit.target;
  const field = mapping.resolve(name);
  if (field === undefined) return [];
  const clauses = clausesOn(query, name);
  if (clauses.length === 0) return [];
  const values = hit.document.values(field.path).map(String);
  if (field.family === 'text') return values.flatMap((value) => highlightText(value, clauses, { mapping, field: name, tags }));
  if (field.family !== 'keyword' && field.family !== 'wildcard') return [];
  const compiled = clauses.map((clause) => compileQuery(clause, mapping, { now, index }));
  if (!compiled.some((clause) => clause.matches(hit.document))) return [];
  return values.filter((value) => compiled.some((clause) => clause.matches(single(field.path, value)))).map((value) => `${tags.pre}${value}${tags.post}`);
}

/** A document of one value, to ask of each value whether a clause takes it. */
function single(path: string, value: string): Hit['document'] {
  const values = (asked: string): string[] => (asked === path ? [value] : []);
  return {
    id: '', values, fieldValues: (field) => values(field.path), ranges: () => [], words: () => ({ terms: [], positions: [] }), has: (field) => field.path === path,
    nested: () => [], paths: () => [path], ignored: [],
  };
}

const FIELD_QUERIES = new Set(['term', 'match', 'match_phrase', 'match_phrase_prefix', 'match_bool_prefix', 'wildcard', 'prefix', 'regexp', 'fuzzy', 'terms']);

/** The clauses of a query that ask for a field, `must_not` left out. */
function clausesOn(query: JsonObject, name: string): JsonObject[] {
  const found: JsonObject[] = [];
  for (const [kind, body] of Object.entries(query)) {
    if (FIELD_QUERIES.has(kind) && isObject(body) && Object.hasOwn(body, name)) found.push({ [kind]: body });
    else if (kind === 'bool' && isObject(body)) found.push(...['must', 'should', 'filter'].flatMap((part) => inner(body[part], name)));
    else if (isObject(body)) found.push(...['query', 'filter'].flatMap((part) => inner(body[part], name)));
  }
  return found;
}

function inner(value: JsonObject[string], name: string): JsonObject[] {
  if (isArray(value)) return value.flatMap((item) => inner(item, name));
  return isObject(value) ? clausesOn(value, name) : [];
}
