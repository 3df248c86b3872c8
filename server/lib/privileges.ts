import type { EndpointPrivilege } from '../../common/api';

export const featureId = 'stagingWatch';

/**
 * The one list of API privileges: what a feature privilege grants, and what a route asks for, as route `security` (9.x) and as
 * `access:` tags (8.12 enforces nothing else, `kibana-8.12-observed.md` 1).
 */
export const apiPrivileges: Readonly<Record<EndpointPrivilege, string>> = {
  read: 'staging_watch_read',
  triage: 'staging_watch_triage',
  tune: 'staging_watch_tune',
  manage_rules: 'staging_watch_manage_rules',
};

/** Capabilities the browser sees below `stagingWatch`. */
export const uiCapabilities: Readonly<Record<EndpointPrivilege, string>> = {
  read: 'show',
  triage: 'triage',
  tune: 'tune',
  manage_rules: 'manageRules',
};
