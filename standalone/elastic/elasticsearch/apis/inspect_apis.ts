import { ElasticsearchError, findAnalyzer, parseQuery, type IndexedDocument, type JsonObject, type Token } from '../../../../common/query_dsl';
import { expandNames, resolveIndices } from '../cluster/resolve_names';
import { illegalArgument, notImplemented, validationFailed } from '../errors/known_errors';
import { bodyText, objectBody, ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { analyzeText } from '../search/analyze_text';
import { comparePresent } from '../search/compare_keys';
import { bindQuery, matchesOf } from '../search/search_target';
import { singleIndex } from './document_apis';
import { searchTargets } from './search_apis';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

const VALIDATE_PARAMETERS = [...INDICES_PARAMETERS, 'q', 'df', 'default_operator', 'analyzer', 'analyze_wildcard', 'lenient', 'explain', 'rewrite', 'all_shards'];

/** Requests that look at indices, queries and texts without searching. */
export function inspectRoutes(services: Services): Route[] {
  const analyze = (request: ApiRequest): ApiResponse => analyzeRequest(services, request);
  const validate = (request: ApiRequest): ApiResponse => validateQuery(services, request);
  return [
    { methods: ['GET', 'POST'], path: '/_analyze', parameters: ['index'], handler: analyze },
    { methods: ['GET', 'POST'], path: '/{index}/_analyze', parameters: ['index'], handler: analyze },
    { methods: ['GET', 'POST'], path: '/_validate/query', parameters: VALIDATE_PARAMETERS, handler: validate },
    { methods: ['GET', 'POST'], path: '/{index}/_validate/query', parameters: VALIDATE_PARAMETERS, handler: validate },
    { methods: ['GET'], path: '/_resolve/index/{index}', parameters: [...INDICES_PARAMETERS, 'mode', 'project_routing'], handler: (request) => resolveNames(services, request) },
    { methods: ['GET', 'POST'], path: '/{index}/_terms_enum', parameters: INDICES_PARAMETERS, handler: (request) => termsEnum(services, request) },
  ];
}

function analyzeRequest(services: Services, request: ApiRequest): ApiResponse {
  const body = requiredObjectBody(request);
  const texts = isArray(body['text']) ? body['text'].map(String) : stringText(body);
  if (body['tokenizer'] !== undefined || body['filter'] !== undefined || body['explain'] === true) throw notImplemented('[_analyze] with parts of an analyser or explain');
  const name = request.pathParameters['index'] ?? request.query.get('index');
  const index = name === undefined ? undefined : singleIndex(services, request, name, 'indices:admin/analyze');
  const field = body['field'];
  const tokens: BodyValue[] = [];
  let position = 0;
  let offset = 0;
  for (const text of texts) {
    const found: Token[] = index !== undefined && typeof field === 'string'
      ? analyzeText(index.mapping, field, text)
      : findAnalyzer(String(body['analyzer'] ?? 'standard'), index?.mapping.settings ?? {}).tokens(text);
    for (const token of found) tokens.push({ token: token.token, start_offset: offset + token.start, end_offset: offset + token.end, type: token.type, position: position + token.position });
    position += (found.at(-1)?.position ?? -1) + 1 + POSITION_GAP;
    offset += text.length + 1;
  }
  return ok({ tokens });
}

const POSITION_GAP = 100;

function stringText(body: JsonObject): string[] {
  if (typeof body['text'] !== 'string') throw validationFailed('text is missing');
  return [body['text']];
}

function validateQuery(services: Services, request: ApiRequest): ApiResponse {
  const targets = searchTargets(services, request, indexExpression(request), 'indices:admin/validate/query');
  const body = objectBody(request);
  const shards = { total: 1, successful: 1, failed: 0 };
  try {
    if (isObject(body['query'])) {
      const query = parseQuery(body['query'], { text: bodyText(request), path: ['query'] });
      for (const target of targets) bindQuery(query, target, services.cluster.now());
    }
    return ok({ _shards: shards, valid: true });
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error;
    return ok(request.query.boolean('explain', false) ? { valid: false, error: `${error.type}: ${error.reason}` } : { valid: false });
  }
}

function resolveNames(services: Services, request: ApiRequest): ApiResponse {
  const { cluster } = services;
  const names = expandNames(cluster, (request.pathParameters['index'] ?? '').split(','), indicesOptions(request, { closed: 'include' }), access(request, 'indices:admin/resolve/index'));
  const sorted = [...names].sort();
  const indices = sorted.flatMap((name): BodyValue[] => {
    const index = cluster.indices.get(name);
    if (index === undefined) return [];
    const aliases = [...index.aliases.keys()].sort();
    const attributes = [index.closed ? 'closed' : 'open', ...(index.hidden ? ['hidden'] : [])];
    return [{ name, ...(aliases.length > 0 ? { aliases } : {}), attributes, ...(index.dataStream === undefined ? {} : { data_stream: index.dataStream }), mode: 'standard' }];
  });
  const aliases = sorted.filter((name) => cluster.isAlias(name)).map((name) => ({ name, indices: cluster.aliasIndices(name).map((index) => index.name) }));
  const streams = sorted.flatMap((name): BodyValue[] => {
    const stream = cluster.dataStreams.get(name);
    return stream === undefined ? [] : [{ name, backing_indices: stream.indices, timestamp_field: '@timestamp' }];
  });
  return ok({ indices, aliases, data_streams: streams });
}

const DEFAULT_TERMS = 10;

function termsEnum(services: Services, request: ApiRequest): ApiResponse {
  const body = requiredObjectBody(request);
  const name = body['field'];
  if (typeof name !== 'string') throw validationFailed('field cannot be null');
  if (body['search_after'] !== undefined) throw notImplemented('[_terms_enum] with search_after');
  const fold = (text: string): string => (body['case_insensitive'] === true ? text.toLowerCase() : text);
  const prefix = fold(String(body['string'] ?? ''));
  const filter = isObject(body['index_filter']) ? parseQuery(body['index_filter']) : undefined;
  const found = new Set<string>();
  const resolved = resolveIndices(services.cluster, indexExpression(request), indicesOptions(request), access(request, 'indices:data/read/xpack/termsenum/list'));
  for (const target of searchTargets(services, request, resolved.map(({ index }) => index.name))) {
    const field = target.mapping.resolve(name);
    if (field === undefined) continue;
    if (field.family !== 'keyword' && field.family !== 'constant_keyword' && field.family !== 'flattened') throw illegalArgument(`[_terms_enum] for fields of type [${field.type}] is not implemented by the embedded Elasticsearch`);
    const keep = (document: IndexedDocument): void => {
      for (const value of document.values(field.path)) if (fold(String(value)).startsWith(prefix)) found.add(String(value));
    };
    if (filter === undefined) for (const entry of target.view.replaced) keep(target.view.documentOf(entry));
    for (const { document } of matchesOf(target, 0, bindQuery(filter, target, services.cluster.now()))) keep(document);
  }
  const size = Number(body['size'] ?? DEFAULT_TERMS);
  return ok({ _shards: { total: resolved.length, successful: resolved.length, failed: 0 }, terms: [...found].sort(comparePresent).slice(0, size), complete: true });
}
