import type { NoiseRole } from '../../fixtures/builders/noise';
import { EventRates } from './event_rates';
import { add, entryOf, type RoleCounts } from './job_result';

export interface RuleCounts {
  readonly withExclusions: RoleCounts;
  readonly withoutExclusions: RoleCounts;
}

/** What a run counted. Alerts of tests are kept apart from those of the noise. */
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
    return entryOf(this.rates, role, () => new EventRates());
  }

  countsOf(ruleId: string): RuleCounts {
    return entryOf(this.rules, ruleId, () => ({ withExclusions: new Map(), withoutExclusions: new Map() }));
  }
}

/** Adds what one count says to another. */
export function addAll(counts: RoleCounts, more: RoleCounts): void {
  for (const [role, amount] of more) add(counts, role, amount);
}
