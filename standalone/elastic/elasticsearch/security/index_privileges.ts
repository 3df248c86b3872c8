/** Index privileges and the actions they allow, weakest first, as refusals list them. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  create_doc: ['indices:data/write/index', 'indices:data/write/bulk*', 'indices:admin/mapping/auto_put'],
  create: ['indices:data/write/index', 'indices:data/write/bulk*', 'indices:admin/mapping/auto_put'],
  delete: ['indices:data/write/delete*', 'indices:data/write/bulk*'],
  index: ['indices:data/write/index', 'indices:data/write/bulk*', 'indices:data/write/update*', 'indices:admin/mapping/auto_put'],
  write: ['indices:data/write/*', 'indices:admin/mapping/auto_put'],
  read: ['indices:data/read/*', 'internal:transport/proxy/indices:data/read/*'],
  read_cross_cluster: ['internal:transport/proxy/indices:data/read/*'],
  auto_configure: ['indices:admin/mapping/auto_put', 'indices:admin/auto_create'],
  create_index: ['indices:admin/create', 'indices:admin/auto_create', 'indices:admin/data_stream/create'],
  delete_index: ['indices:admin/delete', 'indices:admin/data_stream/delete'],
  maintenance: ['indices:admin/refresh*', 'indices:admin/flush*', 'indices:admin/forcemerge*'],
  view_index_metadata: [
    'indices:admin/get', 'indices:admin/mappings/get', 'indices:admin/mappings/fields/get', 'indices:admin/aliases/get', 'indices:admin/resolve/index',
    'indices:data/read/field_caps', 'indices:admin/validate/query', 'indices:monitor/settings/get', 'indices:admin/data_stream/get', 'indices:admin/ilm/explain',
  ],
  monitor: ['indices:monitor/*'],
  manage_ilm: ['indices:admin/ilm/*'],
  manage_leader_index: ['indices:admin/xpack/ccr/forget_follower*'],
  manage_follow_index: ['indices:admin/xpack/ccr/put_follow', 'indices:admin/xpack/ccr/unfollow'],
  manage_data_stream_lifecycle: ['indices:admin/data_stream/lifecycle/*'],
  manage_failure_store: [],
  read_failure_store: [],
  cross_cluster_replication: [],
  cross_cluster_replication_internal: [],
  manage: ['indices:admin/*', 'indices:monitor/*', 'indices:data/read/field_caps'],
  all: ['*'],
};

export const INDEX_PRIVILEGE_NAMES: readonly string[] = Object.keys(ACTIONS);

/** Action patterns of a privilege name (or of an action given in place of one). */
export function indexActions(privilege: string): readonly string[] {
  return privilege.startsWith('indices:') ? [privilege] : ACTIONS[privilege.toLowerCase()] ?? [];
}
