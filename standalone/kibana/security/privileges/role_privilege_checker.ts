import type { Client } from '@elastic/elasticsearch';
import type { KibanaFeatureConfig } from '@kbn/plugins/server';
import type { Subject } from '../../http/request_state';
import type { HostRole, KibanaGrant } from '../../kibana_options';
import { basePrivilege, featurePrivileges } from './feature_privileges';
import type { PrivilegeChecker } from './privilege_checker';

const SUPERUSER = 'superuser';
const KIBANA_APPLICATION = /^(?:kibana-\.kibana|kibana-\*|\*)$/;

export interface RolePrivilegeDependencies {
  readonly roles: readonly HostRole[];
  /** Rights of users by name: an API key is limited by those of its owner. */
  readonly rolesOfUser: (username: string) => readonly string[];
  readonly features: () => readonly KibanaFeatureConfig[];
  /** For the descriptors of API keys. */
  readonly elasticsearch: Client;
}

interface RoleDescriptor {
  readonly applications?: ReadonlyArray<{ readonly application: string; readonly privileges: readonly string[]; readonly resources: readonly string[] }>;
}

type Grants = 'everything' | readonly KibanaGrant[];

/** Privileges from role data over the registered features. Nothing is granted by a role or feature that is not known. */
export function createRolePrivilegeChecker(dependencies: RolePrivilegeDependencies): PrivilegeChecker {
  const roles = new Map(dependencies.roles.map((role) => [role.name, role]));
  const grantsOf = (names: readonly string[]): Grants => (names.includes(SUPERUSER) ? 'everything' : names.flatMap((name) => roles.get(name)?.kibana ?? []));
  return {
    async held(subject, spaceId, actions) {
      const limits = subject.apiKeyId === undefined ? [grantsOf(subject.user.roles)] : await apiKeyGrants(subject, subject.apiKeyId, dependencies, grantsOf);
      const sets = limits.map((grants) => (grants === 'everything' ? undefined : grantedActions(grants, spaceId, dependencies.features())));
      return new Set(actions.filter((action) => sets.every((set) => set === undefined || set.has(action))));
    },
  };
}

/** What an API key may do is what its descriptors say and its owner may. Without descriptors the owner alone decides. */
async function apiKeyGrants(subject: Subject, apiKeyId: string, { elasticsearch, rolesOfUser }: RolePrivilegeDependencies, grantsOf: (names: readonly string[]) => Grants): Promise<Grants[]> {
  const answer = await elasticsearch.security.getApiKey({ id: apiKeyId });
  const descriptors = Object.values((answer.api_keys[0]?.role_descriptors ?? {}) as Record<string, RoleDescriptor>);
  const owner = grantsOf(rolesOfUser(subject.user.username));
  return descriptors.length === 0 ? [owner] : [owner, descriptorGrants(descriptors)];
}

function descriptorGrants(descriptors: readonly RoleDescriptor[]): Grants {
  const applications = descriptors.flatMap(({ applications = [] }) => applications).filter(({ application }) => KIBANA_APPLICATION.test(application));
  if (applications.some(({ privileges, resources }) => privileges.includes('*') && resources.includes('*'))) return 'everything';
  return applications.map(({ privileges, resources }) => ({
    base: privileges.filter((privilege) => !privilege.startsWith('feature_')),
    feature: groupByFeature(privileges),
    spaces: resources.map((resource) => (resource.startsWith('space:') ? resource.slice('space:'.length) : resource)),
  }));
}

/** `feature_siem.minimal_all` is the privilege `minimal_all` of the feature `siem`. */
function groupByFeature(privileges: readonly string[]): Record<string, string[]> {
  const result = new Map<string, string[]>();
  for (const privilege of privileges) {
    const match = /^feature_([^.]+)\.(.+)$/.exec(privilege);
    if (match?.[1] && match[2]) result.set(match[1], [...(result.get(match[1]) ?? []), match[2]]);
  }
  return Object.fromEntries(result);
}

function grantedActions(grants: readonly KibanaGrant[], spaceId: string, features: readonly KibanaFeatureConfig[]): ReadonlySet<string> {
  const inSpace = grants.filter(({ spaces }) => spaces.includes('*') || spaces.includes(spaceId));
  const byId = new Map(features.map((feature) => [feature.id, featurePrivileges(feature)]));
  const ofFeatures = inSpace.flatMap(({ feature }) => Object.entries(feature).flatMap(([id, names]) => names.flatMap((name) => [...(byId.get(id)?.get(name) ?? [])])));
  const ofBase = inSpace.flatMap(({ base, spaces }) => base.flatMap((name) => [...basePrivilege(features, spaces.includes('*') ? name : `space_${name.replace(/^space_/, '')}`)]));
  return new Set([...ofFeatures, ...ofBase]);
}
