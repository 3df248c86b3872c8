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

/** Whether the time from `begin` to `end` is longer than maxspan. `maxSpan` is in the unit of `Position.time`. */
export function isLonger(begin: number | bigint, end: number | bigint, maxSpan: number | bigint | undefined): boolean {
  if (maxSpan === undefined) {
    return false;
  }
  return (typeof begin === 'bigint' && typeof end === 'bigint' ? end - begin : Number(end) - Number(begin)) > maxSpan;
}

/** The positive stages of a query in order. */
export function positiveStages({ stages }: CompiledQuery): readonly CompiledStage[] {
  return stages.filter(({ missing }) => !missing);
}
