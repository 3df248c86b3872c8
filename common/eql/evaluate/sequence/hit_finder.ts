import { failsInElasticsearch } from '../../errors/index';
import type { EqlEvent, EqlValue } from '../../schema/event_source';
import type { EventColumns } from '../columns/event_columns';
import { selectRows } from '../columns/select_rows';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import type { KeyTuple } from '../join_keys';
import { positionReader, type PositionReader } from '../position';
import type { Shard } from '../run_request';
import { HitList } from './hit_list';
import { rowTupleReader } from './row_tuples';
import { shardOrder } from './shard_order';

type Time = number | bigint;

/** Hits as they are found, at most `size`. */
class HitCollector {
  private readonly rows: Int32Array;
  private times: Float64Array | Time[];
  private readonly tuples: (readonly KeyTuple[])[] = [];
  private readonly tiebreakers: (EqlValue | null)[] = [];

  constructor(size: number) {
    this.rows = new Int32Array(size);
    this.times = new Float64Array(size);
  }

  add(row: number, time: Time, tuples: readonly KeyTuple[]): void {
    const { length } = this.tuples;
    if (typeof time === 'bigint' && this.times instanceof Float64Array) {
      this.times = Array.from<Time>(this.times);
    }
    this.times[length] = time as number;
    this.rows[length] = row;
    this.tuples.push(tuples);
  }

  addTiebreaker(tiebreaker: EqlValue | null): void {
    this.tiebreakers.push(tiebreaker);
  }

  list(events: readonly EqlEvent[], orderOf: ((row: number) => number) | undefined): HitList {
    const { length } = this.tuples;
    const rows = this.rows.subarray(0, length);
    return new HitList(events, {
      rows,
      times: this.times instanceof Float64Array ? this.times.subarray(0, length) : this.times.slice(0, length),
      tuples: this.tuples,
      ...(this.tiebreakers.length > 0 && { tiebreakers: this.tiebreakers }),
      ...(orderOf && { orders: Float64Array.from(rows, orderOf) }),
    });
  }
}

/** Finds the hits of every positive stage and of `until`, ascending. Events without a time are ignored. Stages that share a term (runs) share the list. */
export class HitFinder {
  readonly positions: PositionReader;
  private readonly known = new Map<number, HitList>();

  constructor(
    private readonly compiled: CompiledQuery,
    private readonly columns: EventColumns,
    private readonly shards?: readonly Shard[]
  ) {
    this.positions = positionReader(compiled.timestampField, compiled.tiebreakerField);
  }

  /** Throws `EqlError` where Elasticsearch refuses when it searches this term. */
  find(stage: CompiledStage): HitList {
    let hits = this.known.get(stage.term);
    if (hits === undefined) {
      hits = this.search(stage);
      this.known.set(stage.term, hits);
    }
    return hits;
  }

  private search(stage: CompiledStage): HitList {
    if (stage.failure !== undefined) {
      throw stage.failure;
    }
    const rows = selectRows(stage.matcher, this.columns);
    const found = new HitCollector(rows.length);
    const readTuples = rowTupleReader(stage, this.columns);
    const times = this.columns.timeColumn(this.compiled.timestampField.path);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number;
      const known = times.time(row);
      const time = Number.isNaN(known) ? this.readTime(row) : known;
      const tuples = time === undefined ? [] : readTuples(row);
      if (time !== undefined && tuples.length > 0) {
        this.accept(found, row, time, tuples, Number.isNaN(known));
      }
    }
    return found.list(this.columns.events, this.shards && shardOrder(stage.matcher, this.shards)).sorted();
  }

  private accept(found: HitCollector, row: number, time: Time, tuples: readonly KeyTuple[], isUnusual: boolean): void {
    const event = this.columns.events[row] as EqlEvent;
    if (isUnusual && this.positions.hasSeveralTimes(event)) {
      throw failsInElasticsearch('an event with several timestamps in a sequence');
    }
    found.add(row, time, tuples);
    if (this.compiled.tiebreakerField !== undefined) {
      found.addTiebreaker(this.positions.read(event, row)?.tiebreaker ?? null);
    }
  }

  private readTime(row: number): Time | undefined {
    return this.positions.read(this.columns.events[row] as EqlEvent, row)?.time;
  }
}
