import type { EqlEvent } from '../schema/event_source';
import { EventColumns } from './columns/event_columns';
import type { CompiledQuery } from './compiled_query';
import { runEventQuery } from './event_query';
import { runDefaults, type RunRequest } from './run_request';
import { runSample } from './sample';
import { type FoundSequence, runSequence } from './sequence/run_sequence';

/** The answer: events, or sequences (samples too), ascending; `total` counts them after the limits, as `hits.total.value` does. */
export type RunResult =
  | { readonly kind: 'events'; readonly events: readonly EqlEvent[]; readonly total: number }
  | { readonly kind: 'sequences'; readonly sequences: readonly FoundSequence[]; readonly total: number };

/**
 * Runs a compiled query over events in order of arrival. The request's `filter` is applied by the caller: events that do not pass it are not given.
 * Throws `EqlError` where Elasticsearch refuses while it searches (a script that fails, a null key with a missing event, too many ids).
 * Several searches over the same events share their columns: give each the same `EventColumns` in place of the events.
 */
export function run(compiled: CompiledQuery, events: readonly EqlEvent[] | EventColumns, request: RunRequest = {}): RunResult {
  const columns = events instanceof EventColumns ? events : new EventColumns(events, false);
  const full = { ...runDefaults, ...request };
  if (compiled.kind === 'event_query') {
    const found = runEventQuery(compiled, columns, full);
    return { kind: 'events', events: found, total: found.length };
  }
  const sequences = compiled.kind === 'sequence' ? runSequence(compiled, columns, full) : runSample(compiled, columns, full);
  return { kind: 'sequences', sequences, total: sequences.length };
}
