import { isDateType } from '../check/index';
import type { EqlEvent, EqlField, EqlValue } from '../schema/event_source';
import { sameText } from './scan/same_text';

/** Where an event stands in time. `time` is epoch ms, or epoch ns as bigint for date_nanos; both positions of one run have the same kind. */
export interface Position {
  readonly time: number | bigint;
  /** `undefined` when the request names no tiebreaker, `null` when this event has no value for it. */
  readonly tiebreaker: EqlValue | null | undefined;
  /** Order of arrival in the shard. */
  readonly order: number;
}

function compareValues(left: EqlValue, right: EqlValue): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Negative, zero, positive: by time, then tiebreaker (none first), then arrival. A total order, for sorting. */
export function comparePositions(left: Position, right: Position): number {
  if (left.time !== right.time) {
    return left.time < right.time ? -1 : 1;
  }
  return compareTiebreakers(left, right) || left.order - right.order;
}

/** The order of the tiebreakers; 0 without them. */
export function compareTiebreakers(left: Position, right: Position): number {
  const [a, b] = [left.tiebreaker ?? null, right.tiebreaker ?? null];
  if (a === null || b === null) {
    return Number(a !== null) - Number(b !== null);
  }
  return compareValues(a, b);
}

/**
 * Whether one event is before another for the state machine of a sequence. A missing tiebreaker stands last here and first in a search, which is why such
 * events of one time never chain (eql-observed.md §3.2).
 */
export function isBefore(left: Position, right: Position): boolean {
  if (left.time !== right.time) {
    return left.time < right.time;
  }
  if (left.tiebreaker === null || right.tiebreaker === null) {
    return left.tiebreaker !== null;
  }
  return comparePositions(left, right) < 0;
}

/** How times and tiebreakers of a run are read. */
export interface PositionReader {
  /** The position of the event that arrived as number `order`; undefined for an event without a time. */
  read(event: EqlEvent, order: number): Position | undefined;
  /** Milliseconds of a position. */
  milliseconds(position: Position): number;
  /** A length in the unit of `Position.time`. */
  length(milliseconds: number): number | bigint;
  /** Whether the event has more than one time; a sequence fails in Elasticsearch then. */
  hasSeveralTimes(event: EqlEvent): boolean;
}

const nanosPerMilli = 1_000_000n;

/** The reader for the request's fields. Whole numbers are accepted as times (epoch ms) too. */
export function positionReader(timestamp: EqlField, tiebreaker: EqlField | undefined): PositionReader {
  const timePath = sameText(timestamp.path);
  const isNanos = timestamp.type === 'date_nanos';
  const timesAreDates = isDateType(timestamp.type);
  return {
    read: (event, order) => {
      const [time] = event.values(timePath);
      if (typeof time !== 'number' && typeof time !== 'bigint') {
        return undefined;
      }
      const tie = tiebreaker === undefined ? undefined : (event.values(tiebreaker.path)[0] ?? null);
      return { time: isNanos || !timesAreDates ? time : Number(time), tiebreaker: tie, order };
    },
    milliseconds: ({ time }) => (isNanos ? Number(floorDivide(BigInt(time), nanosPerMilli)) : Number(time)),
    length: (milliseconds) => (isNanos ? (Number.isSafeInteger(milliseconds) ? BigInt(milliseconds) * nanosPerMilli : 2n ** 100n) : milliseconds),
    hasSeveralTimes: (event) => event.values(timePath).length > 1,
  };
}

function floorDivide(value: bigint, by: bigint): bigint {
  const rest = ((value % by) + by) % by;
  return (value - rest) / by;
}
