import type { NoiseRole } from '../../fixtures/builders/noise';
import type { CountedAlert } from './alert_counts';
import { EventRates } from './event_rates';
import type { NoiseRule } from './noise_rules';

/** Alerts by role. */
export type RoleCounts = Map<NoiseRole, number>;

export interface RuleCounts {
  readonly withExclusions: RoleCounts;
  readonly withoutExclusions: RoleCounts;
}

/** What a run counted; grows chunk by chunk. Alerts of tests are kept apart from those of the noise. */
export class NoiseResult {
  readonly hostDays: RoleCounts = new Map();
  readonly rates = new Map<NoiseRole, EventRates>();
  readonly rules = new Map<string, RuleCounts>();
  readonly firstEvents: RoleCounts = new Map();
  readonly seedAlerts: RoleCounts = new Map();
  /** Test → ids of the rules that caught it. */
  readonly caught = new Map<string, { readonly isRequired: boolean; readonly ruleIds: Set<string> }>();
  /** Rules that could not be run, with what was said. */
  readonly refusals = new Map<string, string>();
  written = 0;

  ratesOf(role: NoiseRole): EventRates {
    const rates = this.rates.get(role) ?? new EventRates();
    this.rates.set(role, rates);
    return rates;
  }

  countsOf({ content: { rule_id: id } }: NoiseRule): RuleCounts {
    const counts = this.rules.get(id) ?? { withExclusions: new Map(), withoutExclusions: new Map() };
    this.rules.set(id, counts);
    return counts;
  }

  addTests(ruleId: string, alerts: readonly CountedAlert[]): void {
    for (const test of alerts.flatMap(({ tests }) => [...tests])) this.caught.get(test)?.ruleIds.add(ruleId);
  }
}

export function add(counts: RoleCounts, role: NoiseRole, amount: number): void {
  counts.set(role, (counts.get(role) ?? 0) + amount);
}
