import type { ExclusionRow } from '../../../common/api';

/** The exclusions of one event of one rule. */
export interface ExclusionGroup {
  readonly key: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly position: number;
  readonly category: string;
  readonly rows: readonly ExclusionRow[];
  readonly onCount: number;
}

/** Groups rows by rule and event, in the order they came; events of one rule stand together in order of position. */
export function exclusionGroups(rows: readonly ExclusionRow[]): readonly ExclusionGroup[] {
  const groups = new Map<string, ExclusionRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.ruleId, row.position]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rules = [...new Set(rows.map(({ ruleId }) => ruleId))];
  return [...groups]
    .flatMap(([key, [first, ...rest]]) => (first === undefined ? [] : [groupOf(key, first, rest)]))
    .sort((one, other) => rules.indexOf(one.ruleId) - rules.indexOf(other.ruleId) || one.position - other.position);
}

function groupOf(key: string, first: ExclusionRow, rest: readonly ExclusionRow[]): ExclusionGroup {
  const rows = [first, ...rest];
  const { ruleId, ruleName, position, category } = first;
  return { key, ruleId, ruleName, position, category, rows, onCount: rows.filter(({ on }) => on).length };
}

/** Why a row's switch cannot be used whatever the user may do; undefined where it can. */
export function lockOf(row: Pick<ExclusionRow, 'state'>): 'rule_edited' | 'rule_missing' | undefined {
  return row.state === 'rule_edited' || row.state === 'rule_missing' ? row.state : undefined;
}
