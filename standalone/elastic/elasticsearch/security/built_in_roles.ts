import type { RoleDescriptor } from '../options';

/** Roles that exist without having been made, with the privileges that matter to what is implemented. */
export const BUILT_IN_ROLES: Readonly<Record<string, RoleDescriptor>> = {
  superuser: {
    cluster: ['all'],
    indices: [{ names: ['*'], privileges: ['all'], allow_restricted_indices: true }],
    applications: [{ application: '*', privileges: ['*'], resources: ['*'] }],
    run_as: ['*'],
    metadata: { _reserved: true },
  },
  kibana_system: {
    cluster: ['monitor', 'manage_index_templates', 'manage_ingest_pipelines', 'manage_api_key', 'grant_api_key'],
    indices: [
      { names: ['.kibana*', '.reporting-*', '.alerts*', '.internal.alerts*', '.preview.alerts*', '.internal.preview.alerts*', '.siem-signals*', '.lists*', '.items*'], privileges: ['all'] },
    ],
    applications: [{ application: 'kibana-.kibana', privileges: ['all'], resources: ['*'] }],
    metadata: { _reserved: true },
  },
  viewer: {
    cluster: [],
    indices: [
      { names: ['/~(([.]|ilm-history-).*)/'], privileges: ['read', 'view_index_metadata'] },
      { names: ['.siem-signals*', '.lists-*', '.items-*', '.alerts*', '.preview.alerts*', '.internal.alerts*'], privileges: ['read', 'view_index_metadata'] },
    ],
    applications: [{ application: 'kibana-.kibana', privileges: ['read'], resources: ['*'] }],
    metadata: { _reserved: true },
  },
  editor: {
    cluster: [],
    indices: [
      { names: ['/~(([.]|ilm-history-).*)/'], privileges: ['read', 'view_index_metadata'] },
      { names: ['.siem-signals*', '.lists-*', '.items-*'], privileges: ['read', 'view_index_metadata', 'write', 'maintenance'] },
      { names: ['.alerts*', '.preview.alerts*', '.internal.alerts*'], privileges: ['read', 'view_index_metadata', 'write', 'maintenance'] },
    ],
    applications: [{ application: 'kibana-.kibana', privileges: ['all'], resources: ['*'] }],
    metadata: { _reserved: true },
  },
  monitoring_user: { cluster: ['monitor'], indices: [], applications: [], metadata: { _reserved: true } },
};
