import { failsInElasticsearch } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
import type { EventColumns } from '../columns/event_columns';
import { rowMatcher } from '../columns/row_matcher';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import type { KeyTuple } from '../join_keys';
import type { Shard } from '../run_request';
import { shardOrder } from './shard_order';
import { comparePositions, compareTiebreakers, type Position, type PositionReader } from '../position';

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

/** The hits of one stage, ascending. */
export type StageHits = readonly Hit[];

/** The hits of the stages of a query; stages that share a term (runs) share the list. */
export interface AllHits {
  readonly positive: readonly StageHits[];
  readonly until: StageHits | undefined;
}

/** Finds the hits of every positive stage and of `until`. Events without a time are ignored. */
export class HitFinder {
  private readonly known = new Map<number, StageHits>();

  constructor(
    private readonly columns: EventColumns,
    private readonly positions: PositionReader,
    private readonly shards?: readonly Shard[]
  ) {}

  find(stage: CompiledStage): StageHits {
    let hits = this.known.get(stage.term);
    if (hits === undefined) {
      hits = this.search(stage);
      this.known.set(stage.term, hits);
    }
    return hits;
  }

  private search(stage: CompiledStage): StageHits {
    if (stage.failure !== undefined) {
      throw stage.failure;
    }
    if (stage.matcher.kind === 'constant' && !stage.matcher.value) {
      return [];
    }
    const hits: Hit[] = [];
    const { matcher, readTuples } = stage;
    const { events } = this.columns;
    const matches = rowMatcher(matcher, this.columns);
    const orderOf = shardOrder(matcher, this.shards);
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index] as EqlEvent;
      if (!matches(index, event)) {
        continue;
      }
      const position = this.positions.read(event, index);
      const tuples = position === undefined ? [] : readTuples(event);
      if (position !== undefined && tuples.length > 0) {
        this.refuseSeveralTimes(event);
        hits.push({ event, position: this.shards === undefined ? position : { ...position, order: orderOf(index) }, tuples, arrival: index });
      }
    }
    return sortedHits(hits);
  }

  private refuseSeveralTimes(event: EqlEvent): void {
    if (this.positions.hasSeveralTimes(event)) {
      throw failsInElasticsearch('an event with several timestamps in a sequence');
    }
  }
}

/** Events mostly arrive in the order of time; then there is nothing to sort. */
function sortedHits(hits: Hit[]): Hit[] {
  const isSorted = hits.every((hit, index) => index === 0 || comparePositions((hits[index - 1] as Hit).position, hit.position) < 0);
  return isSorted ? hits : hits.sort((a, b) => comparePositions(a.position, b.position));
}

/** The positive stages of a query in order. */
export function positiveStages({ stages }: CompiledQuery): readonly CompiledStage[] {
  return stages.filter(({ missing }) => !missing);
}

/** The order of a search from the end: time and tiebreaker fall, arrival still rises: groups of one place, backwards. */
export function descending(hits: StageHits): StageHits {
  const turned: Hit[] = [];
  for (let end = hits.length; end > 0; ) {
    const { position } = hits[end - 1] as Hit;
    let start = end - 1;
    while (start > 0 && isTied((hits[start - 1] as Hit).position, position)) {
      start -= 1;
    }
    for (let index = start; index < end; index += 1) {
      turned.push(hits[index] as Hit);
    }
    end = start;
  }
  return turned;
}

function isTied(left: Position, right: Position): boolean {
  return left.time === right.time && compareTiebreakers(left, right) === 0;
}
