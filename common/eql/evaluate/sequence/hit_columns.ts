import type { EqlEvent, EqlValue } from '../../schema/event_source';
import type { KeyTuple } from '../join_keys';
import { HitList } from './hit_list';

type Time = number | bigint;

/** What a list of hits needs besides. */
export interface HitListParts {
  readonly events: readonly EqlEvent[];
  readonly tuples: readonly (readonly KeyTuple[])[];
  /** Numbers the events in place of their arrival. */
  readonly orderOf: ((row: number) => number) | undefined;
}

/** The hits of one stage as they are found: columns of numbers that grow. */
export class GrowingHits {
  private rows = new Int32Array(64);
  private times: Float64Array<ArrayBuffer> | Time[] = new Float64Array(64);
  private keys = new Int32Array(64);
  private length = 0;
  private readonly tiebreakers: (EqlValue | null)[] | undefined;

  constructor(hasTiebreaker: boolean) {
    this.tiebreakers = hasTiebreaker ? [] : undefined;
  }

  /** `roomFor` tells how many there may be, when there is no room for one more. */
  add(row: number, time: Time, key: number, roomFor: (length: number) => number): void {
    const { length } = this;
    if (length === this.rows.length) {
      this.grow(roomFor(length));
    }
    if (typeof time === 'bigint' && this.times instanceof Float64Array) {
      this.times = Array.from<Time>(this.times);
    }
    this.rows[length] = row;
    this.times[length] = time as number;
    this.keys[length] = key;
    this.length = length + 1;
  }

  /** Belongs to the hit that was added last. */
  addTiebreaker(value: EqlValue | null): void {
    this.tiebreakers?.push(value);
  }

  /** Ascending. */
  list({ events, tuples, orderOf }: HitListParts): HitList {
    const { length, times, tiebreakers } = this;
    const rows = this.rows.subarray(0, length);
    return new HitList(events, {
      rows,
      times: times instanceof Float64Array ? times.subarray(0, length) : times.slice(0, length),
      keys: this.keys.subarray(0, length),
      tuples,
      ...(tiebreakers && { tiebreakers }),
      ...(orderOf && { orders: Float64Array.from(rows, orderOf) }),
    }).sorted();
  }

  private grow(room: number): void {
    const { rows, keys, times } = this;
    this.rows = new Int32Array(room);
    this.rows.set(rows);
    this.keys = new Int32Array(room);
    this.keys.set(keys);
    if (times instanceof Float64Array) {
      this.times = new Float64Array(room);
      this.times.set(times);
    }
  }
}
