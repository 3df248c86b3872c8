import type { ExclusionRow, RuleDetail } from '../../../common/api';
import { strengthOf, type ExclusionStrength } from '../../components/badges/exclusion_strength';

/** One exclusion of a rule, as it stands now. */
export interface ShownExclusion {
  readonly id: string;
  readonly position: number;
  /** The condition, or `field: value` of a listed value. */
  readonly text: string;
  readonly state: 'on' | 'off' | 'unknown';
  readonly isSwitchable: boolean;
  readonly strength: ExclusionStrength;
  readonly reason?: string;
  readonly risk?: string;
}

/** Those that can be switched, as they are; then those of the content that cannot, as the rule was shipped. */
export function exclusionsOf(detail: Pick<RuleDetail, 'ruleId' | 'exclusions'>, rows: readonly ExclusionRow[]): readonly ShownExclusion[] {
  const own = rows.filter(({ ruleId }) => ruleId === detail.ruleId);
  const known = new Set(own.map(({ id }) => id));
  const fixed = detail.exclusions.filter(({ id, event }) => !known.has(`${detail.ruleId}.event-${event}.${id}`));
  return [
    ...own.map(
      (row): ShownExclusion => ({
        id: row.id,
        position: row.position,
        text: row.strength === undefined ? `${row.field}: ${row.value}` : row.value,
        state: row.state === 'on' || row.state === 'off' ? row.state : 'unknown',
        isSwitchable: true,
        strength: strengthOf(row),
        reason: row.reason,
        risk: row.risk,
      })
    ),
    ...fixed.map(({ id, event, condition, shippedOn, strength, reason, risk }): ShownExclusion => ({ id, position: event, text: condition, state: shippedOn ? 'on' : 'off', isSwitchable: false, strength: strengthOf({ field: '', strength }), reason, risk })),
  ];
}
