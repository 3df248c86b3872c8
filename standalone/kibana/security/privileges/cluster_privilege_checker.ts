import type { Client } from '@elastic/elasticsearch';
import type { KibanaFeatureConfig } from '@kbn/plugins/server';
import { basePrivilege, featurePrivileges } from './feature_privileges';
import type { PrivilegeChecker } from './privilege_checker';

/**
 * Application under which the host's own privileges stand on a real cluster: never `kibana-.kibana`, which is the real Kibana's
 * (`docs/adr/0006_what_standalone_writes_on_a_real_cluster.md`). Superusers hold every application's privileges.
 */
export const CLUSTER_APPLICATION = 'staging_watch_standalone';

interface HasPrivilegesAnswer {
  readonly application: Record<string, Record<string, Record<string, boolean>>>;
}

/** The cluster decides, asked with the user's own credentials for actions on the resource of the space. */
export function createClusterPrivilegeChecker(client: Client): PrivilegeChecker {
  return {
    async held(subject, spaceId, actions) {
      if (actions.length === 0) return new Set();
      const resource = spaceId === '*' ? '*' : `space:${spaceId}`;
      const escaped = new Map(actions.map((action) => [clusterAction(action), action]));
      const answer = await client.transport.request<HasPrivilegesAnswer>(
        {
          method: 'POST',
          path: '/_security/user/_has_privileges',
          body: { application: [{ application: CLUSTER_APPLICATION, privileges: [...escaped.keys()], resources: [resource] }] },
        },
        { headers: { authorization: subject.authorization } }
      );
      const held = answer.application[CLUSTER_APPLICATION]?.[resource] ?? {};
      return new Set([...escaped].filter(([name]) => held[name] === true).map(([, action]) => action));
    },
  };
}

/** An action needs one of `/ * :` in its name, and only characters that Elasticsearch takes. */
export function clusterAction(action: string): string {
  return action.includes(':') ? action : `action:${action}`;
}

/** Makes the privileges of the registered features known to the cluster, so that roles there can grant them by name. */
export async function registerClusterPrivileges(client: Client, features: readonly KibanaFeatureConfig[]): Promise<void> {
  const entry = (name: string, actions: ReadonlySet<string>) => [name, { application: CLUSTER_APPLICATION, name, actions: [...actions].map(clusterAction).sort(), metadata: {} }] as const;
  const ofFeatures = features.flatMap((feature) => [...featurePrivileges(feature)].map(([name, actions]) => entry(`feature_${feature.id}.${name}`, actions)));
  const ofBase = ['all', 'read', 'space_all', 'space_read'].map((name) => entry(name, basePrivilege(features, name)));
  await client.transport.request({ method: 'PUT', path: '/_security/privilege', body: { [CLUSTER_APPLICATION]: Object.fromEntries([...ofBase, ...ofFeatures]) } });
}
