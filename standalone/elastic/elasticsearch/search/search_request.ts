// One concept fills this file: the options of a search, from body and parameters, with Elasticsearch's refusals.
import { ElasticsearchError, parseQuery, type JsonObject, type JsonValue, type ParsedQuery } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented, parsingError, validationFailed } from '../errors/known_errors';
import { requireObject, tokenName } from '../http/api_request';
import type { QueryParameters } from '../http/query_parameters';
import { readJson } from '../json/read_json';
import { isArray, isObject, stringList } from '../json/values';
import { BodyText } from './body_text';
import { readSort, readSortParameter, type SortSpec } from './sort_spec';
import { readSourceFilter, type SourceFilter } from './source_filter';

/** An entry of `fields` or `docvalue_fields`. */
export interface FieldRequest {
  readonly pattern: string;
  readonly format: string | undefined;
  readonly includeUnmapped: boolean;
}

export interface SearchRequest {
  readonly body: BodyText;
  readonly query: ParsedQuery | undefined;
  /** The query as it was written. */
  readonly queryBody: JsonObject | undefined;
  readonly postFilter: ParsedQuery | undefined;
  readonly aggregations: JsonObject | undefined;
  /** Name under which the aggregations stood in the body. */
  readonly aggregationsKey: string;
  readonly from: number;
  readonly size: number;
  readonly sort: readonly SortSpec[];
  readonly searchAfter: readonly JsonValue[] | undefined;
  /** true = exact, false = none, a number = count up to it. */
  readonly trackTotalHits: boolean | number;
  readonly trackScores: boolean;
  readonly minScore: number | undefined;
  readonly terminateAfter: number | undefined;
  readonly source: SourceFilter;
  /** The source was asked for or refused by name (matters with `fields`). */
  readonly storedFields: readonly string[] | undefined;
  readonly fields: readonly FieldRequest[];
  readonly docvalueFields: readonly FieldRequest[];
  readonly scriptFields: JsonObject | undefined;
  readonly runtimeMappings: JsonObject | undefined;
  readonly collapse: JsonObject | undefined;
  readonly highlight: JsonObject | undefined;
  readonly pit: { readonly id: string; readonly keepAlive: string | undefined } | undefined;
  readonly version: boolean;
  readonly seqNoPrimaryTerm: boolean;
  readonly totalHitsAsInt: boolean;
  readonly typedKeys: boolean;
}

/** Options of the body; those that are not here are refused as unknown, those in NOT_IMPLEMENTED by name. */
const KNOWN = new Set([
  'query', 'post_filter', 'aggs', 'aggregations', 'from', 'size', 'sort', 'search_after', 'track_total_hits', 'track_scores', 'min_score', 'terminate_after', '_source', 'stored_fields', 'fields',
  'docvalue_fields', 'script_fields', 'runtime_mappings', 'collapse', 'highlight', 'pit', 'version', 'seq_no_primary_term', 'timeout', 'profile', 'explain', 'stats', 'indices_boost', 'rescore', 'suggest',
  'knn', 'slice', 'ext', 'retriever', 'rank',
]);
const NOT_IMPLEMENTED = ['indices_boost', 'rescore', 'suggest', 'knn', 'slice', 'ext', 'retriever', 'rank'];
const DEFAULT_SIZE = 10;
const DEFAULT_TOTAL_LIMIT = 10_000;

/** Parameters that `_search` takes. */
export const SEARCH_PARAMETERS = [
  'q', 'df', 'default_operator', 'analyzer', 'analyze_wildcard', 'lenient', 'sort', 'from', 'size', 'track_total_hits', 'track_scores', '_source', '_source_includes', '_source_excludes',
  '_source_exclude_vectors', 'stored_fields', 'docvalue_fields', 'version', 'seq_no_primary_term', 'scroll', 'search_type', 'request_cache', 'preference', 'routing', 'timeout', 'terminate_after', 'typed_keys',
  'rest_total_hits_as_int', 'ignore_unavailable', 'allow_no_indices', 'expand_wildcards', 'ignore_throttled', 'batched_reduce_size', 'max_concurrent_shard_requests', 'pre_filter_shard_size',
  'allow_partial_search_results', 'ccs_minimize_roundtrips', 'explain', 'stats', 'min_score', 'force_synthetic_source', 'project_routing', 'index',
];

/**
 * Reads a search.
 * @param text the body as sent, empty for none
 * @throws ElasticsearchError, JsonReadError
 */
export function readSearchRequest(text: string, query: QueryParameters): SearchRequest {
  const parsed = text.trim() === '' ? {} : requireObject(readJson(text));
  const body = new BodyText(text);
  refuseUnknown(parsed, body);
  const from = wholeNumber(parsed['from'], query.integer('from'), 'from') ?? 0;
  const size = wholeNumber(parsed['size'], query.integer('size'), 'size') ?? DEFAULT_SIZE;
  const searchAfter = parsed['search_after'];
  if (searchAfter !== undefined && from > 0) throw validationFailed('[from] parameter must be set to 0 when [search_after] is used');
  const sortParameter = query.get('sort');
  const postFilter = objectOption(parsed, 'post_filter');
  const queryBody = queryOption(parsed, query);
  const origin = query.has('q') ? undefined : { text, path: ['query'] };
  const parsedQuery = queryBody === undefined ? undefined : parseQuery(queryBody, origin);
  const aggregationsKey = parsed['aggs'] === undefined ? 'aggregations' : 'aggs';
  return {
    body,
    query: parsedQuery,
    queryBody,
    postFilter: postFilter === undefined ? undefined : parseQuery(postFilter, { text, path: ['post_filter'] }),
    aggregations: objectOption(parsed, aggregationsKey),
    aggregationsKey,
    from,
    size,
    sort: sortParameter === undefined ? readSort(parsed['sort'], body) : readSortParameter(sortParameter),
    searchAfter: searchAfter === undefined ? undefined : isArray(searchAfter) ? searchAfter : [searchAfter],
    trackTotalHits: totalOption(parsed['track_total_hits'] ?? query.get('track_total_hits')),
    trackScores: parsed['track_scores'] === true || query.boolean('track_scores', false),
    minScore: parsed['min_score'] === undefined ? undefined : Number(parsed['min_score']),
    terminateAfter: wholeNumber(parsed['terminate_after'], query.integer('terminate_after'), 'terminate_after'),
    source: sourceOption(parsed, query),
    storedFields: storedOption(parsed['stored_fields'] ?? query.get('stored_fields')),
    fields: fieldRequests(parsed['fields']),
    docvalueFields: fieldRequests(parsed['docvalue_fields'] ?? listParameter(query, 'docvalue_fields')),
    scriptFields: objectOption(parsed, 'script_fields'),
    runtimeMappings: objectOption(parsed, 'runtime_mappings'),
    collapse: objectOption(parsed, 'collapse'),
    highlight: objectOption(parsed, 'highlight'),
    pit: pitOption(parsed['pit']),
    version: parsed['version'] === true || query.boolean('version', false),
    seqNoPrimaryTerm: parsed['seq_no_primary_term'] === true || query.boolean('seq_no_primary_term', false),
    totalHitsAsInt: query.boolean('rest_total_hits_as_int', false),
    typedKeys: query.boolean('typed_keys', false),
  };
}

const OBJECT_OPTIONS = new Set(['query', 'post_filter', 'aggs', 'aggregations', 'script_fields', 'runtime_mappings', 'collapse', 'highlight', 'pit']);

function refuseUnknown(parsed: JsonObject, body: BodyText): void {
  for (const [key, value] of Object.entries(parsed)) {
    if (!KNOWN.has(key) || (OBJECT_OPTIONS.has(key) && !isObject(value))) {
      throw parsingError(`Unknown key for a ${tokenName(value)} in [${key}].`, body.locate([key], 'value'));
    }
    if (NOT_IMPLEMENTED.includes(key)) throw notImplemented(`search option [${key}]`);
    if ((key === 'profile' || key === 'explain') && value === true) throw notImplemented(`search option [${key}]`);
  }
}

function objectOption(parsed: JsonObject, key: string): JsonObject | undefined {
  const value = parsed[key];
  return isObject(value) ? value : undefined;
}

function wholeNumber(value: JsonValue | undefined, parameter: number | undefined, name: string): number | undefined {
  const given = value ?? parameter;
  if (given === undefined || given === null) return undefined;
  const number = Number(given);
  if (typeof given === 'string' && !/^[+-]?\d+(\.\d+)?$/.test(given)) throw new ElasticsearchError({ type: 'number_format_exception', reason: `For input string: "${given}"` });
  const whole = Math.trunc(number);
  if (whole < 0) throw illegalArgument(`[${name}] parameter cannot be negative${name === 'size' ? `, found [${whole}]` : ` but was [${whole}]`}`);
  return whole;
}

function totalOption(value: JsonValue | undefined): boolean | number {
  if (value === undefined) return DEFAULT_TOTAL_LIMIT;
  if (value === true || value === 'true' || value === '') return true;
  if (value === false || value === 'false') return false;
  const limit = Number(value);
  if (limit < -1 || Number.isNaN(limit)) throw illegalArgument(`[track_total_hits] parameter must be positive or equals to -1, got ${limit}`);
  return limit === -1 ? false : limit;
}

function queryOption(parsed: JsonObject, query: QueryParameters): JsonObject | undefined {
  const text = query.get('q');
  return text === undefined ? objectOption(parsed, 'query') : queryStringParameter(text, query);
}

/** The query that the `q` parameter stands for. */
export function queryStringParameter(text: string, query: QueryParameters): JsonObject {
  const field = query.get('df');
  const operator = query.get('default_operator');
  return {
    query_string: {
      query: text,
      ...(field === undefined ? {} : { default_field: field }),
      ...(operator === undefined ? {} : { default_operator: operator }),
      ...(query.has('analyze_wildcard') ? { analyze_wildcard: query.boolean('analyze_wildcard', false) } : {}),
      ...(query.has('lenient') ? { lenient: query.boolean('lenient', false) } : {}),
    },
  };
}

function sourceOption(parsed: JsonObject, query: QueryParameters): SourceFilter {
  return sourceParameters(query) ?? readSourceFilter(parsed['_source']);
}

/** What `_source`, `_source_includes` and `_source_excludes` ask for; undefined where none is given. */
export function sourceParameters(query: QueryParameters): SourceFilter | undefined {
  const plain = query.get('_source');
  const includes = query.list('_source_includes');
  const excludes = query.list('_source_excludes');
  if (plain === undefined && includes.length === 0 && excludes.length === 0) return undefined;
  const base = readSourceFilter(plain === '' ? undefined : plain);
  return { enabled: base.enabled, includes: [...base.includes, ...includes], excludes };
}

function storedOption(value: JsonValue | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : stringList(value);
}

function listParameter(query: QueryParameters, name: string): JsonValue | undefined {
  return query.has(name) ? query.list(name) : undefined;
}

export function fieldRequests(value: JsonValue | undefined): FieldRequest[] {
  if (value === undefined || value === null) return [];
  return (isArray(value) ? value : [value]).map((entry) =>
    isObject(entry)
      ? { pattern: String(entry['field']), format: entry['format'] === undefined ? undefined : String(entry['format']), includeUnmapped: entry['include_unmapped'] === true }
      : { pattern: String(entry), format: undefined, includeUnmapped: false });
}

function pitOption(value: JsonValue | undefined): SearchRequest['pit'] {
  if (!isObject(value)) return undefined;
  return { id: String(value['id'] ?? ''), keepAlive: value['keep_alive'] === undefined ? undefined : String(value['keep_alive']) };
}
