import { alertsAlias } from '../alerts/alerts_index';
import type { RequestServices } from '../http/request_services';

/** Privileges that Security asks Elasticsearch about (recording `privileges-superuser`). */
const clusterPrivileges = ['all', 'create_snapshot', 'manage', 'manage_api_key', 'manage_ccr', 'manage_transform', 'manage_ilm', 'manage_index_templates', 'manage_ingest_pipelines', 'manage_ml', 'manage_own_api_key', 'manage_pipeline', 'manage_rollup', 'manage_saml', 'manage_security', 'manage_token', 'manage_watcher', 'monitor', 'monitor_transform', 'monitor_ml', 'monitor_rollup', 'monitor_watcher', 'read_ccr', 'read_ilm', 'transport_client'];
const indexPrivileges = ['all', 'create', 'create_doc', 'create_index', 'delete', 'delete_index', 'index', 'manage', 'maintenance', 'manage_follow_index', 'manage_ilm', 'manage_leader_index', 'monitor', 'read', 'read_cross_cluster', 'view_index_metadata', 'write'];

/**
 * What the caller may do with the alerts of the space, by Elasticsearch, and whether rules can be stored (`detection-engine.md` §2.1).
 * The standalone host keeps credentials of rules in a hidden saved object type, so there is always a place for them.
 */
export async function readPrivileges({ client, spaceId }: RequestServices): Promise<Record<string, unknown>> {
  const answer = await client.transport.request<Record<string, unknown>>({
    method: 'POST',
    path: '/_security/user/_has_privileges',
    body: { index: [{ names: [alertsAlias(spaceId)], privileges: indexPrivileges }], cluster: clusterPrivileges },
  });
  return { ...answer, is_authenticated: true, has_encryption_key: true };
}
