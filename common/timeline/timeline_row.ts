/** One row of a host's timeline. Repeats (same process, same action, same folder, nothing between them) are folded into one. */
export interface TimelineRow {
  /** Stable within one answer: `<index>/<id>` of the first event, or the alert's id. */
  readonly id: string;
  readonly lane: 'process' | 'file' | 'registry' | 'alert';
  readonly occurredAt: string;
  /** Of the last event of a folded row. */
  readonly lastOccurredAt?: string;
  readonly ingestedAt?: string;
  /** Milliseconds between occurring and being ingested, where both are known. */
  readonly lagMs?: number;
  readonly action?: string;
  readonly user?: string;
  readonly process?: { readonly name?: string; readonly executable?: string; readonly commandLine?: string; readonly entityId?: string; readonly parentName?: string };
  readonly object?: string;
  readonly folder?: string;
  readonly extensions?: readonly string[];
  /** Number of events in the row, 1 if not folded. */
  readonly count: number;
  readonly sizeBytes?: number;
  readonly alert?: { readonly id: string; readonly ruleName: string; readonly severity: string; readonly status: string };
  /** Ids of the source events (`<index>/<id>`), so that a focused event is found in its row. At most 1,000 are listed. */
  readonly eventIds: readonly string[];
}
