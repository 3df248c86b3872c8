import type { JsonObject } from '../../../../common/query_dsl';
import { PRIMARY_TERM } from '../documents/document_version';
import { isObject } from '../json/values';
import { RawJson, type BodyValue } from '../json/write_json';
import { readJson } from '../json/read_json';
import { isPlainScoreSort, type Hit } from './execute_search';
import { fetchFields } from './fetch_fields';
import { highlightHit } from './highlight';
import { computeScriptFields } from './script_fields';
import type { SearchRequest } from './search_request';
import type { SortSpec } from './sort_spec';
import { filterSource, isWholeSource, type SourceFilter } from './source_filter';

/** The source of a document as an answer shows it, undefined where it is not wanted. */
export function writeSource(text: string, filter: SourceFilter): BodyValue | undefined {
  if (!filter.enabled) return undefined;
  return isWholeSource(filter) ? new RawJson(text) : (filterSource(parseSource(text), filter) as BodyValue);
}

export function parseSource(text: string): JsonObject {
  const value = readJson(text);
  return isObject(value) ? value : {};
}

export interface FetchContext {
  readonly request: SearchRequest;
  readonly sorts: readonly SortSpec[];
  readonly now: number;
}

/** What an answer shows of a hit. */
export function writeHit(hit: Hit, context: FetchContext): Record<string, BodyValue> {
  const { request } = context;
  const { entry, target } = hit;
  const text = entry.source ?? '{}';
  const bare = request.storedFields?.includes('_none_') === true;
  const source = bare || (request.storedFields !== undefined && !asksForSource(request)) ? undefined : writeSource(text, request.source);
  const fetched = fetchFields(hit, context);
  const scripted = request.scriptFields === undefined ? undefined : computeScriptFields(request.scriptFields, hit);
  const fields = { ...fetched.fields, ...scripted };
  const highlight = request.highlight === undefined ? undefined : highlightHit(request.highlight, hit, request, context.now);
  const showScore = request.trackScores || context.sorts.some((sort) => sort.field === '_score');
  return {
    _index: target.index,
    ...(bare ? {} : { _id: entry.id }),
    ...(request.version ? { _version: entry.version } : {}),
    ...(request.seqNoPrimaryTerm ? { _seq_no: entry.seqNo, _primary_term: PRIMARY_TERM } : {}),
    _score: showScore ? hit.score ?? null : null,
    ...(entry.routing === undefined ? {} : { _routing: entry.routing }),
    ...(hit.document.ignored.length > 0 ? { _ignored: [...hit.document.ignored].sort() } : {}),
    ...(source === undefined ? {} : { _source: source }),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(fetched.ignoredValues === undefined ? {} : { ignored_field_values: fetched.ignoredValues }),
    ...(highlight === undefined ? {} : { highlight }),
    ...(isPlainScoreSort(request, context.sorts) ? {} : { sort: hit.keys.map((key, at) => hit.columns[at]?.print(key) ?? null) }),
  };
}

function asksForSource(request: SearchRequest): boolean {
  return !isWholeSource(request.source) && request.source.enabled;
}
