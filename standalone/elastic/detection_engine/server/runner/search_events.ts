import type { EventHit } from '../alerts/source_event';
import type { BoolQuery } from './rule_query';
import { indexPath, requestedFields, timeRange } from './rule_run';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';

/** A hit with the sort values that the next page starts after. */
export interface SortedHit extends EventHit {
  readonly sort?: readonly unknown[];
}

export interface EventPage {
  readonly hits: readonly SortedHit[];
  readonly total: number;
  readonly durationMs: number;
}

export interface EventSearch {
  readonly query: BoolQuery;
  readonly size: number;
  readonly after?: readonly unknown[] | undefined;
}

interface SearchAnswer {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly SortedHit[] };
}

/** One page of the events of a window that match, oldest first, searched with the rule's identity. */
export async function searchEvents(run: RuleRun, window: RunWindow, { query, size, after }: EventSearch): Promise<EventPage> {
  const startedAt = performance.now();
  const timestamp = run.rule.attributes.params.timestampOverride ?? '@timestamp';
  const sortFields = timestamp === '@timestamp' ? ['@timestamp'] : [timestamp, '@timestamp'];
  const answer = await run.client.transport.request<SearchAnswer>({
    method: 'POST',
    path: `/${indexPath(run)}/_search`,
    querystring: { allow_no_indices: true, ignore_unavailable: true },
    body: {
      size,
      track_total_hits: true,
      query: { bool: { filter: [query, timeRange(run, window), { match_all: {} }] } },
      fields: requestedFields,
      sort: sortFields.map((field) => ({ [field]: { order: 'asc', unmapped_type: 'date' } })),
      ...(after === undefined ? {} : { search_after: after }),
    },
  });
  return { hits: answer.hits.hits, total: answer.hits.total.value, durationMs: Math.round(performance.now() - startedAt) };
}
