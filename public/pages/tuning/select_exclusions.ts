import type { ExclusionRow } from '../../../common/api';
import { strengthOf } from '../../components/badges/exclusion_strength';
import type { tuningUrl } from '../../services/app_urls';
import type { UrlState } from '../../services/url_state';
import { exclusionGroups, lockOf, type ExclusionGroup } from './exclusion_groups';

export type TuningState = UrlState<typeof tuningUrl>;
export type ExclusionFacet = 'state' | 'strength' | 'source';

/** Values of each facet in the order in which they are shown. */
export const facetValues: { readonly [F in ExclusionFacet]: TuningState[F] } = { state: ['on', 'off', 'locked'], strength: ['weak', 'fair', 'strong'], source: ['seed', 'project'] };

export function valueOf(row: ExclusionRow, facet: ExclusionFacet): string {
  switch (facet) {
    case 'state':
      return lockOf(row) === undefined ? (row.on ? 'on' : 'off') : 'locked';
    case 'strength':
      return strengthOf(row);
    case 'source':
      return row.source;
  }
}

/** Rows that have every word of the search in what they show, and one of the chosen values of each facet. */
export function matchingExclusions(rows: readonly ExclusionRow[], state: Pick<TuningState, 'q' | 'rule' | ExclusionFacet>, without?: ExclusionFacet): readonly ExclusionRow[] {
  const words = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = (Object.keys(facetValues) as ExclusionFacet[]).filter((facet) => facet !== without && state[facet].length > 0);
  return rows.filter((row) => {
    if (state.rule !== undefined && row.ruleId !== state.rule) return false;
    const text = [row.ruleName, row.ruleId, row.field, row.value, row.reason ?? '', row.risk ?? ''].join('\n').toLowerCase();
    return words.every((word) => text.includes(word)) && chosen.every((facet) => (state[facet] as readonly string[]).includes(valueOf(row, facet)));
  });
}

/** How many rows have each value of a facet, all other filters obeyed. */
export function countFacet(rows: readonly ExclusionRow[], state: Pick<TuningState, 'q' | 'rule' | ExclusionFacet>, facet: ExclusionFacet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of matchingExclusions(rows, state, facet)) counts.set(valueOf(row, facet), (counts.get(valueOf(row, facet)) ?? 0) + 1);
  return counts;
}

/** On, and anybody can hide behind it. */
export function isWeakAndOn(row: ExclusionRow): boolean {
  return row.on && strengthOf(row) === 'weak';
}

/** The exclusions of one rule. */
export interface RuleSection {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly source: ExclusionRow['source'];
  readonly groups: readonly ExclusionGroup[];
  readonly count: number;
  readonly onCount: number;
  readonly weakCount: number;
}

/** Rules with most weak exclusions that are on come first, because there is most to lose; then by name. */
export function ruleSections(rows: readonly ExclusionRow[]): readonly RuleSection[] {
  const groups = exclusionGroups(rows);
  const sections = [...new Set(rows.map(({ ruleId }) => ruleId))].map((ruleId): RuleSection => {
    const ofRule = rows.filter((row) => row.ruleId === ruleId);
    const [first] = ofRule;
    return {
      ruleId,
      ruleName: first?.ruleName ?? ruleId,
      source: first?.source ?? 'project',
      groups: groups.filter((group) => group.ruleId === ruleId),
      count: ofRule.length,
      onCount: ofRule.filter(({ on }) => on).length,
      weakCount: ofRule.filter(isWeakAndOn).length,
    };
  });
  return sections.sort((one, other) => other.weakCount - one.weakCount || one.ruleName.localeCompare(other.ruleName, 'en'));
}
