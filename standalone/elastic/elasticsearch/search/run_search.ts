import { ElasticsearchError } from '../../../../common/query_dsl';
import type { BodyValue } from '../json/write_json';
import { checkAggregations, runAggregations } from '../aggregations/run_aggregations';
import { allShardsFailed, type ShardFailure } from './search_errors';
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
  if (request.aggregations !== undefined) checkAggregations(request.aggregations, request.body, [request.aggregationsKey]);
  const outcome = executeSearch(request, targets, { now: options.now, pointInTime: options.pitId !== undefined });
  const aggregated = aggregate(request, outcome, options.now);
  const hits = pageOf(request, aggregated.outcome);
  const written = fetchPhase(request, aggregated.outcome, hits, options.now);
  return writeSearchResponse(request, aggregated.outcome, {
    hits: written,
    aggregations: aggregated.aggregations,
    tookMs: performance.now() - started,
    pitId: options.pitId,
    scrollId: options.scrollId,
  });
}

/** Aggregations of an index that refuses them count as a failure of that index: its hits go, too. */
function aggregate(request: SearchRequest, outcome: SearchOutcome, now: number): { outcome: SearchOutcome; aggregations: BodyValue | undefined } {
  if (request.aggregations === undefined) return { outcome, aggregations: undefined };
  const { aggregations, failures } = runAggregations(request.aggregations, outcome, { now, typedKeys: request.typedKeys });
  if (failures.length === 0) return { outcome, aggregations };
  const all = [...outcome.failures, ...failures];
  if (all.length >= outcome.targets.length) throw allShardsFailed(all);
  return { outcome: withoutFailed(outcome, all), aggregations };
}

function withoutFailed(outcome: SearchOutcome, failures: readonly ShardFailure[]): SearchOutcome {
  const failed = new Set(failures.map((failure) => failure.index));
  const kept = (hit: Hit): boolean => !failed.has(hit.target.index);
  const matches = outcome.matches.filter(kept);
  return { ...outcome, failures, matches, sorted: outcome.sorted.filter(kept), total: matches.length };
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
