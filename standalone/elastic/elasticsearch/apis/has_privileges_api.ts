import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, validationFailed } from '../errors/known_errors';
import { ok, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject, stringList } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { authorizeCluster } from '../security/authorize';
import { CLUSTER_PRIVILEGE_NAMES } from '../security/cluster_privileges';
import { INDEX_PRIVILEGE_NAMES } from '../security/index_privileges';
import { hasApplicationPrivilege, hasClusterPrivilege, hasIndexPrivilege } from '../security/permissions';
import type { Principal } from '../security/principal';

export function hasPrivilegesRoutes(): Route[] {
  return [
    { methods: ['GET', 'POST'], path: '/_security/user/_has_privileges', parameters: [], handler: (request) => answer(request, request.principal) },
    { methods: ['GET', 'POST'], path: '/_security/user/{user}/_has_privileges', parameters: [], handler: forOther },
  ];
}

function forOther(request: ApiRequest): ApiResponse {
  if (request.pathParameters['user'] === request.principal.username) return answer(request, request.principal);
  authorizeCluster(request.principal, 'cluster:admin/xpack/security/user/has_privileges/other');
  throw illegalArgument('privileges of another user are not implemented by the embedded Elasticsearch');
}

function answer(request: ApiRequest, principal: Principal): ApiResponse {
  const body = requiredObjectBody(request);
  const cluster = stringList(body['cluster']);
  const indices = objects(body['index']);
  const applications = objects(body['application']);
  if (cluster.length + indices.length + applications.length === 0) throw validationFailed('must specify at least one privilege');
  refuseUnknown(cluster, indices);
  const found = {
    cluster: Object.fromEntries(cluster.map((privilege) => [privilege, hasClusterPrivilege(principal, privilege)])),
    index: indexAnswer(principal, indices),
    application: applicationAnswer(principal, applications),
  };
  return ok({ username: principal.username, has_all_requested: allTrue(found), ...found });
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

function refuseUnknown(cluster: readonly string[], indices: readonly JsonObject[]): void {
  const isAction = (name: string): boolean => /^(cluster|indices|internal):/.test(name);
  const wrong = cluster.find((name) => !CLUSTER_PRIVILEGE_NAMES.includes(name) && !isAction(name));
  if (wrong !== undefined) {
    throw illegalArgument(`unknown cluster privilege [${wrong}]. a privilege must be either one of the predefined cluster privilege names [${CLUSTER_PRIVILEGE_NAMES.join(',')}] or a pattern over one of the available cluster actions`);
  }
  const wrongIndex = indices.flatMap((entry) => stringList(entry['privileges'])).find((name) => !INDEX_PRIVILEGE_NAMES.includes(name.toLowerCase()) && !isAction(name));
  if (wrongIndex !== undefined) {
    throw illegalArgument(`unknown index privilege [${wrongIndex}]. a privilege must be either one of the predefined fixed indices privileges [${INDEX_PRIVILEGE_NAMES.join(',')}] or a pattern over one of the available index actions`);
  }
}

function indexAnswer(principal: Principal, entries: readonly JsonObject[]): BodyValue {
  const out: Record<string, Record<string, boolean>> = {};
  for (const entry of entries) {
    for (const name of stringList(entry['names'])) {
      const known = (out[name] ??= {});
      for (const privilege of stringList(entry['privileges'])) known[privilege] = hasIndexPrivilege(principal, privilege, name);
    }
  }
  return out;
}

function applicationAnswer(principal: Principal, entries: readonly JsonObject[]): BodyValue {
  const out: Record<string, Record<string, Record<string, boolean>>> = {};
  for (const entry of entries) {
    const application = String(entry['application'] ?? '');
    const byResource = (out[application] ??= {});
    for (const resource of stringList(entry['resources'])) {
      const known = (byResource[resource] ??= {});
      for (const privilege of stringList(entry['privileges'])) known[privilege] = hasApplicationPrivilege(principal, { application, privilege, resource });
    }
  }
  return out;
}

function allTrue(value: BodyValue): boolean {
  return typeof value === 'object' && value !== null ? Object.values(value as Record<string, BodyValue>).every(allTrue) : value === true;
}
