import type { EqlEvent } from '../schema/event_source';
import type { EventColumns } from './columns/event_columns';
import { selectRows } from './columns/select_rows';
import type { CompiledQuery, CompiledStage } from './compiled_query';
import { combineLimits } from './limits';
import { comparePositions, compareTiebreakers, type Position, positionReader } from './position';
import type { FullRequest } from './run_request';

interface Found {
  readonly event: EqlEvent;
  readonly position: Position;
}

/** An event without a time stands before all others. */
const noTime = Number.NEGATIVE_INFINITY;

/** The order of a search from the end: time and tiebreaker fall, arrival still rises (eql-observed.md §2). */
function compareDescending(left: Position, right: Position): number {
  if (left.time !== right.time) {
    return left.time < right.time ? 1 : -1;
  }
  return -compareTiebreakers(left, right) || left.order - right.order;
}

/** The events that match, limited by size, position and pipes, ascending in time. The events of the columns are in order of arrival. */
export function runEventQuery(compiled: CompiledQuery, columns: EventColumns, request: FullRequest): readonly EqlEvent[] {
  const { matcher, failure } = compiled.stages[0] as CompiledStage;
  const limit = combineLimits(compiled.query.pipes, request.size, request.resultPosition);
  // A condition that is always true on `any` loses the direction of its pipes (eql-observed.md §2).
  const direction = matcher.kind === 'constant' && request.mode === 'exact' ? request.resultPosition : limit.direction;
  if (limit.count === 0) {
    return [];
  }
  if (failure !== undefined) {
    throw failure;
  }
  const found = findAll(compiled, columns);
  const ascending = direction === 'head' || request.mode === 'ideal';
  found.sort((a, b) => (ascending ? comparePositions(a.position, b.position) : compareDescending(a.position, b.position)));
  if (request.mode === 'ideal' && direction === 'tail') {
    found.reverse();
  }
  const page = found.slice(limit.offset, limit.offset + limit.count).map(({ event }) => event);
  return direction === 'head' ? page : page.reverse();
}

function findAll(compiled: CompiledQuery, columns: EventColumns): Found[] {
  const { matcher } = compiled.stages[0] as CompiledStage;
  const positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
  return Array.from(selectRows(matcher, columns), (order) => {
    const event = columns.events[order] as EqlEvent;
    return { event, position: positions.read(event, order) ?? { time: noTime, tiebreaker: null, order } };
  });
}
