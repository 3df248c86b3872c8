import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { refuseAliasName } from '../cluster/create_index';
import type { AliasProperties, IndexState } from '../cluster/index_state';
import { resolveIndices } from '../cluster/resolve_names';
import { illegalArgument, indexNotFound } from '../errors/known_errors';
import { objectBody, ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import { PlainError } from '../http/plain_error';
import type { Route } from '../http/router';
import { isArray, isObject, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { describeAliases } from './describe_index';
import { removeIndices } from './index_apis';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

export function aliasRoutes(services: Services): Route[] {
  const get = (request: ApiRequest): ApiResponse => getAliases(services, request);
  const put = (request: ApiRequest): Promise<ApiResponse> => putAlias(services, request);
  const remove = (request: ApiRequest): Promise<ApiResponse> => deleteAlias(services, request);
  return [
    { methods: ['POST'], path: '/_aliases', parameters: INDICES_PARAMETERS, handler: (request) => updateAliases(services, request) },
    ...['/_alias', '/_alias/{name}', '/{index}/_alias', '/{index}/_alias/{name}'].map((path) => ({ methods: ['GET', 'HEAD'], path, parameters: INDICES_PARAMETERS, handler: get })),
    { methods: ['GET'], path: '/_aliases', parameters: INDICES_PARAMETERS, handler: get },
    ...['/{index}/_alias/{name}', '/{index}/_aliases/{name}'].map((path) => ({ methods: ['PUT', 'POST'], path, parameters: INDICES_PARAMETERS, handler: put })),
    ...['/{index}/_alias/{name}', '/{index}/_aliases/{name}'].map((path) => ({ methods: ['DELETE'], path, parameters: INDICES_PARAMETERS, handler: remove })),
  ];
}

function getAliases(services: Services, request: ApiRequest): ApiResponse {
  const names = stringList(request.pathParameters['name']);
  const indices = resolveIndices(services.cluster, indexExpression(request), indicesOptions(request, { closed: 'include', includeHidden: true }), access(request, 'indices:admin/aliases/get'));
  const wanted = (alias: string): boolean => names.length === 0 || names.some((name) => name === '_all' || matchesWildcard(name, alias));
  const out: Record<string, BodyValue> = {};
  const seen = new Set<string>();
  for (const { index } of indices) {
    const aliases = describeAliases(index, wanted);
    for (const alias of Object.keys(aliases)) seen.add(alias);
    if (Object.keys(aliases).length > 0 || (names.length === 0 && request.pathParameters['index'] !== undefined) || names.length === 0) out[index.name] = { aliases };
  }
  const missing = names.filter((name) => !name.includes('*') && name !== '_all' && !seen.has(name));
  if (missing.length > 0) throw new PlainError(404, { error: `alias${missing.length > 1 ? 'es' : ''} [${missing.join(',')}] missing`, status: 404, ...out });
  return ok(out);
}

function aliasMissing(name: string): ElasticsearchError {
  return new ElasticsearchError({
    type: 'aliases_not_found_exception', reason: `aliases [${name}] missing`, extra: { 'resource.type': 'aliases', 'resource.id': name },
  }, { status: 404 });
}

function targets(services: Services, request: ApiRequest, expression: readonly string[], action: string): IndexState[] {
  return resolveIndices(services.cluster, expression, { closed: 'include', includeHidden: true }, access(request, action)).map(({ index }) => index);
}

const PROPERTY_KEYS = ['filter', 'is_write_index', 'is_hidden', 'index_routing', 'search_routing'] as const;

function aliasProperties(options: JsonObject): AliasProperties {
  const out: Record<string, unknown> = {};
  for (const key of PROPERTY_KEYS) if (options[key] !== undefined && options[key] !== null) out[key] = options[key];
  if (options['routing'] !== undefined) Object.assign(out, { index_routing: options['routing'], search_routing: options['routing'] });
  return out as AliasProperties;
}

async function putAlias(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const alias = request.pathParameters['name'] ?? '';
  refuseAliasName(services.cluster, alias);
  const indices = targets(services, request, stringList(indexExpression(request)), 'indices:admin/aliases');
  for (const index of indices) index.aliases.set(alias, aliasProperties(objectBody(request)));
  await services.cluster.saveIndex(...indices);
  return ok({ acknowledged: true, errors: false });
}

async function deleteAlias(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['name'] ?? '';
  const indices = targets(services, request, stringList(indexExpression(request)), 'indices:admin/aliases');
  const touched = removeAliases(indices, [name]);
  if (touched.length === 0) throw aliasMissing(name);
  await services.cluster.saveIndex(...touched);
  return ok({ acknowledged: true, errors: false });
}

function removeAliases(indices: readonly IndexState[], patterns: readonly string[]): IndexState[] {
  return indices.filter((index) => {
    const names = [...index.aliases.keys()].filter((alias) => patterns.some((pattern) => matchesWildcard(pattern, alias)));
    for (const alias of names) index.aliases.delete(alias);
    return names.length > 0;
  });
}

/** Checks every action before it makes the first change. */
async function updateAliases(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const actions = requiredObjectBody(request)['actions'];
  if (!isArray(actions) || actions.length === 0) throw illegalArgument('No action specified');
  const planned = actions.map((entry) => planAction(services, request, isObject(entry) ? entry : {}));
  const touched = new Set<IndexState>();
  for (const run of planned) for (const index of run()) touched.add(index);
  const removed = [...touched].filter((index) => services.cluster.indices.get(index.name) !== index);
  if (removed.length > 0) await removeIndices(services.cluster, removed);
  await services.cluster.saveIndex(...[...touched].filter((index) => !removed.includes(index)));
  return ok({ acknowledged: true, errors: false });
}

function planAction(services: Services, request: ApiRequest, entry: JsonObject): () => IndexState[] {
  const [kind = '', options] = Object.entries(entry)[0] ?? [];
  if (!isObject(options)) throw illegalArgument(`[alias_action] failed to parse field [${kind}]`);
  const names = [...stringList(options['index']), ...stringList(options['indices'])];
  const aliases = [...stringList(options['alias']), ...stringList(options['aliases'])];
  if (kind === 'remove_index') return planRemoveIndex(services, request, names);
  if (kind !== 'add' && kind !== 'remove') throw illegalArgument(`[aliases] unknown field [${kind}]`);
  if (names.length === 0) throw illegalArgument('One of [index] or [indices] is required');
  if (aliases.length === 0) throw illegalArgument('One of [alias] or [aliases] is required');
  const indices = targets(services, request, names, 'indices:admin/aliases');
  if (kind === 'add') {
    for (const alias of aliases) refuseAliasName(services.cluster, alias);
    return () => {
      for (const index of indices) for (const alias of aliases) index.aliases.set(alias, aliasProperties(options));
      return indices;
    };
  }
  const present = indices.some((index) => [...index.aliases.keys()].some((alias) => aliases.some((pattern) => matchesWildcard(pattern, alias))));
  if (!present && options['must_exist'] !== false) throw aliasMissing(aliases.join(','));
  return () => removeAliases(indices, aliases);
}

function planRemoveIndex(services: Services, request: ApiRequest, names: readonly string[]): () => IndexState[] {
  const missing = names.find((name) => !name.includes('*') && !services.cluster.indices.has(name));
  if (missing !== undefined) throw indexNotFound(missing);
  const indices = targets(services, request, names, 'indices:admin/delete');
  return () => {
    for (const index of indices) services.cluster.indices.delete(index.name);
    return indices;
  };
}
