import { compile, run, type CompiledQuery, type EqlEvent } from '../eql/index';
import { mergedSchema } from './merged_schema';
import type { EventIndex, FoundAlert, RunnableRule } from './rule_run';
import type { RunOptions } from './run_options';
import type { EqlEvents, SearchedEvents } from './searched_events';
import type { FoundAlerts } from './rule_search';

/** Compiles the rule's EQL for indices. Throws EqlError. */
export function compileEql({ query = '', tiebreaker_field: tiebreakerField }: RunnableRule, indices: readonly EventIndex[], nowMs: number): CompiledQuery {
  return compile(query, mergedSchema(indices), { now: nowMs, ...(tiebreakerField === undefined ? {} : { tiebreakerField }) });
}

/** What one EQL search of the rule gives (`detection-engine.md` §6.3): the last `maxSignals` matches. Throws EqlError. */
export function runEql(compiled: CompiledQuery, searched: SearchedEvents, { maxSignals = Number.MAX_SAFE_INTEGER - 1 }: RunOptions): FoundAlerts {
  if (maxSignals === 0) return { alerts: [], isTruncated: true };
  const events = searched.eql();
  const found = run(compiled, events.inOrder, { size: maxSignals + 1, maxEventIds: Number.MAX_SAFE_INTEGER, ...(events.shards ? { shards: events.shards } : {}) });
  const alerts = found.kind === 'events' ? found.events.map((event) => toAlert([event], [], events)) : found.sequences.map((sequence) => toAlert(sequence.events, sequence.joinKeys.map(String), events));
  return { alerts: alerts.slice(-maxSignals), isTruncated: alerts.length > maxSignals };
}

function toAlert(events: readonly (EqlEvent | null)[], key: readonly string[], { placeOf }: EqlEvents): FoundAlert {
  return { events: events.flatMap((event) => (event === null ? [] : [placeOf(event)])), key };
}
