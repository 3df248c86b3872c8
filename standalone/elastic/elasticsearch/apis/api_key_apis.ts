import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { parseDurationMs } from '../cluster/index_settings';
import { causeOf } from '../errors/error_body';
import { illegalArgument, validationFailed } from '../errors/known_errors';
import { objectBody, ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isObject, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import type { RoleDescriptor } from '../options';
import { authorizeCluster, authorizeOwnApiKeys } from '../security/authorize';
import { hashSecret, randomId, randomUuid } from '../security/credentials';
import { mayOnCluster } from '../security/permissions';
import type { Principal } from '../security/principal';
import type { ApiKey } from '../security/security_state';
import { readRoleDescriptor } from './security_apis';
import type { Services } from './services';

const ACTION = 'cluster:admin/xpack/security/api_key';
const PARAMETERS = ['refresh', 'id', 'name', 'owner', 'username', 'realm_name', 'with_limited_by', 'active_only', 'with_profile_uid'];

export function apiKeyRoutes(services: Services): Route[] {
  return [
    { methods: ['POST', 'PUT'], path: '/_security/api_key', parameters: PARAMETERS, handler: (request) => create(services, request) },
    { methods: ['POST'], path: '/_security/api_key/grant', parameters: PARAMETERS, handler: (request) => grant(services, request) },
    { methods: ['GET'], path: '/_security/api_key', parameters: PARAMETERS, handler: (request) => get(services, request) },
    { methods: ['DELETE'], path: '/_security/api_key', parameters: PARAMETERS, handler: (request) => invalidate(services, request) },
  ];
}

async function create(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeOwnApiKeys(request.principal, `${ACTION}/create`, true);
  return ok(await make(services, request.principal, requiredObjectBody(request)));
}

async function make(services: Services, owner: Principal, body: JsonObject): Promise<BodyValue> {
  const name = body['name'];
  if (typeof name !== 'string') throw illegalArgument('Required [name]');
  if (name.trim() === '') throw validationFailed('api key name is required');
  const now = services.cluster.now();
  const secret = randomUuid();
  const expiresMs = expiry(body, now);
  const key: ApiKey = {
    id: randomId(), name, secretHash: hashSecret(secret), username: owner.username, realm: owner.realm, createdMs: now, expiresMs, invalidatedMs: undefined,
    metadata: isObject(body['metadata']) ? body['metadata'] : {}, descriptors: readDescriptors(body), limitedBy: owner.grants,
  };
  services.cluster.security.apiKeys.set(key.id, key);
  await services.cluster.saveEntry('api_key', key.id, key);
  const encoded = Buffer.from(`${key.id}:${secret}`).toString('base64');
  return { id: key.id, name, ...(expiresMs === undefined ? {} : { expiration: expiresMs }), api_key: secret, encoded };
}

function readDescriptors(body: JsonObject): Record<string, RoleDescriptor> {
  const given = body['role_descriptors'];
  if (!isObject(given)) return {};
  return Object.fromEntries(Object.entries(given).map(([role, descriptor]) => [role, readRoleDescriptor(isObject(descriptor) ? descriptor : {})]));
}

function expiry(body: JsonObject, now: number): number | undefined {
  if (body['expiration'] === undefined || body['expiration'] === null) return undefined;
  const duration = parseDurationMs(String(body['expiration']));
  if (duration === undefined) throw illegalArgument(`failed to parse setting [expiration] with value [${String(body['expiration'])}] as a time value: unit is missing or unrecognized`);
  return now + duration;
}

const CHALLENGE = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', 'ApiKey'];

async function grant(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, `${ACTION}/grant`);
  const body = requiredObjectBody(request);
  if (body['grant_type'] !== 'password') throw illegalArgument(`grant type [${String(body['grant_type'])}] is not implemented by the embedded Elasticsearch`);
  const username = String(body['username'] ?? '');
  const owner = services.authenticator.login(username, String(body['password'] ?? ''));
  if (owner === undefined) {
    const inner = new ElasticsearchError({ type: 'security_exception', reason: `unable to authenticate user [${username}] for action [${ACTION}/grant]`, extra: { header: { 'WWW-Authenticate': CHALLENGE } } });
    throw new ElasticsearchError({ type: 'security_exception', reason: 'Failed to authenticate api key grant', causedBy: causeOf(inner) }, { status: 403 });
  }
  return ok(await make(services, owner, isObject(body['api_key']) ? body['api_key'] : {}));
}

interface Selection {
  readonly ids: readonly string[];
  readonly name: string | undefined;
  readonly username: string | undefined;
  readonly realm: string | undefined;
  readonly owner: boolean;
}

function select(services: Services, principal: Principal, selection: Selection): ApiKey[] {
  return [...services.cluster.security.apiKeys.values()].filter((key) =>
    (selection.ids.length === 0 || selection.ids.includes(key.id))
    && (selection.name === undefined || matchesWildcard(selection.name, key.name))
    && (selection.username === undefined || selection.username === key.username)
    && (selection.realm === undefined || selection.realm === key.realm.name)
    && (!selection.owner || isOwn(key, principal)));
}

function isOwn(key: ApiKey, principal: Principal): boolean {
  if (principal.apiKey !== undefined) return principal.apiKey.id === key.id;
  return key.username === principal.username && key.realm.name === principal.realm.name;
}

function get(services: Services, request: ApiRequest): ApiResponse {
  const { query, principal } = request;
  const owner = query.boolean('owner', false);
  authorizeOwnApiKeys(principal, `${ACTION}/get`, owner || principal.apiKey?.id === query.get('id'));
  const selection: Selection = { ids: query.list('id'), name: query.get('name'), username: query.get('username'), realm: query.get('realm_name'), owner: owner && !(principal.apiKey !== undefined && query.has('id')) };
  const now = services.cluster.now();
  const active = (key: ApiKey): boolean => key.invalidatedMs === undefined && (key.expiresMs === undefined || key.expiresMs > now);
  const found = select(services, principal, selection).filter((key) => !query.boolean('active_only', false) || active(key));
  return ok({ api_keys: found.map((key) => describe(key, query.boolean('with_limited_by', false))) });
}

function describe(key: ApiKey, withLimitedBy: boolean): BodyValue {
  return {
    id: key.id,
    name: key.name,
    type: 'rest',
    creation: key.createdMs,
    ...(key.expiresMs === undefined ? {} : { expiration: key.expiresMs }),
    invalidated: key.invalidatedMs !== undefined,
    ...(key.invalidatedMs === undefined ? {} : { invalidation: key.invalidatedMs }),
    username: key.username,
    realm: key.realm.name,
    realm_type: key.realm.type,
    metadata: key.metadata as BodyValue,
    role_descriptors: key.descriptors as unknown as BodyValue,
    ...(withLimitedBy ? { limited_by: key.limitedBy.map((descriptors) => Object.fromEntries(descriptors.map((descriptor, at) => [`role_${at}`, descriptor]))) as unknown as BodyValue } : {}),
  };
}

async function invalidate(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const body = objectBody(request);
  const owner = body['owner'] === true;
  const ids = [...stringList(body['ids']), ...stringList(body['id'])];
  const text = (key: string): string | undefined => (typeof body[key] === 'string' ? body[key] : undefined);
  const selection: Selection = { ids, name: text('name'), username: text('username'), realm: text('realm_name'), owner };
  if (ids.length === 0 && !owner && selection.name === undefined && selection.username === undefined && selection.realm === undefined) {
    throw validationFailed('One of [api key id(s), api key name, username, realm name] must be specified if [owner] flag is false');
  }
  authorizeOwnApiKeys(request.principal, `${ACTION}/invalidate`, owner);
  const found = select(services, request.principal, { ...selection, owner: owner && !mayOnCluster(request.principal, `${ACTION}/invalidate`) ? true : owner });
  const now = services.cluster.now();
  const fresh = found.filter((key) => key.invalidatedMs === undefined);
  for (const key of fresh) services.cluster.security.apiKeys.set(key.id, { ...key, invalidatedMs: now });
  await services.cluster.save({ metadata: new Map(fresh.map((key) => [`api_key/${key.id}`, services.cluster.security.apiKeys.get(key.id) as unknown as JsonObject])) });
  return ok({
    invalidated_api_keys: fresh.map((key) => key.id),
    previously_invalidated_api_keys: found.filter((key) => key.invalidatedMs !== undefined).map((key) => key.id),
    error_count: 0,
  });
}
