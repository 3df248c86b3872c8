import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import type { StoredTemplate } from '../cluster/cluster_state';
import { nestSettings, readSettings } from '../cluster/index_settings';
import { checkIndexTemplate, composeBody, composeTemplate } from '../cluster/templates';
import { illegalArgument } from '../errors/known_errors';
import { acknowledged, ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isObject, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { authorizeCluster } from '../security/authorize';
import type { Services } from './services';

const PARAMETERS = ['create', 'cause', 'master_timeout', 'timeout', 'flat_settings', 'include_defaults', 'local'];

interface Kind {
  readonly path: string;
  readonly storeKind: string;
  readonly action: string;
  readonly templates: (services: Services) => Map<string, StoredTemplate>;
  readonly listKey: string;
  readonly bodyKey: string;
  readonly notFound: (name: string) => ElasticsearchError;
  readonly missing: (name: string) => ElasticsearchError;
}

const notFound = (what: string, name: string): ElasticsearchError => new ElasticsearchError({ type: 'resource_not_found_exception', reason: `${what} matching [${name}] not found` }, { status: 404 });
const missing = (what: string, name: string): ElasticsearchError => new ElasticsearchError({ type: 'index_template_missing_exception', reason: `${what} [${name}] missing` }, { status: 404 });

const INDEX_TEMPLATE: Kind = {
  path: '/_index_template', storeKind: 'index_template', action: 'indices:admin/index_template', templates: (services) => services.cluster.indexTemplates,
  listKey: 'index_templates', bodyKey: 'index_template', notFound: (name) => notFound('index template', name), missing: (name) => missing('index_template', name),
};
const COMPONENT_TEMPLATE: Kind = {
  path: '/_component_template', storeKind: 'component_template', action: 'cluster:admin/component_template', templates: (services) => services.cluster.componentTemplates,
  listKey: 'component_templates', bodyKey: 'component_template', notFound: (name) => notFound('component template', name),
  missing: (name) => new ElasticsearchError({ type: 'resource_not_found_exception', reason: name }, { status: 404 }),
};

export function templateRoutes(services: Services): Route[] {
  return [
    ...routesOf(services, INDEX_TEMPLATE, (request) => putIndexTemplate(services, request)),
    ...routesOf(services, COMPONENT_TEMPLATE, (request) => putComponentTemplate(services, request)),
    { methods: ['POST'], path: '/_index_template/_simulate_index/{name}', parameters: PARAMETERS, handler: (request) => simulateIndex(services, request) },
    { methods: ['POST'], path: '/_index_template/_simulate/{name}', parameters: PARAMETERS, handler: (request) => simulate(services, request) },
  ];
}

function routesOf(services: Services, kind: Kind, put: (request: ApiRequest) => Promise<ApiResponse>): Route[] {
  const get = (request: ApiRequest): ApiResponse => getTemplates(services, kind, request);
  return [
    { methods: ['PUT', 'POST'], path: `${kind.path}/{name}`, parameters: PARAMETERS, handler: put },
    { methods: ['GET'], path: kind.path, parameters: PARAMETERS, handler: get },
    { methods: ['GET', 'HEAD'], path: `${kind.path}/{name}`, parameters: PARAMETERS, handler: get },
    { methods: ['DELETE'], path: `${kind.path}/{name}`, parameters: PARAMETERS, handler: (request) => deleteTemplates(services, kind, request) },
  ];
}

async function store(services: Services, kind: Kind, name: string, body: JsonObject): Promise<ApiResponse> {
  const templates = kind.templates(services);
  const now = services.cluster.now();
  const template: StoredTemplate = { body, createdMs: templates.get(name)?.createdMs ?? now, modifiedMs: now };
  templates.set(name, template);
  await services.cluster.saveEntry(kind.storeKind, name, template);
  return acknowledged();
}

function putIndexTemplate(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'indices:admin/index_template/put');
  const name = request.pathParameters['name'] ?? '';
  const body = requiredObjectBody(request);
  checkIndexTemplate(services.cluster, name, body, request.query.boolean('create', false));
  return store(services, INDEX_TEMPLATE, name, normalise(body));
}

/** The body as it is shown later: lists as lists, the data stream entry whole. */
function normalise(body: JsonObject): JsonObject {
  const dataStream = body['data_stream'];
  return {
    ...body,
    index_patterns: stringList(body['index_patterns']),
    composed_of: stringList(body['composed_of']),
    ...(isObject(dataStream) ? { data_stream: { hidden: false, allow_custom_routing: false, ...dataStream } } : {}),
  };
}

function putComponentTemplate(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/component_template/put');
  const name = request.pathParameters['name'] ?? '';
  const body = requiredObjectBody(request);
  if (request.query.boolean('create', false) && services.cluster.componentTemplates.has(name)) throw illegalArgument(`component template [${name}] already exists`);
  if (!isObject(body['template'])) throw illegalArgument('Required [template]');
  composeBody(services.cluster, name, { template: body['template'] });
  return store(services, COMPONENT_TEMPLATE, name, body);
}

function getTemplates(services: Services, kind: Kind, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, `${kind.action}/get`);
  const wanted = request.pathParameters['name'];
  const found = [...kind.templates(services)].filter(([name]) => wanted === undefined || stringList(wanted).some((pattern) => matchesWildcard(pattern, name)));
  if (found.length === 0 && wanted !== undefined && !wanted.includes('*')) throw kind.notFound(wanted);
  return ok({ [kind.listKey]: found.map(([name, template]): BodyValue => ({ name, [kind.bodyKey]: describe(template) })) });
}

function describe(template: StoredTemplate): BodyValue {
  const body: Record<string, unknown> = { ...template.body };
  const inner = template.body['template'];
  if (isObject(inner) && isObject(inner['settings'])) body['template'] = { ...inner, settings: nestSettings(readSettings(inner['settings'])) };
  return { ...body, created_date_millis: template.createdMs, modified_date_millis: template.modifiedMs } as BodyValue;
}

async function deleteTemplates(services: Services, kind: Kind, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, `${kind.action}/delete`);
  const wanted = stringList(request.pathParameters['name']);
  const templates = kind.templates(services);
  const names = [...templates.keys()].filter((name) => wanted.some((pattern) => matchesWildcard(pattern, name)));
  const absent = wanted.filter((pattern) => !pattern.includes('*') && !templates.has(pattern));
  if (absent.length > 0) throw kind.missing(absent.join(','));
  if (kind === INDEX_TEMPLATE) refuseInUse(services, names);
  for (const name of names) templates.delete(name);
  await services.cluster.save({ metadata: new Map(names.map((name) => [`${kind.storeKind}/${name}`, undefined])) });
  return acknowledged();
}

function refuseInUse(services: Services, names: readonly string[]): void {
  const used = [...services.cluster.dataStreams.values()].filter((stream) => names.includes(stream.template));
  if (used.length === 0) return;
  throw illegalArgument(`unable to remove composable templates [${names.join(', ')}] as they are in use by a data streams [${used.map((stream) => stream.name).join(', ')}]`);
}

function simulateIndex(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'indices:admin/index_template/simulate_index');
  const composed = composeTemplate(services.cluster, request.pathParameters['name'] ?? '');
  return ok(simulated(composed));
}

function simulate(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'indices:admin/index_template/simulate');
  const name = request.pathParameters['name'] ?? '';
  const template = services.cluster.indexTemplates.get(name);
  if (template === undefined) throw illegalArgument(`unable to simulate template [${name}] that does not exist`);
  return ok(simulated(composeBody(services.cluster, name, template.body)));
}

function simulated(composed: ReturnType<typeof composeTemplate>): BodyValue {
  const { settings, mappings, aliases } = composed;
  return { template: { settings: nestSettings(settings) as BodyValue, mappings: mappings as BodyValue, aliases: aliases as BodyValue }, overlapping: [] };
}
