import { illegalArgument, indexNotFound, validationFailed } from '../errors/known_errors';
import { createIndex } from '../cluster/create_index';
import { indexKey, type ClusterState } from '../cluster/cluster_state';
import { readSettings, staticSettings, type FlatSettings } from '../cluster/index_settings';
import type { IndexState } from '../cluster/index_state';
import { resolveIndices } from '../cluster/resolve_names';
import { WriteBatch } from '../documents/write_batch';
import { acknowledged, objectBody, ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isObject } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { unauthorizedOnIndices } from '../security/authorize';
import { mayOnIndex } from '../security/permissions';
import { describeAliases, describeMapping, describeSettings } from './describe_index';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

const CREATE_PARAMETERS = ['timeout', 'master_timeout', 'wait_for_active_shards', 'include_type_name'];
const GET_PARAMETERS = [...INDICES_PARAMETERS, 'flat_settings', 'include_defaults', 'features', 'include_type_name'];

/** Making, reading, changing, closing and removing indices. */
export function indexRoutes(services: Services): Route[] {
  return [
    { methods: ['PUT'], path: '/{index}', parameters: CREATE_PARAMETERS, handler: (request) => create(services, request) },
    { methods: ['GET'], path: '/{index}', parameters: GET_PARAMETERS, handler: (request) => describe(services, request) },
    { methods: ['HEAD'], path: '/{index}', parameters: GET_PARAMETERS, handler: (request) => exists(services, request) },
    { methods: ['DELETE'], path: '/{index}', parameters: INDICES_PARAMETERS, handler: (request) => remove(services, request) },
    { methods: ['GET'], path: '/{index}/_settings', parameters: GET_PARAMETERS, handler: (request) => getSettings(services, request) },
    { methods: ['GET'], path: '/{index}/_settings/{setting}', parameters: GET_PARAMETERS, handler: (request) => getSettings(services, request) },
    { methods: ['GET'], path: '/_settings', parameters: GET_PARAMETERS, handler: (request) => getSettings(services, request) },
    { methods: ['PUT'], path: '/{index}/_settings', parameters: [...GET_PARAMETERS, 'preserve_existing', 'reopen'], handler: (request) => putSettings(services, request) },
    { methods: ['POST'], path: '/{index}/_close', parameters: [...INDICES_PARAMETERS, 'wait_for_active_shards'], handler: (request) => close(services, request) },
    { methods: ['POST'], path: '/{index}/_open', parameters: [...INDICES_PARAMETERS, 'wait_for_active_shards'], handler: (request) => open(services, request) },
    { methods: ['GET', 'POST'], path: '/{index}/_refresh', parameters: INDICES_PARAMETERS, handler: (request) => refresh(services, request) },
    { methods: ['GET', 'POST'], path: '/_refresh', parameters: INDICES_PARAMETERS, handler: (request) => refresh(services, request) },
  ];
}

async function create(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['index'] ?? '';
  if (!mayOnIndex(request.principal, 'indices:admin/create', [name])) throw unauthorizedOnIndices(request.principal, 'indices:admin/create', [name]);
  const batch = new WriteBatch(services.cluster);
  batch.created(createIndex(services.cluster, name, objectBody(request)));
  await batch.commit(false);
  return ok({ acknowledged: true, shards_acknowledged: true, index: name });
}

function resolve(services: Services, request: ApiRequest, action: string): IndexState[] {
  return resolveIndices(services.cluster, indexExpression(request), indicesOptions(request, { closed: 'include' }), access(request, action)).map(({ index }) => index);
}

function describe(services: Services, request: ApiRequest): ApiResponse {
  const out: Record<string, BodyValue> = {};
  for (const index of resolve(services, request, 'indices:admin/get')) {
    out[index.name] = {
      aliases: describeAliases(index),
      mappings: describeMapping(index),
      settings: describeSettings(index, request.query.boolean('flat_settings', false)),
      ...(index.dataStream === undefined ? {} : { data_stream: index.dataStream }),
    };
  }
  return ok(out);
}

function exists(services: Services, request: ApiRequest): ApiResponse {
  const expression = indexExpression(request);
  const found = resolve(services, request, 'indices:admin/get');
  return { status: found.length > 0 || expression.includes('*') ? 200 : 404 };
}

async function remove(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const { cluster } = services;
  const names = indexExpression(request).split(',');
  const action = 'indices:admin/delete';
  for (const name of names) refuseNoIndex(services, request, name);
  const plain = names.filter((name) => name.includes('*') || cluster.indices.has(name) || !request.query.boolean('ignore_unavailable', false));
  if (plain.length === 0) return acknowledged();
  const found = resolveIndices(cluster, plain, indicesOptions(request, { closed: 'include' }), access(request, action)).map(({ index }) => index);
  await removeIndices(cluster, found.filter((index) => index.dataStream === undefined || plain.includes(index.name)));
  return acknowledged();
}

function refuseNoIndex(services: Services, request: ApiRequest, name: string): void {
  const { cluster } = services;
  if (cluster.indices.has(name) || request.query.boolean('ignore_unavailable', false)) return;
  if (cluster.isAlias(name)) throw illegalArgument(`The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`);
  if (cluster.dataStreams.has(name)) throw indexNotFound(name, { excludedDataStream: true });
}

/** Removes indices with all their documents. @throws ElasticsearchError for the index a data stream writes to */
export async function removeIndices(cluster: ClusterState, indices: readonly IndexState[]): Promise<void> {
  for (const index of indices) {
    const stream = index.dataStream === undefined ? undefined : cluster.dataStreams.get(index.dataStream);
    if (stream?.indices.at(-1) === index.name) throw illegalArgument(`index [${index.name}] is the write index for data stream [${stream.name}] and cannot be deleted`);
  }
  for (const index of indices) cluster.indices.delete(index.name);
  await cluster.save({ metadata: new Map(indices.map((index) => [indexKey(index.name), undefined])), removedIndices: indices.map((index) => index.uuid) });
}

function getSettings(services: Services, request: ApiRequest): ApiResponse {
  const patterns = (request.pathParameters['setting'] ?? '*').split(',');
  const out: Record<string, BodyValue> = {};
  for (const index of resolve(services, request, 'indices:monitor/settings/get')) {
    const kept = Object.fromEntries(Object.entries(index.settings).filter(([name]) => patterns.some((pattern) => pattern === '_all' || matchesWildcard(pattern, name))));
    out[index.name] = { settings: describeSettings({ settings: kept }, request.query.boolean('flat_settings', false)) };
  }
  return ok(out);
}

async function putSettings(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const body = requiredObjectBody(request);
  const settings = readSettings(isObject(body['settings']) && Object.keys(body).length === 1 ? body['settings'] : body);
  const indices = resolve(services, request, 'indices:admin/settings/update');
  const fixed = staticSettings(settings);
  const openIndices = indices.filter((index) => !index.closed);
  if (fixed.length > 0 && openIndices.length > 0) throw illegalArgument(staticRefusal(fixed, openIndices));
  for (const index of indices) index.settings = merged(index.settings, settings, request.query.boolean('preserve_existing', false));
  await services.cluster.saveIndex(...indices);
  return acknowledged();
}

function staticRefusal(names: readonly string[], indices: readonly IndexState[]): string {
  const settings = names.map((name) => `[${name}]`).join(', ');
  const where = indices.map((index) => `[${index.name}/${index.uuid}]`).join(', ');
  const fixed = names.filter((name) => name === 'index.number_of_shards').map((name) => `[${name}]`);
  const advice = fixed.length === 0 ? '' : `. The setting(s) [${fixed.join(', ')}] cannot be modified on an index once it is created. You will need to create a new index with the desired setting(s) and reindex your data. See https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-reindex`;
  return `Can't update non dynamic setting(s) [${settings}] for open indices [${where}]${advice}`;
}

function merged(existing: FlatSettings, update: FlatSettings, preserve: boolean): FlatSettings {
  return preserve ? { ...update, ...existing } : { ...existing, ...update };
}

async function setClosed(services: Services, request: ApiRequest, closed: boolean): Promise<IndexState[]> {
  if (indexExpression(request) === '') throw validationFailed('index is missing');
  const indices = resolve(services, request, closed ? 'indices:admin/close' : 'indices:admin/open');
  for (const index of indices) index.closed = closed;
  await services.cluster.saveIndex(...indices);
  return indices;
}

async function close(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const indices = await setClosed(services, request, true);
  return ok({ acknowledged: true, shards_acknowledged: true, indices: Object.fromEntries(indices.map((index) => [index.name, { closed: true }])) });
}

async function open(services: Services, request: ApiRequest): Promise<ApiResponse> {
  await setClosed(services, request, false);
  return ok({ acknowledged: true, shards_acknowledged: true });
}

function refresh(services: Services, request: ApiRequest): ApiResponse {
  const resolved = resolveIndices(services.cluster, indexExpression(request), indicesOptions(request), access(request, 'indices:admin/refresh'));
  for (const { index } of resolved) index.documents.refresh();
  return ok({ _shards: { total: resolved.length, successful: resolved.length, failed: 0 } });
}
