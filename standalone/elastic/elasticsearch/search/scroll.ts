import type { BodyValue } from '../json/write_json';
import { executeSearch, type SearchOutcome } from './execute_search';
import { writeHit } from './fetch_hits';
import type { SearchRequest } from './search_request';
import type { SearchTarget } from './search_target';
import { writeSearchResponse } from './write_search_response';

/** A search whose hits are handed out page by page. */
export interface ScrollState {
  readonly request: SearchRequest;
  readonly outcome: SearchOutcome;
  at: number;
}

export function openScroll(request: SearchRequest, targets: readonly SearchTarget[], now: number): ScrollState {
  return { request, outcome: executeSearch(request, targets, { now, pointInTime: false }), at: 0 };
}

/** The next page; an empty one at the end. */
export function nextScrollPage(state: ScrollState, scrollId: string, now: number): BodyValue {
  const { request, outcome } = state;
  const page = outcome.sorted.slice(state.at, state.at + request.size);
  state.at += page.length;
  const hits = page.map((hit) => writeHit(hit, { request, sorts: outcome.sorts, now }));
  return writeSearchResponse(request, outcome, { hits, aggregations: undefined, tookMs: 0, scrollId });
}
