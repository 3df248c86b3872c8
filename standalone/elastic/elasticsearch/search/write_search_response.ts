import type { BodyValue } from '../json/write_json';
import type { SearchOutcome } from './execute_search';
import { writeFailure, type ShardFailure } from './search_errors';
import type { SearchRequest } from './search_request';

/** `hits.total` as the request asks for it; undefined where it is left out. */
export function writeTotal(total: number, request: Pick<SearchRequest, 'trackTotalHits' | 'totalHitsAsInt'>): BodyValue | undefined {
  const limit = request.trackTotalHits;
  if (request.totalHitsAsInt) return limit === false ? -1 : total;
  if (limit === false) return undefined;
  if (typeof limit === 'number' && total > limit) return { value: limit, relation: 'gte' };
  return { value: total, relation: 'eq' };
}

export function writeShards(total: number, failures: readonly ShardFailure[]): BodyValue {
  return {
    total,
    successful: total - failures.length,
    skipped: 0,
    failed: failures.length,
    ...(failures.length > 0 ? { failures: failures.map(writeFailure) } : {}),
  };
}

export interface ResponseParts {
  readonly hits: readonly BodyValue[];
  readonly aggregations: BodyValue | undefined;
  readonly tookMs: number;
  readonly pitId?: string;
  readonly scrollId?: string;
}

/** The body of a search answer. */
export function writeSearchResponse(request: SearchRequest, outcome: SearchOutcome, parts: ResponseParts): BodyValue {
  const untouched = outcome.targets.length === 0 || outcome.allSkipped;
  const total = untouched && !request.totalHitsAsInt ? { value: 0, relation: 'eq' } : writeTotal(outcome.total, request);
  return {
    ...(parts.scrollId === undefined ? {} : { _scroll_id: parts.scrollId }),
    ...(parts.pitId === undefined ? {} : { pit_id: parts.pitId }),
    took: Math.round(parts.tookMs),
    timed_out: false,
    ...(request.terminateAfter === undefined ? {} : { terminated_early: outcome.terminatedEarly }),
    _shards: writeShards(outcome.targets.length, outcome.failures),
    hits: {
      ...(total === undefined ? {} : { total }),
      max_score: untouched ? 0 : outcome.maxScore ?? null,
      hits: parts.hits,
    },
    ...(parts.aggregations === undefined ? {} : { aggregations: parts.aggregations }),
  };
}
