import type { DataStream } from '../cluster/cluster_state';
import { byName, indexKey } from '../cluster/cluster_state';
import { createDataStream, rollOver } from '../cluster/create_index';
import { illegalArgument, indexNotFound, notImplemented } from '../errors/known_errors';
import { acknowledged, objectBody, ok, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isEmptyObject } from '../json/is_empty_object';
import { matchesWildcard } from '../json/wildcard';
import { isObject, stringList } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { mayOnIndex } from '../security/permissions';
import { unauthorizedOnIndices } from '../security/authorize';
import { INDICES_PARAMETERS, type Services } from './services';

const PARAMETERS = [...INDICES_PARAMETERS, 'include_defaults', 'verbose'];

export function dataStreamRoutes(services: Services): Route[] {
  const get = (request: ApiRequest): ApiResponse => getStreams(services, request);
  return [
    { methods: ['GET'], path: '/_data_stream', parameters: PARAMETERS, handler: get },
    { methods: ['GET'], path: '/_data_stream/{name}', parameters: PARAMETERS, handler: get },
    { methods: ['PUT'], path: '/_data_stream/{name}', parameters: PARAMETERS, handler: (request) => create(services, request) },
    { methods: ['DELETE'], path: '/_data_stream/{name}', parameters: PARAMETERS, handler: (request) => remove(services, request) },
    { methods: ['POST'], path: '/{index}/_rollover', parameters: [...PARAMETERS, 'dry_run', 'wait_for_active_shards', 'lazy'], handler: (request) => rollover(services, request) },
  ];
}

function authorize(request: ApiRequest, action: string, name: string): void {
  if (!mayOnIndex(request.principal, action, [name])) throw unauthorizedOnIndices(request.principal, action, [name]);
}

function find(services: Services, request: ApiRequest, action: string): DataStream[] {
  const names = stringList(request.pathParameters['name'] ?? '*');
  const found = new Set<DataStream>();
  for (const name of names) {
    const wild = name.includes('*') || name === '_all';
    const matching = [...services.cluster.dataStreams.values()].filter((stream) => name === '_all' || matchesWildcard(name, stream.name));
    if (matching.length === 0 && !wild) throw indexNotFound(name);
    for (const stream of matching) {
      if (mayOnIndex(request.principal, action, [stream.name])) found.add(stream);
      else if (!wild) authorize(request, action, stream.name);
    }
  }
  return [...found].sort(byName);
}

async function create(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['name'] ?? '';
  authorize(request, 'indices:admin/data_stream/create', name);
  const { metadata } = createDataStream(services.cluster, name);
  await services.cluster.save({ metadata });
  return acknowledged();
}

function getStreams(services: Services, request: ApiRequest): ApiResponse {
  return ok({ data_streams: find(services, request, 'indices:admin/data_stream/get').map((stream) => describe(services, stream)) });
}

function describe(services: Services, stream: DataStream): BodyValue {
  return {
    name: stream.name,
    timestamp_field: { name: '@timestamp' },
    indices: stream.indices.map((name) => ({ index_name: name, index_uuid: services.cluster.indices.get(name)?.uuid, prefer_ilm: true, managed_by: 'Unmanaged', index_mode: 'standard' })),
    generation: stream.generation,
    status: 'GREEN',
    template: stream.template,
    next_generation_managed_by: 'Unmanaged',
    prefer_ilm: true,
    hidden: stream.hidden,
    system: false,
    allow_custom_routing: false,
    replicated: false,
    rollover_on_write: false,
    index_mode: 'standard',
    settings: {},
    mappings: {},
    failure_store: { enabled: false, rollover_on_write: false, indices: [] },
  };
}

async function remove(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const { cluster } = services;
  const streams = find(services, request, 'indices:admin/data_stream/delete');
  const metadata = new Map<string, undefined>();
  const removedIndices: string[] = [];
  for (const stream of streams) {
    cluster.dataStreams.delete(stream.name);
    metadata.set(`data_stream/${stream.name}`, undefined);
    for (const name of stream.indices) {
      const index = cluster.indices.get(name);
      if (index !== undefined) removedIndices.push(index.uuid);
      cluster.indices.delete(name);
      metadata.set(indexKey(name), undefined);
    }
  }
  await cluster.save({ metadata, removedIndices });
  return acknowledged();
}

async function rollover(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['index'] ?? '';
  authorize(request, 'indices:admin/rollover', name);
  const stream = services.cluster.dataStreams.get(name);
  if (stream === undefined) {
    if (services.cluster.isAlias(name)) throw notImplemented('rollover of an alias');
    if (!services.cluster.indices.has(name)) throw illegalArgument(`rollover target [${name}] does not exist`);
    throw illegalArgument(`rollover target is a [concrete index] but one of [alias,data_stream] was expected`);
  }
  const conditions = objectBody(request)['conditions'];
  if (isObject(conditions) && !isEmptyObject(conditions)) throw notImplemented('rollover with conditions');
  const { index, metadata } = rollOver(services.cluster, stream);
  await services.cluster.save({ metadata });
  return ok({ acknowledged: true, shards_acknowledged: true, old_index: stream.indices.at(-1), new_index: index.name, rolled_over: true, dry_run: false, lazy: false, conditions: {} });
}
