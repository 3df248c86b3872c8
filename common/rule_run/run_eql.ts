import { compile, runAll, type CompiledQuery, type EqlEvent, type RunOutcome } from '../eql/index';
import { mergedSchema } from './merged_schema';
import type { EventIndex, FoundAlert, RunnableRule } from './rule_run';
import type { EqlEvents, SearchedEvents } from './searched_events';
import type { FoundAlerts } from './rule_search';

/** Compiles the rule's EQL for indices. Throws EqlError. */
export function compileEql({ query = '', tiebreaker_field: tiebreakerField }: RunnableRule, indices: readonly EventIndex[], nowMs: number): CompiledQuery {
  return compile(query, mergedSchema(indices), { now: nowMs, ...(tiebreakerField === undefined ? {} : { tiebreakerField }) });
}

/**
 * What EQL searches of rules give over the same events, in one walk (`detection-engine.md` §6.3): the last `maxSignals` matches of each; the EqlError where one
 * is refused.
 */
export function runEql(queries: readonly CompiledQuery[], searched: SearchedEvents, maxSignals: number = Number.MAX_SAFE_INTEGER - 1): (FoundAlerts | Error)[] {
  if (maxSignals === 0) return queries.map(() => ({ alerts: [], isTruncated: true }));
  const events = searched.eql();
  const outcomes = runAll(queries, events.inOrder, { size: maxSignals + 1, maxEventIds: Number.MAX_SAFE_INTEGER, ...(events.shards ? { shards: events.shards } : {}) });
  return outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.error : foundAlerts(outcome, events, maxSignals)));
}

function foundAlerts(found: Exclude<RunOutcome, { kind: 'refused' }>, events: EqlEvents, maxSignals: number): FoundAlerts {
  const alerts = found.kind === 'events' ? found.events.map((event) => toAlert([event], [], events)) : found.sequences.map((sequence) => toAlert(sequence.events, sequence.joinKeys.map(String), events));
  return { alerts: alerts.slice(-maxSignals), isTruncated: alerts.length > maxSignals };
}

function toAlert(events: readonly (EqlEvent | null)[], key: readonly string[], { placeOf }: EqlEvents): FoundAlert {
  return { events: events.flatMap((event) => (event === null ? [] : [placeOf(event)])), key };
}
