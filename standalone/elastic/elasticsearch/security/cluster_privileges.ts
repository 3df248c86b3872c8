/**
 * Cluster privileges that this service knows the actions of, weakest first, as refusals list them. The other names of Elasticsearch
 * 9.5 are known but grant nothing that is implemented here.
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  manage_own_api_key: [],
  cancel_task: ['cluster:admin/tasks/cancel*'],
  grant_api_key: ['cluster:admin/xpack/security/api_key/grant'],
  manage_index_templates: ['indices:admin/template/*', 'indices:admin/index_template/*', 'cluster:admin/component_template/*'],
  read_pipeline: ['cluster:admin/ingest/pipeline/get', 'cluster:admin/ingest/pipeline/simulate'],
  read_security: [
    'cluster:admin/xpack/security/api_key/get', 'cluster:admin/xpack/security/privilege/get', 'cluster:admin/xpack/security/role/get',
    'cluster:admin/xpack/security/user/get', 'cluster:admin/xpack/security/user/has_privileges', 'cluster:admin/xpack/security/user/list_privileges',
  ],
  manage_ingest_pipelines: ['cluster:admin/ingest/pipeline/*'],
  manage_pipeline: ['cluster:admin/ingest/pipeline/*'],
  manage_api_key: ['cluster:admin/xpack/security/api_key/*'],
  manage_security: ['cluster:admin/xpack/security/*'],
  monitor: ['cluster:monitor/*'],
  manage: [
    'cluster:monitor/*', 'cluster:admin/ingest/*', 'cluster:admin/component_template/*', 'cluster:admin/settings/*', 'cluster:admin/tasks/*',
    'indices:admin/template/*', 'indices:admin/index_template/*',
  ],
  all: ['*'],
};

/** Every predefined name, in the order in which Elasticsearch 9.5 lists them. */
export const CLUSTER_PRIVILEGE_NAMES: readonly string[] =
  ('manage_own_api_key,manage_data_stream_global_retention,monitor_data_stream_global_retention,none,cancel_task,clone_api_key,cross_cluster_replication,'
  + 'cross_cluster_search,delegate_pki,grant_api_key,manage_autoscaling,manage_index_templates,manage_logstash_pipelines,manage_oidc,manage_saml,'
  + 'manage_search_application,manage_search_query_rules,manage_search_synonyms,manage_service_account,manage_token,manage_user_profile,monitor_connector,'
  + 'monitor_enrich,monitor_esql,monitor_inference,monitor_ml,monitor_reindex,monitor_rollup,monitor_snapshot,monitor_stats,monitor_text_structure,'
  + 'monitor_watcher,post_behavioral_analytics_event,read_ccr,read_connector_secrets,read_fleet_secrets,read_ilm,read_pipeline,read_project_routing,'
  + 'read_security,read_slm,transport_client,write_connector_secrets,write_fleet_secrets,create_snapshot,manage_behavioral_analytics,manage_ccr,'
  + 'manage_connector,manage_enrich,manage_ilm,manage_inference,manage_ml,manage_project_routing,manage_reindex,manage_rollup,manage_slm,manage_watcher,'
  + 'monitor_data_frame_transforms,monitor_transform,manage_ingest_pipelines,manage_pipeline,manage_api_key,manage_data_frame_transforms,manage_transform,'
  + 'manage_security,monitor,manage,all').split(',');

export function clusterActions(privilege: string): readonly string[] {
  return privilege.startsWith('cluster:') || privilege.startsWith('indices:') ? [privilege] : ACTIONS[privilege] ?? [];
}
