import { notImplemented } from '../errors/known_errors';
import { resolveIndices } from '../cluster/resolve_names';
import { ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { checkProcessors } from '../ingest/processors';
import { authorizeCluster } from '../security/authorize';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { acknowledged } from '../http/api_request';

/** Version that clients and Kibana are told; what is answered was recorded from a 9.5.0, the mapping of features is that of 8.12. */
const VERSION = '8.12.2';
const HEALTH_PARAMETERS = [...INDICES_PARAMETERS, 'level', 'wait_for_status', 'wait_for_active_shards', 'wait_for_nodes', 'wait_for_events', 'wait_for_no_relocating_shards', 'wait_for_no_initializing_shards'];
const CAT_PARAMETERS = [...INDICES_PARAMETERS, 'v', 'h', 's', 'bytes', 'health', 'pri', 'time', 'help', 'include_unloaded_segments'];

export function clusterRoutes(services: Services): Route[] {
  const route = (methods: string[], path: string, parameters: string[], handler: Route['handler']): Route => ({ methods, path, parameters, handler });
  return [
    route(['GET', 'HEAD'], '/', [], () => info(services)),
    route(['GET'], '/_cluster/health', HEALTH_PARAMETERS, (request) => health(services, request)),
    route(['GET'], '/_cluster/health/{index}', HEALTH_PARAMETERS, (request) => health(services, request)),
    route(['GET'], '/_cluster/settings', ['flat_settings', 'include_defaults', 'master_timeout', 'timeout'], () => ok({ persistent: {}, transient: {} })),
    route(['GET'], '/_nodes', ['flat_settings', 'timeout'], () => nodes(services)),
    route(['GET'], '/_nodes/{node}', ['flat_settings', 'timeout'], () => nodes(services)),
    route(['GET'], '/_license', ['accept_enterprise', 'local'], () => license(services)),
    route(['GET'], '/_xpack', ['categories', 'accept_enterprise'], xpack),
    route(['GET'], '/_cat/indices', CAT_PARAMETERS, (request) => catIndices(services, request)),
    route(['GET'], '/_cat/indices/{index}', CAT_PARAMETERS, (request) => catIndices(services, request)),
    route(['GET'], '/{index}/_stats', [...INDICES_PARAMETERS, 'level'], (request) => stats(services, request)),
    route(['GET'], '/{index}/_stats/{metric}', [...INDICES_PARAMETERS, 'level'], (request) => stats(services, request)),
    route(['PUT'], '/_ingest/pipeline/{name}', ['master_timeout', 'timeout', 'if_version'], (request) => putPipeline(services, request)),
    route(['GET'], '/_ingest/pipeline/{name}', ['master_timeout', 'summary'], (request) => getPipelines(services, request)),
    route(['GET'], '/_ingest/pipeline', ['master_timeout', 'summary'], (request) => getPipelines(services, request)),
    route(['DELETE'], '/_ingest/pipeline/{name}', ['master_timeout', 'timeout'], (request) => deletePipeline(services, request)),
  ];
}

function info(services: Services): ApiResponse {
  return ok({
    name: 'embedded',
    cluster_name: 'embedded-elasticsearch',
    cluster_uuid: services.cluster.uuid,
    version: {
      number: VERSION,
      build_flavor: 'default',
      build_type: 'embedded',
      build_hash: 'embedded',
      build_date: '2024-02-19T10:04:32.774273190Z',
      build_snapshot: false,
      lucene_version: '9.9.2',
      minimum_wire_compatibility_version: '7.17.0',
      minimum_index_compatibility_version: '7.0.0',
    },
    tagline: 'You Know, for Search',
  });
}

function health(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'cluster:monitor/health');
  const resolved = resolveIndices(services.cluster, indexExpression(request), { includeHidden: true, closed: 'include', ignoreUnavailable: true });
  const count = resolved.length;
  return ok({
    cluster_name: 'embedded-elasticsearch', status: 'green', timed_out: false, number_of_nodes: 1, number_of_data_nodes: 1, active_primary_shards: count, active_shards: count, relocating_shards: 0,
    initializing_shards: 0, unassigned_shards: 0, unassigned_primary_shards: 0, delayed_unassigned_shards: 0, number_of_pending_tasks: 0, number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0, active_shards_percent_as_number: 100,
  });
}

/** What clients and Kibana's version check look at. */
function nodes(services: Services): ApiResponse {
  const node = { name: 'embedded', version: VERSION, ip: '127.0.0.1', host: '127.0.0.1', roles: ['data', 'ingest', 'master'], attributes: {}, http: { publish_address: '127.0.0.1' }, settings: {} };
  return ok({ _nodes: { total: 1, successful: 1, failed: 0 }, cluster_name: 'embedded-elasticsearch', nodes: { [services.cluster.uuid]: node } });
}

function license(services: Services): ApiResponse {
  return ok({
    license: {
      status: 'active', uid: services.cluster.uuid, type: 'trial', issue_date: '2024-01-01T00:00:00.000Z', issue_date_in_millis: 1_704_067_200_000, max_nodes: 1000, max_resource_units: null,
      issued_to: 'embedded-elasticsearch', issuer: 'elasticsearch', start_date_in_millis: -1,
    },
  });
}

function xpack(): ApiResponse {
  const feature = { available: true, enabled: true };
  return ok({ license: { uid: 'embedded', type: 'trial', mode: 'trial', status: 'active' }, features: { security: feature, eql: feature }, tagline: 'You know, for X' });
}

function catIndices(services: Services, request: ApiRequest): ApiResponse {
  const resolved = resolveIndices(services.cluster, indexExpression(request), indicesOptions(request, { closed: 'include' }), access(request, 'indices:monitor/stats'));
  const rows = resolved.map(({ index }): Record<string, string> => {
    const count = index.documents.view().documentCount();
    return {
      health: 'green', status: index.closed ? 'close' : 'open', index: index.name, uuid: index.uuid, pri: String(index.settings['index.number_of_shards']),
      rep: String(index.settings['index.number_of_replicas']), 'docs.count': String(count), 'docs.deleted': '0', 'store.size': '0b', 'pri.store.size': '0b', 'dataset.size': '0b',
    };
  });
  const columns = request.query.has('h') ? request.query.list('h') : Object.keys(rows[0] ?? {});
  const picked = rows.map((row) => Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column] ?? ''])));
  if (request.query.get('format') === 'json' || request.headers.accept?.includes('json') === true) return ok(picked);
  const header = request.query.boolean('v', false) ? [Object.fromEntries(columns.map((column) => [column, column]))] : [];
  return { status: 200, text: table([...header, ...picked], columns) };
}

function table(rows: readonly Readonly<Record<string, string>>[], columns: readonly string[]): string {
  const widths = columns.map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  const numeric = (column: string): boolean => column.startsWith('docs.') || column === 'pri' || column === 'rep';
  const cell = (row: Readonly<Record<string, string>>, column: string, at: number): string => {
    const text = row[column] ?? '';
    return numeric(column) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  };
  return rows.map((row) => `${columns.map((column, at) => cell(row, column, at)).join(' ')}\n`).join('');
}

function stats(services: Services, request: ApiRequest): ApiResponse {
  const resolved = resolveIndices(services.cluster, indexExpression(request), indicesOptions(request), access(request, 'indices:monitor/stats'));
  const metric = request.pathParameters['metric'];
  if (metric !== undefined && metric !== 'docs' && metric !== '_all') throw notImplemented(`[_stats/${metric}]`);
  const part = (count: number): BodyValue => ({ primaries: { docs: { count, deleted: 0 } }, total: { docs: { count, deleted: 0 } } });
  const counts = resolved.map(({ index }): [string, number] => [index.name, index.documents.view().documentCount()]);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const indices = Object.fromEntries(counts.map(([name, count]) => [name, part(count)]));
  return ok({ _shards: { total: counts.length, successful: counts.length, failed: 0 }, _all: part(total), indices });
}

async function putPipeline(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/ingest/pipeline/put');
  const name = request.pathParameters['name'] ?? '';
  const body = requiredObjectBody(request);
  const { processors } = body;
  if (!isArray(processors)) throw new ElasticsearchError({ type: 'parse_exception', reason: '[processors] required property is missing', extra: { property_name: 'processors' } });
  if (body['on_failure'] !== undefined || processors.some((entry) => isObject(entry) && Object.values(entry).some((options) => isObject(options) && options['on_failure'] !== undefined))) throw notImplemented('ingest [on_failure]');
  checkProcessors(processors);
  const now = services.cluster.now();
  const stored = { body, createdMs: services.cluster.pipelines.get(name)?.createdMs ?? now, modifiedMs: now };
  services.cluster.pipelines.set(name, stored);
  await services.cluster.saveEntry('pipeline', name, stored);
  return acknowledged();
}

function getPipelines(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'cluster:admin/ingest/pipeline/get');
  const wanted = stringList(request.pathParameters['name'] ?? '*');
  const found = [...services.cluster.pipelines].filter(([name]) => wanted.some((pattern) => matchesWildcard(pattern, name)));
  const body = Object.fromEntries(found.map(([name, { body: pipeline, createdMs, modifiedMs }]) => [name, { ...(pipeline as Record<string, BodyValue>), created_date_millis: createdMs, modified_date_millis: modifiedMs }]));
  return { status: found.length === 0 && request.pathParameters['name'] !== undefined ? 404 : 200, body };
}

async function deletePipeline(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/ingest/pipeline/delete');
  const name = request.pathParameters['name'] ?? '';
  if (!services.cluster.pipelines.delete(name)) throw new ElasticsearchError({ type: 'resource_not_found_exception', reason: `pipeline [${name}] is missing` }, { status: 404 });
  await services.cluster.saveEntry('pipeline', name, undefined);
  return acknowledged();
}
