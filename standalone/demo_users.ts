import type { HostRole, HostUser } from './kibana';

/** The password of every account of the embedded stack; the login page says so. */
export const demoPassword = 'changeme';

/**
 * Who can log in where no real cluster is used. Roles are data: the host reads feature ids and privileges from here and knows no plugin.
 * Security's feature has another id in each release (`detection-engine.md` §2.2); naming one that is not registered grants nothing.
 */
const securityFeatures = ['siem', 'siemV5', 'securitySolutionRulesV4', 'securitySolutionAlertsV1'];
const security = (privilege: 'all' | 'read'): Record<string, readonly string[]> => Object.fromEntries(securityFeatures.map((id) => [id, [privilege]]));

const sourceIndices = ['logs-*', 'winlogbeat-*'];
const alertIndices = ['.alerts-security.alerts-*', '.internal.alerts-security.alerts-*', '.lists-*', '.items-*', '.preview.alerts-security.alerts-*', '.internal.preview.alerts-security.alerts-*'];
const readEvents = { names: sourceIndices, privileges: ['read', 'view_index_metadata'] };
const readAlerts = { names: alertIndices, privileges: ['read', 'view_index_metadata'] };
const writeAlerts = { names: alertIndices, privileges: ['read', 'write', 'maintenance', 'view_index_metadata'] };
const everywhere = ['*'];

export const demoRoles: readonly HostRole[] = [
  { name: 'staging_watch_tuner', elasticsearch: { cluster: [], indices: [readEvents, writeAlerts] }, kibana: [{ base: [], feature: { stagingWatch: ['all'], ...security('all') }, spaces: everywhere }] },
  { name: 'staging_watch_analyst', elasticsearch: { cluster: [], indices: [readEvents, writeAlerts] }, kibana: [{ base: [], feature: { stagingWatch: ['read', 'triage'], ...security('read') }, spaces: everywhere }] },
  { name: 'staging_watch_viewer', elasticsearch: { cluster: [], indices: [readEvents, readAlerts] }, kibana: [{ base: [], feature: { stagingWatch: ['read'], ...security('read') }, spaces: everywhere }] },
  { name: 'nothing', elasticsearch: { cluster: [], indices: [] }, kibana: [] },
];

export const demoUsers: readonly HostUser[] = [
  { username: 'elastic', password: demoPassword, roles: ['superuser'], reserved: true },
  { username: 'admin', password: demoPassword, roles: ['superuser'], fullName: 'Administrator' },
  { username: 'tuner', password: demoPassword, roles: ['staging_watch_tuner'], fullName: 'Tuner' },
  { username: 'analyst', password: demoPassword, roles: ['staging_watch_analyst'], fullName: 'Analyst' },
  { username: 'viewer', password: demoPassword, roles: ['staging_watch_viewer'], fullName: 'Viewer' },
  { username: 'nobody', password: demoPassword, roles: ['nothing'], fullName: 'Nobody' },
];

/** What the login page says of each account. */
export const demoUserDescriptions: ReadonlyArray<{ username: string; password: string; description: string }> = [
  { username: 'admin', password: demoPassword, description: 'everything' },
  { username: 'tuner', password: demoPassword, description: 'triage, tune, manage rules' },
  { username: 'analyst', password: demoPassword, description: 'triage' },
  { username: 'viewer', password: demoPassword, description: 'read' },
  { username: 'nobody', password: demoPassword, description: 'no rights' },
];
