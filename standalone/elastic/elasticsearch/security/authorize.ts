import { ElasticsearchError } from '../../../../common/query_dsl';
import { matchesWildcard } from '../json/wildcard';
import { CLUSTER_PRIVILEGE_NAMES, clusterActions } from './cluster_privileges';
import { INDEX_PRIVILEGE_NAMES, indexActions } from './index_privileges';
import { hasNamedClusterPrivilege, mayOnCluster, mayOnSomeIndex } from './permissions';
import { describePrincipal, type Principal } from './principal';

const grantedBy = (names: readonly string[], actions: (name: string) => readonly string[], action: string): string =>
  names.filter((name) => actions(name).some((pattern) => matchesWildcard(pattern, action))).join(',');

function securityException(reason: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'security_exception', reason }, { status: 403 });
}

/** The refusal of an action on indices. */
export function unauthorizedOnIndices(principal: Principal, action: string, names: readonly string[]): ElasticsearchError {
  const where = names.length === 0 ? '' : ` on indices [${names.join(',')}]`;
  const granting = grantedBy(INDEX_PRIVILEGE_NAMES, indexActions, action);
  return securityException(`action [${action}] is unauthorized for ${describePrincipal(principal)}${where}, this action is granted by the index privileges [${granting}]`);
}

export function unauthorizedOnCluster(principal: Principal, action: string): ElasticsearchError {
  const granting = grantedBy(CLUSTER_PRIVILEGE_NAMES, clusterActions, action);
  return securityException(`action [${action}] is unauthorized for ${describePrincipal(principal)}, this action is granted by the cluster privileges [${granting}]`);
}

/** @throws ElasticsearchError 403 */
export function authorizeCluster(principal: Principal, action: string): void {
  if (!mayOnCluster(principal, action)) throw unauthorizedOnCluster(principal, action);
}

/** For actions on API keys, which `manage_own_api_key` allows where only own keys are touched. @throws ElasticsearchError 403 */
export function authorizeOwnApiKeys(principal: Principal, action: string, ownOnly: boolean): void {
  if (mayOnCluster(principal, action) || (ownOnly && hasNamedClusterPrivilege(principal, 'manage_own_api_key'))) return;
  throw unauthorizedOnCluster(principal, action);
}

/** For requests that name their indices line by line: refused whole where the action is granted nowhere. @throws ElasticsearchError 403 */
export function authorizeSomewhere(principal: Principal, action: string): void {
  if (!mayOnSomeIndex(principal, action)) throw unauthorizedOnIndices(principal, action, []);
}
