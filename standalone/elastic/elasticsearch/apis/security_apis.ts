// One concept fills this file: the routes under /_security that hosts and clients need.
import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, validationFailed } from '../errors/known_errors';
import { ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject, stringList } from '../json/values';
import type { BodyValue } from '../json/write_json';
import type { ApplicationPrivileges, IndexPrivileges, RoleDescriptor } from '../options';
import { authorizeCluster } from '../security/authorize';
import { hashPassword } from '../security/credentials';
import type { NativeUser } from '../security/security_state';
import type { Services } from './services';

const PARAMETERS = ['refresh', 'master_timeout', 'with_profile_uid'];

export function securityRoutes(services: Services): Route[] {
  const user = (methods: string[], path: string, handler: Route['handler']): Route => ({ methods, path, parameters: PARAMETERS, handler });
  return [
    user(['GET'], '/_security/_authenticate', authenticateInfo),
    user(['GET'], '/_security/user/_privileges', ownPrivileges),
    user(['PUT', 'POST'], '/_security/user/{name}', (request) => putUser(services, request)),
    user(['GET'], '/_security/user/{name}', (request) => getUsers(services, request)),
    user(['GET'], '/_security/user', (request) => getUsers(services, request)),
    user(['DELETE'], '/_security/user/{name}', (request) => deleteUser(services, request)),
    user(['PUT', 'POST'], '/_security/role/{name}', (request) => putRole(services, request)),
    user(['GET'], '/_security/role/{name}', (request) => getRoles(services, request)),
    user(['GET'], '/_security/role', (request) => getRoles(services, request)),
    user(['DELETE'], '/_security/role/{name}', (request) => deleteRole(services, request)),
  ];
}

function authenticateInfo({ principal }: ApiRequest): ApiResponse {
  const { apiKey, realm } = principal;
  return ok({
    username: principal.username,
    roles: principal.roles,
    full_name: principal.fullName,
    email: principal.email,
    metadata: principal.metadata as BodyValue,
    enabled: true,
    authentication_realm: { name: realm.name, type: realm.type },
    lookup_realm: { name: realm.name, type: realm.type },
    authentication_type: apiKey === undefined ? 'realm' : 'api_key',
    ...(apiKey === undefined ? {} : { api_key: { id: apiKey.id, name: apiKey.name } }),
  });
}

function ownPrivileges({ principal }: ApiRequest): ApiResponse {
  const descriptors = principal.grants[0] ?? [];
  const unique = <T>(values: readonly T[]): T[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  return ok({
    cluster: unique(descriptors.flatMap((descriptor) => [...(descriptor.cluster ?? [])])),
    global: [],
    indices: unique(descriptors.flatMap((descriptor) => (descriptor.indices ?? []).map(writeIndices))) as BodyValue,
    applications: unique(descriptors.flatMap((descriptor) => [...(descriptor.applications ?? [])])) as unknown as BodyValue,
    run_as: unique(descriptors.flatMap((descriptor) => [...(descriptor.run_as ?? [])])),
  });
}

function writeIndices(entry: IndexPrivileges): BodyValue {
  return { names: entry.names, privileges: entry.privileges, allow_restricted_indices: entry.allow_restricted_indices ?? false };
}

const MIN_PASSWORD = 6;

async function putUser(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/user/put');
  const { security } = services.cluster;
  const username = request.pathParameters['name'] ?? '';
  const body = requiredObjectBody(request);
  if (security.hostUsers.has(username)) throw illegalArgument(`user [${username}] is reserved and may not be changed here`);
  const existing = security.nativeUsers.get(username);
  const password = body['password'];
  if (typeof password === 'string' && password.length < MIN_PASSWORD) throw validationFailed(`Password is not valid: passwords must be at least [${MIN_PASSWORD}] characters long`);
  if (password === undefined && existing === undefined) throw validationFailed('password must be specified unless you are updating an existing user');
  const user: NativeUser = {
    username,
    passwordHash: typeof password === 'string' ? hashPassword(password) : existing?.passwordHash ?? '',
    roles: stringList(body['roles']),
    fullName: textOrNull(body['full_name']),
    email: textOrNull(body['email']),
    metadata: isObject(body['metadata']) ? body['metadata'] : {},
    enabled: body['enabled'] !== false,
  };
  security.nativeUsers.set(username, user);
  await services.cluster.saveEntry('user', username, user);
  return ok({ created: existing === undefined });
}

function textOrNull(value: JsonValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function describeUser(user: Omit<NativeUser, 'passwordHash'>): BodyValue {
  return { username: user.username, roles: user.roles, full_name: user.fullName, email: user.email, metadata: user.metadata as BodyValue, enabled: user.enabled };
}

function getUsers(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/user/get');
  const { security } = services.cluster;
  const wanted = request.pathParameters['name'];
  const names = wanted === undefined ? [...security.hostUsers.keys(), ...security.nativeUsers.keys()] : stringList(wanted);
  const found: Record<string, BodyValue> = {};
  for (const name of names) {
    const host = security.hostUsers.get(name);
    const native = security.nativeUsers.get(name);
    if (host !== undefined) found[name] = describeUser({ username: name, roles: host.roles, fullName: host.fullName ?? null, email: host.email ?? null, metadata: { _reserved: true }, enabled: true });
    else if (native !== undefined) found[name] = describeUser(native);
  }
  return { status: wanted !== undefined && Object.keys(found).length === 0 ? 404 : 200, body: found };
}

async function deleteUser(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/user/delete');
  const name = request.pathParameters['name'] ?? '';
  if (services.cluster.security.hostUsers.has(name)) throw illegalArgument(`user [${name}] is reserved and cannot be deleted`);
  const found = services.cluster.security.nativeUsers.delete(name);
  if (found) await services.cluster.saveEntry('user', name, undefined);
  return { status: found ? 200 : 404, body: { found } };
}

async function putRole(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/role/put');
  const { security } = services.cluster;
  const name = request.pathParameters['name'] ?? '';
  if (security.role(name)?.metadata?.['_reserved'] === true) throw illegalArgument(`Role [${name}] is reserved and may not be used.`);
  const created = security.role(name) === undefined;
  const role = readRoleDescriptor(requiredObjectBody(request));
  security.roles.set(name, role);
  await services.cluster.saveEntry('role', name, role);
  return ok({ role: { created } });
}

/** Reads a role descriptor of a request. @throws ElasticsearchError for keys nobody knows, and for field or document security */
export function readRoleDescriptor(body: JsonObject): RoleDescriptor {
  const known = new Set(['cluster', 'indices', 'index', 'applications', 'run_as', 'metadata', 'transient_metadata', 'global', 'description', 'restriction', 'remote_indices', 'remote_cluster']);
  const unknown = Object.keys(body).find((key) => !known.has(key));
  if (unknown !== undefined) throw new ElasticsearchError({ type: 'parse_exception', reason: `failed to parse role. unexpected field [${unknown}]` });
  const indices = body['indices'] ?? body['index'];
  return {
    cluster: stringList(body['cluster']),
    indices: objects(indices).map(readIndexPrivileges),
    applications: objects(body['applications']).map((entry): ApplicationPrivileges => ({
      application: String(entry['application'] ?? ''), privileges: stringList(entry['privileges']), resources: stringList(entry['resources']),
    })),
    run_as: stringList(body['run_as']),
    metadata: isObject(body['metadata']) ? body['metadata'] : {},
  };
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

function readIndexPrivileges(entry: JsonObject): IndexPrivileges {
  if (entry['query'] !== undefined || entry['field_security'] !== undefined) {
    throw new ElasticsearchError({ type: 'not_implemented_exception', reason: 'document and field level security are not implemented by the embedded Elasticsearch' }, { status: 501 });
  }
  return { names: stringList(entry['names']), privileges: stringList(entry['privileges']), allow_restricted_indices: entry['allow_restricted_indices'] === true };
}

function describeRole(role: RoleDescriptor): BodyValue {
  return {
    cluster: role.cluster ?? [],
    indices: (role.indices ?? []).map(writeIndices),
    applications: (role.applications ?? []) as unknown as BodyValue,
    run_as: role.run_as ?? [],
    metadata: (role.metadata ?? {}) as BodyValue,
    transient_metadata: { enabled: true },
  };
}

function getRoles(services: Services, request: ApiRequest): ApiResponse {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/role/get');
  const { security } = services.cluster;
  const wanted = request.pathParameters['name'];
  const found: Record<string, BodyValue> = {};
  for (const name of wanted === undefined ? security.roleNames() : stringList(wanted)) {
    const role = security.role(name);
    if (role !== undefined) found[name] = describeRole(role);
  }
  return { status: wanted !== undefined && Object.keys(found).length === 0 ? 404 : 200, body: found };
}

async function deleteRole(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/role/delete');
  const name = request.pathParameters['name'] ?? '';
  const found = services.cluster.security.roles.delete(name);
  if (found) await services.cluster.saveEntry('role', name, undefined);
  return { status: found ? 200 : 404, body: { found } };
}

