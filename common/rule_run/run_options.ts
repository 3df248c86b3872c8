/** When a rule runs and how much it may find. */
export interface RunOptions {
  /** The run's window in epoch milliseconds, both ends included: events outside of it are not searched. New terms look before it for what is known. */
  readonly fromMs?: number;
  /** Also what `now` means in the query's dates. */
  readonly toMs?: number;
  /** Alerts kept: the last ones of an EQL rule, the first ones of others, the largest groups of a threshold. Unlimited where absent. */
  readonly maxSignals?: number;
  /** How often a threshold rule runs and how far each run looks back. Absent: one run over everything. Other rules find the same however often they run. */
  readonly schedule?: { readonly everyMs: number; readonly lookBackMs: number };
}
