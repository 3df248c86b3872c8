import type { EqlEvent } from '../schema/event_source';
import type { CompiledQuery, CompiledStage } from './compiled_query';
import { combineLimits, type EventLimit } from './limits';
import { comparePositions, compareTiebreakers, type Position, positionReader } from './position';
import type { FullRequest } from './run_request';
import { RowCollector } from './scan/row_collector';
import type { Scan } from './scan/scan';

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

/**
 * The events that match, limited by size, position and pipes, ascending in time. Puts the condition into the scan of events in order of arrival; the answer may
 * be asked when the scan has run.
 */
export function beginEventQuery(compiled: CompiledQuery, scan: Scan, request: FullRequest): () => readonly EqlEvent[] {
  const { matcher, failure } = compiled.stages[0] as CompiledStage;
  const limit = combineLimits(compiled.query.pipes, request.size, request.resultPosition);
  if (limit.count === 0) {
    return () => [];
  }
  if (failure !== undefined) {
    throw failure;
  }
  const rows = new RowCollector(scan);
  scan.add(matcher, rows);
  return () => cut(compiled, positioned(compiled, scan, rows.found()), { request, limit });
}

function cut(compiled: CompiledQuery, found: Found[], { request, limit }: { request: FullRequest; limit: EventLimit }): readonly EqlEvent[] {
  // A condition that is always true on `any` loses the direction of its pipes (eql-observed.md §2).
  const direction = compiled.stages[0]?.matcher.kind === 'constant' && request.mode === 'exact' ? request.resultPosition : limit.direction;
  const ascending = direction === 'head' || request.mode === 'ideal';
  found.sort((a, b) => (ascending ? comparePositions(a.position, b.position) : compareDescending(a.position, b.position)));
  if (request.mode === 'ideal' && direction === 'tail') {
    found.reverse();
  }
  const page = found.slice(limit.offset, limit.offset + limit.count).map(({ event }) => event);
  return direction === 'head' ? page : page.reverse();
}

function positioned(compiled: CompiledQuery, { events }: Scan, rows: readonly number[]): Found[] {
  const positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
  return rows.map((order) => {
    const event = events[order] as EqlEvent;
    return { event, position: positions.read(event, order) ?? { time: noTime, tiebreaker: null, order } };
  });
}
