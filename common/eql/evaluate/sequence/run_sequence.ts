import { EqlError } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
import type { EventColumns } from '../columns/event_columns';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { printKey } from '../join_keys';
import { combineLimits, cutSequences } from '../limits';
import { positionReader } from '../position';
import type { FullRequest } from '../run_request';
import { CompletedSequences } from './completed_sequences';
import { readInOrder } from './ideal_order';
import { type Hit, HitFinder, positiveStages, type Sequence, type StageHits } from './hit';
import { MissingEvents } from './missing_events';
import { SequenceState } from './sequence_state';
import { readWindows } from './tumbling_window';

/** A result of a sequence or a sample: events in stage order, null at the place of a missing event. */
export interface FoundSequence {
  readonly events: readonly (EqlEvent | null)[];
  readonly joinKeys: readonly (string | number | bigint | boolean | null)[];
}

/** The sequences of a query. Throws `EqlError` where Elasticsearch refuses. */
export function runSequence(compiled: CompiledQuery, columns: EventColumns, request: FullRequest): readonly FoundSequence[] {
  const { pipes } = compiled.query;
  const position = pipes[0]?.name ?? request.resultPosition;
  if (request.size === 0 || pipes.some(({ count }) => count === 0)) {
    return [];
  }
  const found = cutSequences(findSequences(compiled, columns, { ...request, resultPosition: position }), pipes, request.size, position);
  const ids = found.length * positiveStages(compiled).length;
  if (request.mode === 'exact' && ids > request.maxEventIds) {
    throw new EqlError('illegal_argument_exception', `Too many ids specified, allowed max result window is [${request.maxEventIds}], but got [${ids}]`);
  }
  return found.map((sequence) => printSequence(compiled, sequence));
}

/** All complete sequences of the query before pipes and size, in their order. In exact mode reading may end early once enough are complete. */
export function findSequences(compiled: CompiledQuery, columns: EventColumns, request: FullRequest): readonly Sequence[] {
  const stages = positiveStages(compiled);
  const positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
  const finder = new HitFinder(columns, positions, request.mode === 'exact' ? request.shards : undefined);
  if (stages.some(({ matcher }) => matcher.kind === 'constant' && !matcher.value)) {
    return [];
  }
  const missing = new MissingEvents(compiled, finder, positions, request.mode === 'ideal');
  const completed = new CompletedSequences();
  const maxSpan = compiled.maxSpanMs === undefined ? undefined : positions.length(compiled.maxSpanMs);
  const state = new SequenceState({ length: stages.length, maxSpan, maxOpen: request.maxOpenSequences }, (sequence) => completed.add(sequence));
  const { until } = compiled;
  const findUntil = until === undefined ? undefined : (): StageHits => finder.find(until);
  if (request.mode === 'ideal') {
    readInOrder({ stages: stages.map((stage) => finder.find(stage)), until: findUntil?.(), state });
  } else {
    const fromEnd = request.resultPosition === 'tail';
    const forgetsUntil = compiled.stages[0]?.missing === true && !fromEnd;
    const { count, offset } = combineLimits(compiled.query.pipes, request.size, request.resultPosition);
    const limit = count + offset;
    readWindows({ length: stages.length, stage: (index) => finder.find(stages[index] as CompiledStage), until: findUntil, state, fetchSize: request.fetchSize, fromEnd, forgetsUntil, isEnough: () => missing.isEmpty && completed.size >= limit });
  }
  const sorted = completed.sorted();
  return missing.isEmpty ? sorted : sorted.filter((sequence) => missing.accepts(sequence));
}

function printSequence(compiled: CompiledQuery, { key, hits }: Sequence): FoundSequence {
  let next = 0;
  const events = compiled.stages.map((stage) => (stage.missing ? null : (hits[next++] as Hit).event));
  return { events, joinKeys: key.values.map(printKey) };
}
