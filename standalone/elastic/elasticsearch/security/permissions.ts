import { matchesWildcard } from '../json/wildcard';
import type { RoleDescriptor } from '../options';
import { clusterActions } from './cluster_privileges';
import { indexActions } from './index_privileges';
import type { Principal } from './principal';

/** Everything but names that begin with a dot or with `ilm-history-`: the one regular expression built-in roles use. */
const ALL_BUT_HIDDEN = '/~(([.]|ilm-history-).*)/';

/** Tells whether a role's pattern covers a name; the name may itself hold a `*`, which only a `*` covers. */
export function coversName(pattern: string, name: string): boolean {
  if (pattern === ALL_BUT_HIDDEN) return !name.startsWith('.') && !name.startsWith('ilm-history-') && !name.startsWith('*');
  return matchesWildcard(pattern, name);
}

const allows = (patterns: readonly string[], action: string): boolean => patterns.some((pattern) => matchesWildcard(pattern, action));

function everyGrant(principal: Principal, test: (descriptors: readonly RoleDescriptor[]) => boolean): boolean {
  return principal.grants.every(test);
}

/** May the principal do this on the index, alias or data stream of any of these names? */
export function mayOnIndex(principal: Principal, action: string, names: readonly string[]): boolean {
  return everyGrant(principal, (descriptors) =>
    descriptors.some((descriptor) => (descriptor.indices ?? []).some((entry) =>
      entry.names.some((pattern) => names.some((name) => coversName(pattern, name)))
      && entry.privileges.some((privilege) => allows(indexActions(privilege), action)))));
}

/** May the principal do this on some index at all? */
export function mayOnSomeIndex(principal: Principal, action: string): boolean {
  return everyGrant(principal, (descriptors) =>
    descriptors.some((descriptor) => (descriptor.indices ?? []).some((entry) => entry.privileges.some((privilege) => allows(indexActions(privilege), action)))));
}

export function mayOnCluster(principal: Principal, action: string): boolean {
  return everyGrant(principal, (descriptors) =>
    descriptors.some((descriptor) => (descriptor.cluster ?? []).some((privilege) => allows(clusterActions(privilege), action))));
}

/** True where one of the roles names the privilege itself (for those whose reach depends on the request). */
export function hasNamedClusterPrivilege(principal: Principal, privilege: string): boolean {
  return everyGrant(principal, (descriptors) => descriptors.some((descriptor) => (descriptor.cluster ?? []).includes(privilege)));
}

/** As `_has_privileges` asks: are all actions of the cluster privilege granted? */
export function hasClusterPrivilege(principal: Principal, privilege: string): boolean {
  return everyGrant(principal, (descriptors) => {
    const granted = descriptors.flatMap((descriptor) => [...(descriptor.cluster ?? [])]);
    if (granted.includes(privilege) || granted.includes('all')) return true;
    const wanted = clusterActions(privilege);
    const patterns = granted.flatMap((name) => [...clusterActions(name)]);
    return wanted.length > 0 && wanted.every((action) => allows(patterns, action));
  });
}

/** As `_has_privileges` asks: are all actions of the privilege granted on every index the name may stand for? */
export function hasIndexPrivilege(principal: Principal, privilege: string, name: string): boolean {
  return everyGrant(principal, (descriptors) => {
    const entries = descriptors.flatMap((descriptor) => [...(descriptor.indices ?? [])]);
    const covering = entries.filter((entry) => entry.names.some((pattern) => coversName(pattern, name)));
    const granted = covering.flatMap((entry) => entry.privileges);
    if (granted.includes(privilege)) return true;
    const wanted = indexActions(privilege);
    const patterns = granted.flatMap((entry) => [...indexActions(entry)]);
    return wanted.length > 0 && wanted.every((action) => allows(patterns, action));
  });
}

export interface ApplicationQuestion {
  readonly application: string;
  readonly privilege: string;
  readonly resource: string;
}

export function hasApplicationPrivilege(principal: Principal, question: ApplicationQuestion): boolean {
  return everyGrant(principal, (descriptors) =>
    descriptors.some((descriptor) => (descriptor.applications ?? []).some((entry) =>
      matchesWildcard(entry.application, question.application)
      && entry.resources.some((pattern) => matchesWildcard(pattern, question.resource))
      && entry.privileges.some((pattern) => pattern === 'all' || matchesWildcard(pattern, question.privilege)))));
}
