import type { HostRole, HostUser } from '..';

const indices = [{ names: ['logs-*'], privileges: ['read', 'view_index_metadata'] }];
const alertIndices = ['.alerts-security*', '.internal.alerts-security*', '.siem-signals-*', '.lists-*', '.items-*', '.preview.alerts-security*'];
const password = 'changeme';

/** The users of the recordings (their README), with `golden_in_a` besides, who may enter one space only. */
export const goldenUsers: readonly HostUser[] = [
  { username: 'elastic', password, roles: ['superuser'], reserved: true },
  { username: 'golden_author', password, roles: ['golden_author'], fullName: 'Golden author' },
  { username: 'golden_read', password, roles: ['golden_read'] },
  { username: 'golden_none', password, roles: ['golden_none'] },
  { username: 'golden_in_a', password, roles: ['golden_in_a'] },
];

/** Their roles, as the recordings `role-put-*` made them. */
export const goldenRoles: readonly HostRole[] = [
  {
    name: 'golden_author',
    elasticsearch: { cluster: [], indices: [...indices, { names: alertIndices, privileges: ['read', 'write', 'view_index_metadata', 'maintenance'] }] },
    kibana: [{ base: [], feature: { siem: ['all'], securitySolutionCases: ['all'], actions: ['all'] }, spaces: ['*'] }],
  },
  { name: 'golden_read', elasticsearch: { cluster: [], indices }, kibana: [{ base: [], feature: { siem: ['read'], securitySolutionCases: ['read'] }, spaces: ['*'] }] },
  { name: 'golden_none', elasticsearch: { cluster: [], indices }, kibana: [{ base: [], feature: { discover: ['read'] }, spaces: ['default'] }] },
  { name: 'golden_in_a', elasticsearch: { cluster: [], indices }, kibana: [{ base: [], feature: { siem: ['minimal_all'] }, spaces: ['a'] }] },
];
