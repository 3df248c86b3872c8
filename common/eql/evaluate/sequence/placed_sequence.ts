import type { EqlEvent } from '../../schema/event_source';
import type { KeyTuple } from '../join_keys';
import type { Position } from '../position';
import type { Hit, Sequence } from './hit';
import type { HitList } from './hit_list';

/** A complete sequence as the places of its hits in the lists of the stages; made of hits only when somebody looks at them. */
export class PlacedSequence implements Sequence {
  constructor(
    readonly key: KeyTuple,
    private readonly places: readonly number[],
    private readonly lists: readonly HitList[]
  ) {}

  get hits(): readonly Hit[] {
    return this.places.map((place, stage) => (this.lists[stage] as HitList).at(place));
  }

  get events(): readonly EqlEvent[] {
    const { places, lists } = this;
    const [first, second] = places;
    return places.length === 2 ? [(lists[0] as HitList).event(first as number), (lists[1] as HitList).event(second as number)] : places.map((place, stage) => (lists[stage] as HitList).event(place));
  }

  /** The time of the last event. */
  get lastTime(): number | bigint {
    return this.lastList.time(this.lastPlace);
  }

  get lastPosition(): Position {
    return this.lastList.position(this.lastPlace);
  }

  /** The number of the last event among all. */
  get lastArrival(): number {
    return this.lastList.arrival(this.lastPlace);
  }

  /** Whether the last event has no tiebreaker though there should be one. */
  get isUnordered(): boolean {
    return this.lastList.hasTiebreakers && this.lastPosition.tiebreaker === null;
  }

  private get lastPlace(): number {
    return this.places[this.places.length - 1] as number;
  }

  private get lastList(): HitList {
    return this.lists[this.places.length - 1] as HitList;
  }
}
