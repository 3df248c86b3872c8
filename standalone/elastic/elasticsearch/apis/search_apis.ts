import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { resolveIndices } from '../cluster/resolve_names';
import { bodyRequired, illegalArgument, validationFailed } from '../errors/known_errors';
import { bodyText, objectBody, ok, parameter, type ApiRequest, type ApiResponse } from '../http/api_request';
import { toResponse } from '../http/http_server';
import type { Route } from '../http/router';
import { QueryParameters } from '../http/query_parameters';
import { readJson } from '../json/read_json';
import { isObject, stringList } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { parseSource } from '../search/fetch_hits';
import { executeSearch, refuseIndicesWithPit } from '../search/execute_search';
import { runSearch } from '../search/run_search';
import { openScroll, nextScrollPage, type ScrollState } from '../search/scroll';
import { readSearchRequest, SEARCH_PARAMETERS, type SearchRequest } from '../search/search_request';
import { toSearchTarget, type SearchTarget } from '../search/search_target';
import { writeShards } from '../search/write_search_response';
import { allShardsFailed } from '../search/search_errors';
import { singleIndex } from './document_apis';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

const MSEARCH_PARAMETERS = ['max_concurrent_searches', 'max_concurrent_shard_requests', 'pre_filter_shard_size', 'rest_total_hits_as_int', 'routing', 'search_type', 'typed_keys', 'ccs_minimize_roundtrips', ...INDICES_PARAMETERS];
const COUNT_PARAMETERS = [...INDICES_PARAMETERS, 'q', 'df', 'default_operator', 'analyzer', 'analyze_wildcard', 'lenient', 'min_score', 'preference', 'routing', 'terminate_after', 'project_routing'];

export function searchRoutes(services: Services): Route[] {
  const search = (request: ApiRequest): ApiResponse => searchOnce(services, request);
  const msearch = (request: ApiRequest): ApiResponse => multiSearch(services, request);
  const countHandler = (request: ApiRequest): ApiResponse => count(services, request);
  const scroll = (request: ApiRequest): ApiResponse => continueScroll(services, request);
  const clear = (request: ApiRequest): ApiResponse => clearScroll(services, request);
  return [
    { methods: ['GET', 'POST'], path: '/_search', parameters: SEARCH_PARAMETERS, handler: search },
    { methods: ['GET', 'POST'], path: '/{index}/_search', parameters: SEARCH_PARAMETERS, handler: search },
    { methods: ['GET', 'POST'], path: '/_msearch', parameters: MSEARCH_PARAMETERS, handler: msearch },
    { methods: ['GET', 'POST'], path: '/{index}/_msearch', parameters: MSEARCH_PARAMETERS, handler: msearch },
    { methods: ['GET', 'POST'], path: '/_count', parameters: COUNT_PARAMETERS, handler: countHandler },
    { methods: ['GET', 'POST'], path: '/{index}/_count', parameters: COUNT_PARAMETERS, handler: countHandler },
    { methods: ['GET', 'POST'], path: '/_search/scroll', parameters: ['scroll', 'scroll_id', 'rest_total_hits_as_int'], handler: scroll },
    { methods: ['GET', 'POST'], path: '/_search/scroll/{scroll_id}', parameters: ['scroll', 'rest_total_hits_as_int'], handler: scroll },
    { methods: ['DELETE'], path: '/_search/scroll', parameters: [], handler: clear },
    { methods: ['DELETE'], path: '/_search/scroll/{scroll_id}', parameters: [], handler: clear },
    { methods: ['POST'], path: '/{index}/_pit', parameters: ['keep_alive', 'preference', 'routing', 'allow_partial_search_results', ...INDICES_PARAMETERS], handler: (request) => openPit(services, request) },
    { methods: ['DELETE'], path: '/_pit', parameters: [], handler: (request) => closePit(services, request) },
  ];
}

const SEARCH_ACTION = 'indices:data/read/search';

/** The indices of a request as a search sees them now. */
export function searchTargets(services: Services, request: ApiRequest, expression: string | readonly string[], action = SEARCH_ACTION): SearchTarget[] {
  const now = services.cluster.now();
  return resolveIndices(services.cluster, expression, indicesOptions(request), access(request, action)).map((resolved) => toSearchTarget(resolved, now, lookupOf(services, request)));
}

/** Reads the document a terms query takes its terms from, with the rights of whoever searches. */
function lookupOf(services: Services, request: ApiRequest): SearchTarget['lookup'] {
  return (name, id) => {
    const source = singleIndex(services, request, name, 'indices:data/read/get').documents.get(id)?.source;
    return source === undefined ? undefined : parseSource(source);
  };
}

function searchOnce(services: Services, request: ApiRequest): ApiResponse {
  const search = readSearchRequest(bodyText(request), request.query);
  const scroll = request.query.get('scroll');
  const { pit } = search;
  if (pit !== undefined) {
    refuseIndicesWithPit(request.pathParameters['index'] !== undefined);
    return ok(runSearch(search, pitTargets(services, pit), { now: services.cluster.now(), pitId: pit.id }));
  }
  const targets = searchTargets(services, request, indexExpression(request));
  if (scroll === undefined) return ok(runSearch(search, targets, { now: services.cluster.now() }));
  return ok(startScroll(services, search, targets, scroll));
}

function pitTargets(services: Services, pit: NonNullable<SearchRequest['pit']>): readonly SearchTarget[] {
  try {
    return services.contexts.pointInTime(pit.id, pit.keepAlive);
  } catch (error) {
    if (error instanceof ElasticsearchError && error.status === 404) throw allShardsFailed([{ index: 'unknown', error }]);
    throw error;
  }
}

function startScroll(services: Services, search: SearchRequest, targets: readonly SearchTarget[], keepAlive: string): BodyValue {
  if (search.from > 0) throw validationFailed('using [from] is not allowed in a scroll context');
  if (search.size === 0) throw validationFailed('[size] cannot be [0] in a scroll context');
  const state = openScroll(search, targets, services.cluster.now());
  const id = services.contexts.open('scroll', state, keepAlive);
  return nextScrollPage(state, id, services.cluster.now());
}

function continueScroll(services: Services, request: ApiRequest): ApiResponse {
  const body = objectBody(request);
  const id = body['scroll_id'] ?? parameter(request, 'scroll_id');
  if (id === undefined) throw validationFailed('scrollId is missing');
  const keepAlive = body['scroll'] ?? request.query.get('scroll');
  const state = services.contexts.scroll<ScrollState>(String(id), keepAlive === undefined ? undefined : String(keepAlive));
  return ok(nextScrollPage(state, String(id), services.cluster.now()));
}

function clearScroll(services: Services, request: ApiRequest): ApiResponse {
  const ids = stringList(objectBody(request)['scroll_id'] ?? parameter(request, 'scroll_id'));
  if (ids.length === 0) throw validationFailed('no scroll ids specified');
  const freed = ids.filter((id) => services.contexts.close(id)).length;
  return { status: freed > 0 ? 200 : 404, body: { succeeded: true, num_freed: freed } };
}

function openPit(services: Services, request: ApiRequest): ApiResponse {
  const keepAlive = request.query.get('keep_alive');
  if (keepAlive === undefined) throw validationFailed('[keep_alive] is not specified');
  const targets = searchTargets(services, request, indexExpression(request), 'indices:data/read/open_point_in_time');
  return ok({ id: services.contexts.open('pit', targets, keepAlive), _shards: writeShards(targets.length, []) });
}

function closePit(services: Services, request: ApiRequest): ApiResponse {
  const closed = services.contexts.close(String(objectBody(request)['id'] ?? ''));
  return { status: closed ? 200 : 404, body: { succeeded: closed, num_freed: closed ? 1 : 0 } };
}

const COUNT_KEYS = new Set(['query', 'min_score', 'terminate_after']);

function count(services: Services, request: ApiRequest): ApiResponse {
  const body = objectBody(request);
  const unknown = Object.keys(body).find((key) => !COUNT_KEYS.has(key));
  if (unknown !== undefined) throw illegalArgument(`request does not support [${unknown}]`);
  const search: SearchRequest = { ...readSearchRequest(bodyText(request), request.query), size: 0 };
  const targets = searchTargets(services, request, indexExpression(request));
  const outcome = executeSearch(search, targets, { now: services.cluster.now(), pointInTime: false });
  return ok({ count: outcome.total, _shards: writeShards(targets.length, outcome.failures) });
}

const HEADER_KEYS = new Set(['index', 'indices', 'search_type', 'preference', 'routing', 'ignore_unavailable', 'allow_no_indices', 'expand_wildcards', 'request_cache', 'ignore_throttled', 'allow_partial_search_results', 'ccs_minimize_roundtrips', 'project_routing']);

interface MultiSearchItem {
  readonly header: JsonObject;
  readonly search: SearchRequest;
}

/** Every header and body is read before the first search runs: a broken one refuses the whole request. */
function multiSearch(services: Services, request: ApiRequest): ApiResponse {
  const started = performance.now();
  const text = bodyText(request);
  if (text === '') throw bodyRequired();
  const responses = readItems(text, request.query).map((item) => runItem(services, request, item));
  return ok({ took: Math.round(performance.now() - started), responses });
}

function readItems(text: string, query: QueryParameters): MultiSearchItem[] {
  if (!text.endsWith('\n')) throw illegalArgument('The msearch request must be terminated by a newline [\n]');
  const lines = text.split('\n').slice(0, -1);
  const items: MultiSearchItem[] = [];
  for (let at = 0; at < lines.length; at++) {
    const headerText = lines[at] ?? '';
    if (at === 0 && headerText.trim() === '' && lines.length === 1) break;
    const header = headerText.trim() === '' ? {} : readJson(headerText);
    const unknown = isObject(header) ? Object.keys(header).find((key) => !HEADER_KEYS.has(key)) : undefined;
    if (unknown !== undefined) throw illegalArgument(`key [${unknown}] is not supported in the metadata section`);
    items.push({ header: isObject(header) ? header : {}, search: readSearchRequest(lines[++at] ?? '', query) });
  }
  if (items.length === 0) throw validationFailed('no requests added');
  return items;
}

function runItem(services: Services, request: ApiRequest, { header, search }: MultiSearchItem): BodyValue {
  try {
    const parameters = new URLSearchParams();
    for (const key of ['ignore_unavailable', 'allow_no_indices', 'expand_wildcards']) {
      const value = header[key] ?? request.query.get(key);
      if (value !== undefined && value !== null) parameters.set(key, stringList(value).join(','));
    }
    const item: ApiRequest = { ...request, query: new QueryParameters(parameters.toString()) };
    const names = stringList(header['index'] ?? header['indices'] ?? request.pathParameters['index']);
    const { pit } = search;
    const now = services.cluster.now();
    const answer = pit === undefined ? runSearch(search, searchTargets(services, item, names), { now }) : runSearch(search, pitTargets(services, pit), { now, pitId: pit.id });
    return { ...(answer as Record<string, BodyValue>), status: 200 };
  } catch (error) {
    const response = toResponse(error, () => undefined);
    return { error: (response.body as Record<string, BodyValue>)['error'], status: response.status };
  }
}
