import { EqlError } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { foldsToNothing } from '../folds_to_nothing';
import { type KeyTuple, printKey } from '../join_keys';
import { combineLimits, cutSequences } from '../limits';
import type { FullRequest } from '../run_request';
import type { Scan } from '../scan/scan';
import { CompletedSequences } from './completed_sequences';
import { readInOrder } from './ideal_order';
import { positiveStages, type Sequence } from './hit';
import { HitFinder, type HitSource } from './hit_finder';
import { MissingEvents } from './missing_events';
import { PlacedSequence } from './placed_sequence';
import { SequenceState, type SequenceRules } from './sequence_state';
import { StrictSequences } from './strict_sequences';
import { readWindows } from './tumbling_window';

/** A result of a sequence or a sample: events in stage order, null at the place of a missing event. */
export interface FoundSequence {
  readonly events: readonly (EqlEvent | null)[];
  readonly joinKeys: readonly (string | number | bigint | boolean | null)[];
}

/** The sequences of a query. Puts the stages into the scan; the answer may be asked when the scan has run. It throws `EqlError` where Elasticsearch refuses. */
export function beginSequence(compiled: CompiledQuery, scan: Scan, request: FullRequest): () => readonly FoundSequence[] {
  if (foldsToNothing(compiled, request)) {
    return () => [];
  }
  const finder = new HitFinder(compiled, scan, request.mode === 'exact' ? request.shards : undefined);
  return () => sequencesOf({ compiled, finder, events: scan.events.length, request });
}

/** The sequences that hits make, limited by size, position and pipes. Throws `EqlError` where Elasticsearch refuses. */
export function sequencesOf({ compiled, finder, events, request }: Omit<SequenceSearch, 'stages'>): readonly FoundSequence[] {
  const { pipes } = compiled.query;
  const position = pipes[0]?.name ?? request.resultPosition;
  const stages = positiveStages(compiled);
  const found = cutSequences(findSequences({ compiled, stages, finder, events, request: { ...request, resultPosition: position } }), pipes, request.size, position);
  refuseTooManyIds(found.length * stages.length, request);
  return found.map(sequencePrinter(compiled));
}

function refuseTooManyIds(ids: number, { mode, maxEventIds }: FullRequest): void {
  if (mode === 'exact' && ids > maxEventIds) {
    throw new EqlError('illegal_argument_exception', `Too many ids specified, allowed max result window is [${maxEventIds}], but got [${ids}]`);
  }
}

/** All complete sequences of the query before pipes and size, in their order. In exact mode reading may end early once enough are complete. */
function findSequences(search: SequenceSearch): readonly Sequence[] {
  const { compiled, finder, request } = search;
  const missing = new MissingEvents(compiled, finder, request.mode === 'ideal');
  const found = request.mode === 'ideal' ? findIdeal(search) : findExact(search, missing);
  return missing.isEmpty ? found : found.filter((sequence) => missing.accepts(sequence));
}

interface SequenceSearch {
  readonly compiled: CompiledQuery;
  readonly stages: readonly CompiledStage[];
  readonly finder: HitSource;
  /** How many events there are. */
  readonly events: number;
  readonly request: FullRequest;
}

function rulesOf({ compiled, stages, finder, request }: SequenceSearch): SequenceRules {
  const maxSpan = compiled.maxSpanMs === undefined ? undefined : finder.positions.length(compiled.maxSpanMs);
  return { length: stages.length, maxSpan, maxOpen: request.maxOpenSequences };
}

function findIdeal(search: SequenceSearch): readonly Sequence[] {
  const { compiled: { until }, stages, finder } = search;
  const found: Sequence[] = [];
  const state = new StrictSequences(rulesOf(search), (sequence) => found.push(sequence));
  readInOrder({ stages: stages.map((stage) => finder.find(stage)), until: until && finder.find(until), state });
  return found;
}

function findExact(search: SequenceSearch, missing: MissingEvents): readonly Sequence[] {
  const { compiled, stages, finder, request } = search;
  const completed = new CompletedSequences(search.events);
  const state = new SequenceState(rulesOf(search), (sequence) => completed.add(sequence));
  const { until } = compiled;
  const fromEnd = request.resultPosition === 'tail';
  const { count, offset } = combineLimits(compiled.query.pipes, request.size, request.resultPosition);
  readWindows({
    length: stages.length,
    stage: (index) => finder.find(stages[index] as CompiledStage),
    until: until && (() => finder.find(until)),
    state,
    fetchSize: request.fetchSize,
    fromEnd,
    forgetsUntil: compiled.stages[0]?.missing === true && !fromEnd,
    isEnough: () => missing.isEmpty && completed.size >= count + offset,
  });
  return completed.sorted();
}

/** Sequences as an answer shows them; keys are printed once for all sequences that share them. */
export function sequencePrinter(compiled: CompiledQuery): (sequence: Sequence) => FoundSequence {
  const hasMissing = compiled.stages.some(({ missing }) => missing);
  let lastKey: KeyTuple | undefined;
  let joinKeys: FoundSequence['joinKeys'] = [];
  return (sequence) => {
    if (sequence.key !== lastKey) {
      lastKey = sequence.key;
      joinKeys = sequence.key.values.map(printKey);
    }
    const events = sequence instanceof PlacedSequence ? sequence.events : sequence.hits.map(({ event }) => event);
    let next = 0;
    return { events: hasMissing ? compiled.stages.map((stage) => (stage.missing ? null : (events[next++] as EqlEvent))) : events, joinKeys };
  };
}
