import type { NoiseRole } from '../../fixtures/builders/noise';
import type { CountedAlert } from './counted_alert';
import { EventRates } from './event_rates';
import type { PackedAlerts } from './packed_alerts';

/** Alerts by role. */
export type RoleCounts = Map<NoiseRole, number>;

export function add(counts: RoleCounts, role: NoiseRole, amount: number): void {
  counts.set(role, (counts.get(role) ?? 0) + amount);
}

export interface RuleAlert extends CountedAlert {
  readonly ruleId: string;
}

/** A job's result as it goes from one thread to another and waits for the others. */
export interface PackedJobResult extends Omit<JobResult, 'days'> {
  readonly days: readonly PackedAlerts[];
}

/** What a job counted. Plain data. */
export interface JobResult {
  /** By day, the alerts of rules with their exclusions in the order in which they were found: tests, correlating rules and new terms are decided over all jobs. */
  readonly days: RuleAlert[][];
  /** By rule; rules without exclusions are not among them. */
  readonly withoutExclusions: Map<string, RoleCounts>;
  readonly hostDays: RoleCounts;
  readonly rates: Map<NoiseRole, EventRates>;
  readonly firstEvents: RoleCounts;
  readonly seedAlerts: RoleCounts;
  /** Rules that could not be run, with what was said. */
  readonly refusals: Map<string, string>;
  written: number;
}

export function emptyJobResult(days: number): JobResult {
  return { days: Array.from({ length: days }, () => []), withoutExclusions: new Map(), hostDays: new Map(), rates: new Map(), firstEvents: new Map(), seedAlerts: new Map(), refusals: new Map(), written: 0 };
}

/** The entry of a key, made where it is not there yet. */
export function entryOf<Key, Value>(entries: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const made = make();
  entries.set(key, made);
  return made;
}
