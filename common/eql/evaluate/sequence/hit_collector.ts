import { failsInElasticsearch } from '../../errors/index';
import type { EqlEvent, EqlValue } from '../../schema/event_source';
import type { CompiledStage } from '../compiled_query';
import type { PositionReader } from '../position';
import type { TupleTable } from '../scan/tuple_table';
import type { Scan, ScanTarget } from '../scan/scan';
import type { TimeColumn } from '../scan/time_column';
import { HitList } from './hit_list';

type Time = number | bigint;

/** What collectors of one query share. */
export interface CollectorContext {
  readonly scan: Scan;
  readonly positions: PositionReader;
  readonly times: TimeColumn;
  readonly hasTiebreaker: boolean;
}

/** Room for as many as there will be if the rest of the events is like those so far. */
function roomFor(length: number, progress: number): number {
  return Math.max(length * 2, Math.min(Math.ceil((length / progress) * 1.1), length * 64));
}

/** The hits of one stage as a scan finds them. Events without a time or a mandatory key are no hits. */
export class HitCollector implements ScanTarget {
  private rows = new Int32Array(64);
  private times: Float64Array<ArrayBuffer> | Time[] = new Float64Array(64);
  private keys = new Int32Array(64);
  private length = 0;
  private readonly tiebreakers: (EqlValue | null)[] = [];
  private readonly tuples: TupleTable;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    stage: CompiledStage,
    private readonly context: CollectorContext
  ) {
    this.tuples = context.scan.columns.keys(stage);
  }

  take(offsets: Int32Array, count: number): void {
    const { times, scan } = this.context;
    for (let index = 0; index < count; index += 1) {
      const offset = offsets[index] as number;
      const time = times.time(offset);
      if (Number.isNaN(time)) {
        this.takeUnusual(offset);
        continue;
      }
      const key = this.tuples.number(offset);
      if (key >= 0) {
        this.add(scan.row(offset), time, key);
      }
    }
  }

  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /** The hits, ascending. Throws what the scan met. `orderOf` numbers the events in place of their arrival. */
  list(orderOf: ((row: number) => number) | undefined): HitList {
    if (this.failure !== undefined) {
      throw this.failure.error;
    }
    const { length } = this;
    const rows = this.rows.subarray(0, length);
    return new HitList(this.context.scan.events, {
      rows,
      times: this.times instanceof Float64Array ? this.times.subarray(0, length) : this.times.slice(0, length),
      keys: this.keys.subarray(0, length),
      tuples: this.tuples.tuples,
      ...(this.context.hasTiebreaker && { tiebreakers: this.tiebreakers }),
      ...(orderOf && { orders: Float64Array.from(rows, orderOf) }),
    }).sorted();
  }

  /** An event without a time, with several, or with one that is no plain number. */
  private takeUnusual(offset: number): void {
    const { positions, scan } = this.context;
    const row = scan.row(offset);
    const event = scan.events[row] as EqlEvent;
    const position = positions.read(event, row);
    const key = position === undefined ? -1 : this.tuples.number(offset);
    if (position === undefined || key < 0) {
      return;
    }
    if (positions.hasSeveralTimes(event)) {
      this.fail(failsInElasticsearch('an event with several timestamps in a sequence'));
    }
    this.add(row, position.time, key);
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

  private add(row: number, time: Time, key: number): void {
    const { length } = this;
    if (length === this.rows.length) {
      this.grow(roomFor(length, this.context.scan.progress));
    }
    if (typeof time === 'bigint' && this.times instanceof Float64Array) {
      this.times = Array.from<Time>(this.times);
    }
    this.rows[length] = row;
    this.times[length] = time as number;
    this.keys[length] = key;
    this.length = length + 1;
    if (this.context.hasTiebreaker) {
      const event = this.context.scan.events[row] as EqlEvent;
      this.tiebreakers.push(this.context.positions.read(event, row)?.tiebreaker ?? null);
    }
  }
}
