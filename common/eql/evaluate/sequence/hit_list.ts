import type { EqlEvent, EqlValue } from '../../schema/event_source';
import type { KeyTuple } from '../join_keys';
import { comparePositions, compareTiebreakers, type Position } from '../position';
import type { Hit } from './hit';

/**
 * What a list keeps of its hits, one entry each. `keys` are numbers in `tuples`; `tiebreakers` is absent without a tiebreaker, `orders` where events are
 * numbered as they arrived.
 */
export interface HitColumns {
  readonly rows: Int32Array;
  readonly times: Float64Array | readonly (number | bigint)[];
  readonly keys: Int32Array;
  readonly tuples: readonly (readonly KeyTuple[])[];
  readonly tiebreakers?: readonly (EqlValue | null)[];
  readonly orders?: Float64Array;
}

/** The hits of one stage, as columns: a hit is made an object when it is asked for, so that those which lead nowhere cost nothing to keep. */
export class HitList {
  readonly length: number;

  constructor(
    private readonly events: readonly EqlEvent[],
    private readonly columns: HitColumns
  ) {
    this.length = columns.rows.length;
  }

  time(index: number): number | bigint {
    return this.columns.times[index] as number | bigint;
  }

  position(index: number): Position {
    const { times, tiebreakers, orders, rows } = this.columns;
    const order = (orders === undefined ? rows[index] : orders[index]) as number;
    return { time: times[index] as number | bigint, tiebreaker: tiebreakers === undefined ? undefined : (tiebreakers[index] ?? null), order };
  }

  at(index: number): Hit {
    const arrival = this.columns.rows[index] as number;
    return { event: this.events[arrival] as EqlEvent, position: this.position(index), tuples: this.tuples(index), arrival };
  }

  event(index: number): EqlEvent {
    return this.events[this.columns.rows[index] as number] as EqlEvent;
  }

  get hasTiebreakers(): boolean {
    return this.columns.tiebreakers !== undefined;
  }

  tuples(index: number): readonly KeyTuple[] {
    return this.columns.tuples[this.columns.keys[index] as number] as readonly KeyTuple[];
  }

  arrival(index: number): number {
    return this.columns.rows[index] as number;
  }

  /** The hits in the order of their positions. Events mostly arrive so; then there is nothing to sort. */
  sorted(): HitList {
    for (let index = 1; index < this.length; index += 1) {
      if (this.time(index - 1) >= this.time(index) && comparePositions(this.position(index - 1), this.position(index)) >= 0) {
        const positions = Array.from({ length: this.length }, (_, place) => ({ place, position: this.position(place) }));
        return this.reordered(positions.sort((a, b) => comparePositions(a.position, b.position)).map(({ place }) => place));
      }
    }
    return this;
  }

  /** The order of a search from the end: time and tiebreaker fall, arrival still rises: groups of one place, backwards. */
  descending(): HitList {
    const places: number[] = [];
    for (let end = this.length; end > 0; ) {
      let start = end - 1;
      while (start > 0 && this.time(start - 1) === this.time(end - 1) && compareTiebreakers(this.position(start - 1), this.position(end - 1)) === 0) {
        start -= 1;
      }
      for (let index = start; index < end; index += 1) {
        places.push(index);
      }
      end = start;
    }
    return this.reordered(places);
  }

  /** The first place at or after `from` for which `isBeyond` holds of the time; it must hold for all that follow. */
  search(isBeyond: (time: number | bigint) => boolean, from = 0): number {
    let low = from;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBeyond(this.time(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private reordered(places: readonly number[]): HitList {
    const { rows, times, keys, tuples, tiebreakers, orders } = this.columns;
    return new HitList(this.events, {
      rows: Int32Array.from(places, (place) => rows[place] as number),
      times: times instanceof Float64Array ? Float64Array.from(places, (place) => times[place] as number) : places.map((place) => times[place] as number | bigint),
      keys: Int32Array.from(places, (place) => keys[place] as number),
      tuples,
      ...(tiebreakers && { tiebreakers: places.map((place) => tiebreakers[place] ?? null) }),
      ...(orders && { orders: Float64Array.from(places, (place) => orders[place] as number) }),
    });
  }
}

/** Some neighbours of a list, forwards or turned round. */
export class HitPage {
  /** Takes the place of the first, how many there are, and whether the next stands behind (1) or in front (-1). */
  constructor(
    readonly list: HitList,
    private readonly start: number,
    readonly length: number,
    private readonly step: 1 | -1 = 1
  ) {}

  /** The place in the list. */
  place(index: number): number {
    return this.start + index * this.step;
  }

  get first(): Position {
    return this.list.position(this.start);
  }

  get last(): Position {
    return this.list.position(this.place(this.length - 1));
  }

  /** What of an ascending page is not behind the position. */
  upTo(position: Position): HitPage {
    let { length } = this;
    while (length > 0 && comparePositions(this.list.position(this.start + length - 1), position) > 0) {
      length -= 1;
    }
    return new HitPage(this.list, this.start, length);
  }
}
