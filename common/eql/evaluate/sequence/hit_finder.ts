import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { positionReader, type PositionReader } from '../position';
import type { Shard } from '../run_request';
import type { Scan } from '../scan/scan';
import { HitCollector } from './hit_collector';
import type { HitList } from './hit_list';
import { shardOrder } from './shard_order';

/** Who has the hits of the stages of a query. */
export interface HitSource {
  readonly positions: PositionReader;
  /** The hits of a stage, ascending. Throws `EqlError` where Elasticsearch refuses when it searches this term. */
  find(stage: CompiledStage): HitList;
}

/** The hits of every positive stage, missing term and `until`, ascending. Stages that share a term (runs) share the list. */
export class HitFinder implements HitSource {
  readonly positions: PositionReader;
  private readonly collectors = new Map<number, HitCollector>();
  private readonly known = new Map<number, HitList>();

  /** Puts the query's conditions into the scan, which must run before the first `find`. */
  constructor(
    { stages, until, timestampField, tiebreakerField }: CompiledQuery,
    scan: Scan,
    private readonly shards?: readonly Shard[]
  ) {
    this.positions = positionReader(timestampField, tiebreakerField);
    const context = { scan, positions: this.positions, times: scan.columns.time(timestampField.path), hasTiebreaker: tiebreakerField !== undefined };
    for (const stage of until === undefined ? stages : [...stages, until]) {
      if (stage.failure === undefined && !this.collectors.has(stage.term)) {
        const collector = new HitCollector(stage, context);
        this.collectors.set(stage.term, collector);
        scan.add(stage.matcher, collector);
      }
    }
  }

  find(stage: CompiledStage): HitList {
    const collector = this.collectors.get(stage.term);
    if (collector === undefined) {
      throw stage.failure ?? new Error(`term ${stage.term} is not of this query`);
    }
    let hits = this.known.get(stage.term);
    if (hits === undefined) {
      hits = collector.list(this.shards && shardOrder(stage.matcher, this.shards));
      this.known.set(stage.term, hits);
    }
    return hits;
  }
}
