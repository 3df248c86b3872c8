import { ElasticsearchError } from '../../../../common/query_dsl';
import type { BodyValue } from '../json/write_json';
import { readAggregations } from '../aggregations/aggregation_tree';
import { checkAggregationTarget, runAggregations } from '../aggregations/run_aggregations';
import { allShardsFailed } from './search_errors';
import { collapseHits } from './collapse';
import { executeSearch, type Hit, type SearchOutcome } from './execute_search';
import { writeHit } from './fetch_hits';
import { withInnerHits } from './inner_hits';
import { withRuntimeFields } from './runtime_fields';
import type { SearchRequest } from './search_request';
import type { SearchTarget } from './search_target';
import { writeSearchResponse } from './write_search_response';

export interface RunSearchOptions {
  readonly now: number;
  readonly pitId?: string;
  readonly scrollId?: string;
}

/** A search from its request to the body of its answer. */
export function runSearch(request: SearchRequest, given: readonly SearchTarget[], options: RunSearchOptions): BodyValue {
  const started = performance.now();
  const targets = withRuntimeFields(request, given);
  const aggregations = request.aggregations === undefined ? undefined : readAggregations(request.aggregations, request.body, [request.aggregationsKey]);
  const prepare = aggregations === undefined ? undefined : (target: SearchTarget): void => checkAggregationTarget(aggregations, target);
  const outcome = executeSearch(request, targets, { now: options.now, pointInTime: options.pitId !== undefined, keep: request.collapse === undefined ? request.from + request.size : undefined, prepare });
  const hits = pageOf(request, outcome);
  const written = fetchPhase(request, outcome, hits, options.now);
  return writeSearchResponse(request, outcome, {
    hits: written,
    aggregations: aggregations === undefined ? undefined : runAggregations(aggregations, outcome, { now: options.now, typedKeys: request.typedKeys }),
    tookMs: performance.now() - started,
    pitId: options.pitId,
    scrollId: options.scrollId,
  });
}

function pageOf(request: SearchRequest, outcome: SearchOutcome): readonly Hit[] {
  const hits = request.collapse === undefined ? outcome.sorted : collapseHits(request.collapse, outcome);
  return hits.slice(request.from, request.from + request.size);
}

function fetchPhase(request: SearchRequest, outcome: SearchOutcome, hits: readonly Hit[], now: number): BodyValue[] {
  try {
    return hits.map((hit) => withInnerHits(writeHit(hit, { request, sorts: outcome.sorts, now }), hit, request, outcome, now));
  } catch (error) {
    if (!(error instanceof ElasticsearchError) || error.phase !== 'shard') throw error;
    const names = [...new Set(hits.map((hit) => hit.target.index))];
    throw allShardsFailed(names.map((index) => ({ index, error })));
  }
}
