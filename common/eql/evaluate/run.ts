import { EqlError } from '../errors/index';
import type { EqlEvent } from '../schema/event_source';
import type { CompiledQuery } from './compiled_query';
import { beginEventQuery } from './event_query';
import { runDefaults, type RunRequest } from './run_request';
import { beginSample } from './sample';
import { Scan } from './scan/scan';
import { beginSequence, type FoundSequence } from './sequence/run_sequence';

/** The answer: events, or sequences (samples too), ascending; `total` counts them after the limits, as `hits.total.value` does. */
export type RunResult =
  | { readonly kind: 'events'; readonly events: readonly EqlEvent[]; readonly total: number }
  | { readonly kind: 'sequences'; readonly sequences: readonly FoundSequence[]; readonly total: number };

/** What one of several queries gave: its answer, or why Elasticsearch refuses it. */
export type RunOutcome = RunResult | { readonly kind: 'refused'; readonly error: EqlError };

function begin(compiled: CompiledQuery, scan: Scan, request: RunRequest): () => RunResult {
  const full = { ...runDefaults, ...request };
  if (compiled.kind === 'event_query') {
    const find = beginEventQuery(compiled, scan, full);
    return () => {
      const events = find();
      return { kind: 'events', events, total: events.length };
    };
  }
  const find = compiled.kind === 'sequence' ? beginSequence(compiled, scan, full) : beginSample(compiled, scan, full);
  return () => {
    const sequences = find();
    return { kind: 'sequences', sequences, total: sequences.length };
  };
}

/**
 * Runs a compiled query over events in order of arrival. The request's `filter` is applied by the caller: events that do not pass it are not given.
 * Throws `EqlError` where Elasticsearch refuses while it searches (a script that fails, a null key with a missing event, too many ids).
 */
export function run(compiled: CompiledQuery, events: readonly EqlEvent[], request: RunRequest = {}): RunResult {
  const scan = new Scan(events);
  const find = begin(compiled, scan, request);
  scan.run();
  return find();
}

function orRefused<Value>(work: () => Value): Value | { readonly kind: 'refused'; readonly error: EqlError } {
  try {
    return work();
  } catch (error) {
    if (error instanceof EqlError) {
      return { kind: 'refused', error };
    }
    throw error;
  }
}

/**
 * Runs several compiled queries over the same events in one walk, each as `run` would alone: the events are read once, and tests that queries have in common
 * are asked once. Gives one outcome for each query, in their order; a query that is refused does not touch the others.
 */
export function runAll(queries: readonly CompiledQuery[], events: readonly EqlEvent[], request: RunRequest = {}): readonly RunOutcome[] {
  const scan = new Scan(events);
  const begun = queries.map((compiled) => orRefused(() => begin(compiled, scan, request)));
  scan.run();
  return begun.map((find) => (typeof find === 'function' ? orRefused(find) : find));
}
