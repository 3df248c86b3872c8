import { mergeMapping, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { bodyRequired } from '../errors/known_errors';
import type { IndexState } from '../cluster/index_state';
import { resolveIndices } from '../cluster/resolve_names';
import { acknowledged, jsonBody, ok, requireObject, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isObject } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { describeMapping } from './describe_index';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

const PARAMETERS = [...INDICES_PARAMETERS, 'include_type_name', 'write_index_only', 'include_defaults'];

export function mappingRoutes(services: Services): Route[] {
  const get = (request: ApiRequest): ApiResponse => getMapping(services, request);
  const put = (request: ApiRequest): Promise<ApiResponse> => putMapping(services, request);
  const field = (request: ApiRequest): ApiResponse => getFieldMapping(services, request);
  return [
    { methods: ['GET'], path: '/{index}/_mapping', parameters: PARAMETERS, handler: get },
    { methods: ['GET'], path: '/{index}/_mappings', parameters: PARAMETERS, handler: get },
    { methods: ['GET'], path: '/_mapping', parameters: PARAMETERS, handler: get },
    { methods: ['PUT', 'POST'], path: '/{index}/_mapping', parameters: PARAMETERS, handler: put },
    { methods: ['PUT', 'POST'], path: '/{index}/_mappings', parameters: PARAMETERS, handler: put },
    { methods: ['GET'], path: '/{index}/_mapping/field/{fields}', parameters: PARAMETERS, handler: field },
    { methods: ['GET'], path: '/_mapping/field/{fields}', parameters: PARAMETERS, handler: field },
  ];
}

function resolve(services: Services, request: ApiRequest, action: string): IndexState[] {
  return resolveIndices(services.cluster, indexExpression(request), indicesOptions(request, { closed: 'include' }), access(request, action)).map(({ index }) => index);
}

function getMapping(services: Services, request: ApiRequest): ApiResponse {
  const indices = resolve(services, request, 'indices:admin/mappings/get');
  return ok(Object.fromEntries(indices.map((index) => [index.name, { mappings: describeMapping(index) }])));
}

async function putMapping(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const body = jsonBody(request);
  if (body === undefined) throw bodyRequired();
  const update = requireObject(body);
  const indices = resolve(services, request, 'indices:admin/mapping/put');
  const merged = indices.map((index) => mergeMapping(index.mapping, update));
  for (const [at, index] of indices.entries()) index.mapping = merged[at] ?? index.mapping;
  await services.cluster.saveIndex(...indices);
  return acknowledged();
}

function getFieldMapping(services: Services, request: ApiRequest): ApiResponse {
  const patterns = (request.pathParameters['fields'] ?? '').split(',');
  const out: Record<string, BodyValue> = {};
  for (const index of resolve(services, request, 'indices:admin/mappings/fields/get')) {
    const mappings: Record<string, BodyValue> = {};
    for (const [path, mapping] of leafMappings(index.mapping.source, '')) {
      if (patterns.some((pattern) => matchesWildcard(pattern, path))) mappings[path] = { full_name: path, mapping: { [path.slice(path.lastIndexOf('.') + 1)]: mapping as BodyValue } };
    }
    out[index.name] = { mappings };
  }
  return ok(out);
}

/** Leaf fields of a mapping's source and their multi-fields, by full path. */
export function* leafMappings(mapping: JsonObject, prefix: string): Iterable<[string, JsonValue]> {
  const properties = mapping['properties'];
  if (!isObject(properties)) return;
  for (const [name, field] of Object.entries(properties)) {
    if (!isObject(field)) continue;
    const path = prefix + name;
    if (isObject(field['properties']) || field['type'] === 'object' || field['type'] === 'nested') yield* leafMappings(field, `${path}.`);
    else {
      yield [path, field];
      const multi = field['fields'];
      if (isObject(multi)) for (const [inner, innerField] of Object.entries(multi)) if (innerField !== undefined) yield [`${path}.${inner}`, innerField];
    }
  }
}
