import { compileQuery, type IndexedDocument, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { BodyText } from './body_text';
import { collapseValue } from './collapse';
import { comparePresent } from './compare_keys';
import type { Hit, SearchOutcome } from './execute_search';
import { parseSource, writeHit } from './fetch_hits';
import type { SearchRequest } from './search_request';
import { bindSortColumn } from './sort_column';
import { readSort } from './sort_spec';
import { filterSource, readSourceFilter } from './source_filter';

const DEFAULT_SIZE = 3;

/** Adds what `collapse` and nested queries with `inner_hits` show of a hit. */
export function withInnerHits(written: Record<string, BodyValue>, hit: Hit, request: SearchRequest, outcome: SearchOutcome, now: number): BodyValue {
  let out = written;
  const inner: Record<string, BodyValue> = {};
  if (request.collapse !== undefined) {
    const field = String(request.collapse['field'] ?? '');
    const value = collapseValue(hit, field);
    if (value !== undefined) out = { ...out, fields: { ...(out['fields'] as Record<string, BodyValue> | undefined), [field]: [value as BodyValue] } };
    const options = request.collapse['inner_hits'];
    for (const entry of isArray(options) ? options : [options]) if (isObject(entry)) addGroup(inner, entry, hit, field, outcome, request, now);
  }
  for (const nested of nestedInnerHits(request.queryBody)) addNested(inner, nested, hit, now);
  return Object.keys(inner).length > 0 ? { ...out, inner_hits: inner } : out;
}

function addGroup(inner: Record<string, BodyValue>, options: JsonObject, hit: Hit, field: string, outcome: SearchOutcome, request: SearchRequest, now: number): void {
  const value = collapseValue(hit, field);
  const group = outcome.sorted.filter((other) => collapseValue(other, field) === value);
  const sorts = options['sort'] === undefined ? outcome.sorts : readSort(options['sort'], new BodyText(''));
  const keyed = options['sort'] === undefined ? group : group.map((other) => rekey(other, sorts, now)).sort((left, right) => compareHits(left, right, sorts));
  const own: SearchRequest = { ...request, sort: sorts, collapse: undefined, source: readSourceFilter(options['_source']), fields: [], docvalueFields: [], highlight: undefined, searchAfter: undefined };
  const from = Number(options['from'] ?? 0);
  const hits = keyed.slice(from, from + Number(options['size'] ?? DEFAULT_SIZE)).map((other) => writeHit(other, { request: own, sorts, now }));
  setOwn<BodyValue>(inner, String(options['name'] ?? field), { hits: { total: { value: group.length, relation: 'eq' }, max_score: null, hits } });
}

function rekey(hit: Hit, sorts: SearchRequest['sort'], now: number): Hit {
  const columns = sorts.map((sort) => bindSortColumn(sort, { mapping: hit.target.mapping, index: hit.target.index, now }));
  return { ...hit, columns, keys: columns.map((column) => column.keyOf(hit.document)) };
}

function compareHits(left: Hit, right: Hit, sorts: SearchRequest['sort']): number {
  for (const [at, sort] of sorts.entries()) {
    const a = left.keys[at] ?? null;
    const b = right.keys[at] ?? null;
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
      continue;
    }
    const order = comparePresent(a, b);
    if (order !== 0) return sort.descending ? -order : order;
  }
  return left.shard - right.shard || left.entry.shardDocument - right.entry.shardDocument;
}

interface NestedInnerHits {
  readonly path: string;
  readonly query: JsonObject;
  readonly options: JsonObject;
}

/** Nested queries that ask for inner hits, anywhere in a query. */
function nestedInnerHits(value: JsonValue | undefined): NestedInnerHits[] {
  if (isArray(value)) return value.flatMap(nestedInnerHits);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    if (key !== 'nested' || !isObject(entry) || !isObject(entry['inner_hits'])) return nestedInnerHits(entry);
    const query = isObject(entry['query']) ? entry['query'] : { match_all: {} };
    return [{ path: String(entry['path']), query, options: entry['inner_hits'] }, ...nestedInnerHits(query)];
  });
}

function addNested(inner: Record<string, BodyValue>, wanted: NestedInnerHits, hit: Hit, now: number): void {
  const { options, path } = wanted;
  const { mapping, index } = hit.target;
  const query = compileQuery(wanted.query, mapping, { now, index });
  const matching = hit.document.nested(path).map((document, offset) => ({ document, offset })).filter(({ document }) => query.matches(document));
  const sorts = readSort(options['sort'], new BodyText(''));
  const columns = sorts.map((sort) => bindSortColumn({ ...sort, nested: undefined }, { mapping, index, now }));
  const read = (document: IndexedDocument): readonly BodyValue[] => columns.map((column, at) => nestedKey(document, mapping.resolve(sorts[at]?.field ?? '')?.path ?? '') ?? column.keyOf(document));
  const keyed = matching.map((entry) => ({ ...entry, keys: read(entry.document), score: query.score(entry.document) }));
  keyed.sort((left, right) => compareNested(left.keys, right.keys, sorts) || (sorts.length === 0 ? right.score - left.score : 0) || left.offset - right.offset);
  const from = Number(options['from'] ?? 0);
  const page = keyed.slice(from, from + Number(options['size'] ?? DEFAULT_SIZE));
  const filter = readSourceFilter(options['_source']);
  const hits = page.map(({ offset, keys, score }): BodyValue => ({
    _index: index,
    _id: hit.entry.id,
    _nested: { field: path, offset },
    _score: sorts.length === 0 ? score : null,
    ...(filter.enabled ? { _source: nestedSource(hit, path, offset, filter) } : {}),
    ...(sorts.length === 0 ? {} : { sort: keys }),
  }));
  const best = sorts.length > 0 || keyed.length === 0 ? null : Math.max(...keyed.map((entry) => entry.score));
  setOwn<BodyValue>(inner, String(options['name'] ?? path), { hits: { total: { value: matching.length, relation: 'eq' }, max_score: best, hits } });
}

function nestedKey(document: IndexedDocument, path: string): BodyValue | undefined {
  return document.values(path)[0] as BodyValue | undefined;
}

function compareNested(left: readonly BodyValue[], right: readonly BodyValue[], sorts: SearchRequest['sort']): number {
  for (const [at, sort] of sorts.entries()) {
    const order = comparePresent(left[at] as string | number, right[at] as string | number);
    if (order !== 0) return sort.descending ? -order : order;
  }
  return 0;
}

/** The source of one nested object; patterns may name fields by their full path. */
function nestedSource(hit: Hit, path: string, offset: number, filter: ReturnType<typeof readSourceFilter>): BodyValue {
  let value: JsonValue | undefined = parseSource(hit.entry.source ?? '{}');
  for (const part of path.split('.')) value = isObject(value) ? value[part] : undefined;
  const object = isArray(value) ? value[offset] : value;
  if (!isObject(object)) return {};
  const relative = (patterns: readonly string[]): string[] => patterns.map((pattern) => (pattern.startsWith(`${path}.`) ? pattern.slice(path.length + 1) : pattern));
  return filterSource(object, { ...filter, includes: relative(filter.includes), excludes: relative(filter.excludes) }) as BodyValue;
}
