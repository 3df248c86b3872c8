import type { EqlEvent } from '../../schema/event_source';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import type { KeyTuple } from '../join_keys';
import type { Position } from '../position';

/** An event that meets a stage and has its mandatory keys. */
export interface Hit {
  readonly event: EqlEvent;
  readonly position: Position;
  readonly tuples: readonly KeyTuple[];
  /** The number of the event among all. */
  readonly arrival: number;
}

/** A partial or complete sequence: the hits of the positive stages in order. */
export interface Sequence {
  readonly key: KeyTuple;
  readonly hits: readonly Hit[];
}

export function lastHit({ hits }: Sequence): Hit {
  return hits[hits.length - 1] as Hit;
}

export function firstHit({ hits }: Sequence): Hit {
  return hits[0] as Hit;
}

/** The sequence with one hit more. */
export function extended({ key, hits }: Sequence, hit: Hit): Sequence {
  return { key, hits: hits.length === 1 ? [hits[0] as Hit, hit] : [...hits, hit] };
}

/** Whether a sequence would be longer than maxspan with a hit at the position. `maxSpan` is in the unit of `Position.time`. */
export function isTooLong(sequence: Sequence, { time }: Position, maxSpan: number | bigint | undefined): boolean {
  if (maxSpan === undefined) {
    return false;
  }
  const begin = firstHit(sequence).position.time;
  const span = typeof begin === 'bigint' && typeof time === 'bigint' ? time - begin : Number(time) - Number(begin);
  return span > maxSpan;
}

/** The positive stages of a query in order. */
export function positiveStages({ stages }: CompiledQuery): readonly CompiledStage[] {
  return stages.filter(({ missing }) => !missing);
}
