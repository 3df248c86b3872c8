/** Where events of hosts are looked for: Elastic Defend, Sysmon through the Windows integration or Winlogbeat, process events of the Security log. */
export const eventIndices: readonly string[] = ['logs-endpoint.events.*', 'logs-windows.sysmon_operational-*', 'winlogbeat-*', 'logs-system.security-*'];

/** The alias of a space's alerts (`detection-engine.md` §4.1). */
export function alertsIndex(spaceId: string): string {
  return `.alerts-security.alerts-${spaceId}`;
}

/** Every rule of ours carries it; so does a copy of one, whose alerts are staging alerts too. */
export const stagingRuleTag = 'Staging Watch';
