import { failsInElasticsearch } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
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

/** Times are read once for each event; one with several times fails in Elasticsearch. */
function readPositions(events: readonly EqlEvent[], positions: PositionReader): (Position | undefined)[] {
  return events.map((event, order) => {
    if (positions.hasSeveralTimes(event)) {
      throw failsInElasticsearch('an event with several timestamps in a sequence');
    }
    return positions.read(event, order);
  });
}

/** Finds the hits of every positive stage and of `until`. Events without a time are ignored. */
export class HitFinder {
  private readonly known = new Map<number, StageHits>();
  private places: (Position | undefined)[] | undefined;

  constructor(
    private readonly events: readonly EqlEvent[],
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
    const orderOf = shardOrder(matcher, this.shards);
    for (let index = 0; index < this.events.length; index += 1) {
      const event = this.events[index] as EqlEvent;
      if (!matcher.matches(event)) {
        continue;
      }
      this.places ??= readPositions(this.events, this.positions);
      const position = this.places[index];
      const tuples = position === undefined ? [] : readTuples(event);
      if (position !== undefined && tuples.length > 0) {
        hits.push({ event, position: this.shards === undefined ? position : { ...position, order: orderOf(index) }, tuples, arrival: index });
      }
    }
    return hits.sort((a, b) => comparePositions(a.position, b.position));
  }
}

/** The positive stages of a query in order. */
export function positiveStages({ stages }: CompiledQuery): readonly CompiledStage[] {
  return stages.filter(({ missing }) => !missing);
}

/** The order of a search from the end: time and tiebreaker fall, arrival still rises. */
export function descending(hits: StageHits): StageHits {
  return [...hits].sort(({ position: a }, { position: b }) => (a.time === b.time ? -compareTiebreakers(a, b) || a.order - b.order : a.time < b.time ? 1 : -1));
}
