import { showText } from '../query/show_text';
import { labels } from './ground_truth';
import type { RecallReport, UnionScore } from './recall_report';
import type { RuleScore } from './score_rules';

const columns = [...labels, 'unlabelled'] as const;
const titles = ['POSITIVE', 'REGISTRY', 'ASSEMBLY', 'BENIGN', 'unlabelled'];

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd());
}

const counts = (hits: ReadonlyMap<string, number>): string[] => columns.map((label) => String(hits.get(label) ?? 0));

function ruleRow({ rule, hits, positiveRecordings, problem }: RuleScore, groupOf: (recording: string) => string): string[] {
  const kind = rule.building_block_type === undefined ? rule.severity : `${rule.severity}, building block`;
  if (problem !== undefined) return [rule.rule_id, kind, showText(`not run: ${problem}`)];
  return [rule.rule_id, kind, String(positiveRecordings.size), String(new Set([...positiveRecordings].map(groupOf)).size), ...counts(hits)];
}

function ruleTable({ scores }: RecallReport, groupOf: (recording: string) => string): string[] {
  const order = { verbatim: 0, port: 1, corrected: 2, own: 3 };
  const sorted = [...scores].sort((left, right) => order[left.rule.seed] - order[right.rule.seed]);
  const ran = sorted.filter(({ problem }) => problem === undefined).map((score) => ruleRow(score, groupOf));
  const rest = sorted.filter(({ problem }) => problem !== undefined).map((score) => ruleRow(score, groupOf).join('  '));
  return [...table([['rule (seeds and ports first)', 'severity', 'recordings', 'groups', ...titles], ...ran]), ...rest];
}

function unionLines(heading: string, unions: readonly UnionScore[], { positiveRecordings, positiveGroups }: RecallReport): string[] {
  const rows = unions.map(({ name, rules, recordings, groups, hits }) => [name, `${rules} rules`, `${recordings.length}/${positiveRecordings.length}`, `${groups.length}/${positiveGroups.length}`, ...counts(hits)]);
  return table([[heading, '', 'recordings', 'groups', ...titles], ...rows]);
}

function leftOutLines(report: RecallReport): string[] {
  const rows = report.leftOut.map(({ name, recordings, groups }) => [name, '', `${recordings.length}/${report.positiveRecordings.length}`, `${groups.length}/${report.positiveGroups.length}`]);
  const declared = report.declaredOrigins === 0 ? 'No condition is declared as shaped on a group (rules/recall_origins.yml), so this is the plain score.' : `${report.declaredOrigins} conditions are declared as shaped on a group.`;
  return [...table([['leave one group out', '', 'recordings', 'groups'], ...rows]), declared, ...missedLines(report.leftOut)];
}

/** Recordings that our own rules miss, by union. */
function missedLines(unions: readonly UnionScore[]): string[] {
  return unions.slice(0, 2).flatMap(({ name, missed }) => missed.map((recording) => showText(`  missed by ${name}: ${recording}`)));
}

/** The report as lines for a terminal; texts of the recordings are made harmless. */
export function printReport(report: RecallReport, groupOf: (recording: string) => string): string[] {
  const missed = missedLines(report.unions);
  const unlabelled = report.scores.flatMap((score) => score.unlabelled).map(({ rule, recording, process, object }) => showText(`  ${rule} | ${recording} | ${process} | ${object}`));
  return [
    ...ruleTable(report, groupOf),
    '',
    ...unionLines('together', report.unions, report),
    '',
    ...leftOutLines(report),
    '',
    missed.length === 0 ? 'No positive recording is missed by our rules.' : 'Positive recordings missed:',
    ...missed,
    '',
    `Hits on events without a label, to be read (${unlabelled.length}; rule | recording | process | object):`,
    ...unlabelled,
  ];
}

/** The report as JSON. */
export function reportJson(report: RecallReport): unknown {
  const plain = ({ hits, ...rest }: UnionScore): unknown => ({ ...rest, hits: Object.fromEntries(hits) });
  return {
    positive_recordings: report.positiveRecordings,
    positive_groups: report.positiveGroups,
    rules: report.scores.map(({ rule, hits, positiveRecordings, unlabelled, problem }) => ({
      rule_id: rule.rule_id, severity: rule.severity, building_block: rule.building_block_type !== undefined, seed: rule.seed, problem: problem ?? null, positive_recordings: [...positiveRecordings], hits: Object.fromEntries(hits), unlabelled,
    })),
    unions: report.unions.map(plain),
    leave_one_group_out: { declared_conditions: report.declaredOrigins, unions: report.leftOut.map(({ name, recordings, groups, missed }) => ({ name, recordings, groups, missed })) },
  };
}
