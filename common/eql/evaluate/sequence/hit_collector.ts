import { failsInElasticsearch } from '../../errors/index';
import type { EqlEvent } from '../../schema/event_source';
import type { CompiledStage } from '../compiled_query';
import type { PositionReader } from '../position';
import type { TupleTable } from '../scan/tuple_table';
import type { Scan, ScanTarget } from '../scan/scan';
import type { TimeColumn } from '../scan/time_column';
import { GrowingHits } from './hit_columns';
import type { HitList } from './hit_list';

type Time = number | bigint;

/** What collectors of one query share. */
export interface CollectorContext {
  readonly scan: Scan;
  readonly positions: PositionReader;
  readonly times: TimeColumn;
  readonly hasTiebreaker: boolean;
}

/** The hits of one stage as a scan finds them. Events without a time or a mandatory key are no hits. */
export class HitCollector implements ScanTarget {
  private readonly hits: GrowingHits;
  private readonly tuples: TupleTable;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    stage: CompiledStage,
    private readonly context: CollectorContext
  ) {
    this.tuples = context.scan.columns.keys(stage);
    this.hits = new GrowingHits(context.hasTiebreaker);
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
    return this.hits.list({ events: this.context.scan.events, tuples: this.tuples.tuples, orderOf });
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

  private add(row: number, time: Time, key: number): void {
    const { hits, context, roomFor } = this;
    hits.add(row, time, key, roomFor);
    if (context.hasTiebreaker) {
      const event = context.scan.events[row] as EqlEvent;
      hits.addTiebreaker(context.positions.read(event, row)?.tiebreaker ?? null);
    }
  }

  /** Room for as many as there will be if the rest of the events is like those so far. */
  private readonly roomFor = (length: number): number => Math.max(length * 2, Math.min(Math.ceil((length / this.context.scan.progress) * 1.1), length * 64));
}
