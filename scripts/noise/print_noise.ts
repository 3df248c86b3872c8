import { enterpriseRoles } from './host_mix';
import type { NoiseReport, RoleFigures } from './noise_report';
import type { RateCheck } from './rate_check';

const short = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 3));
const verdict = (isMet: boolean): string => (isMet ? 'ok' : 'MISSED');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  return `${[header, ...rows].map(line).join('\n')}\n`;
}

function rates(title: string, checks: readonly RateCheck[]): string {
  return `${title}\n${table(['', 'here', 'reference', 'from', 'to', ''], checks.map(({ what, measured, reference, low, high, isMet }) => [what, short(measured), reference, short(low), high === Infinity ? '' : short(high), verdict(isMet)]))}\n`;
}

function ruleTable({ rules, hostDays }: NoiseReport): string {
  const roles = enterpriseRoles.filter((role) => hostDays[role] !== undefined);
  const cells = (on: RoleFigures, off: RoleFigures): string[] => roles.map((role) => `${short(on[role] ?? 0)} / ${short(off[role] ?? 0)}`);
  const rows = rules.map((rule) => [`${rule.ruleId.replace('staging-watch-', '')}`, rule.seed, rule.isBuildingBlock ? 'block' : rule.severity, ...cells(rule.withExclusions, rule.withoutExclusions)]);
  return table(['rule', 'kind', 'severity', ...roles], rows);
}

/** The report for a terminal. */
export function printNoise(report: NoiseReport): string {
  const days = Object.entries(report.hostDays).map(([role, count]) => `${role} ${count}`).join(', ');
  return [
    rates('Lab sessions (8 machines, 24 h) beside detection-content.md E.1, ± 30 %. The lab_session role is that population; the roles below are those of E.2.', report.measured),
    rates('Roles beside detection-content.md E.2. Of a build agent\'s repeated work every twentieth occasion is written and counts for twenty.', report.estimated),
    `Host-days: ${days}; ${report.writtenEvents} events written.\n\n`,
    `Alerts a host and day, with / without exclusions:\n${ruleTable(report)}\n`,
    `Medium or higher of our own and corrected rules, a host and day:\n${table(['role', 'with exclusions', 'without', 'target', ''], report.totals.map(({ role, withExclusions, withoutExclusions, target, isMet }) => [role, short(withExclusions), short(withoutExclusions), `< ${target}`, verdict(isMet)]))}\n`,
    `Tests mixed in on the last day:\n${table(['test', '', 'caught by'], report.tests.map(({ test, isRequired, rules, seeds }) => [test, rules.length > 0 ? 'ok' : isRequired ? 'MISSED' : 'missed (neighbour)', `${rules.length} of ours${seeds.length > 0 ? `, seeds: ${seeds.length}` : ''}`]))}`,
    ...report.refusals.map(({ ruleId, message }) => `CANNOT RUN ${ruleId}: ${message.split('\n')[0] ?? ''}\n`),
    `${report.isMet ? 'All met.' : report.isSound ? 'Rates and tests met, a target MISSED.' : 'NOT met.'}\n`,
  ].join('');
}
