import type { EventHit } from '../alerts/source_event';
import { filterQuery } from './rule_query';
import { indexPath, requestedFields, timeRange } from './rule_run';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';

/** What an EQL search found: single events, or sequences of events in their order. */
export interface EqlMatches {
  readonly kind: 'events' | 'sequences';
  readonly groups: ReadonlyArray<readonly EventHit[]>;
  /** As Elasticsearch counts it; not more than the size asked for. */
  readonly total: number;
  /** Failures of shards, as text. */
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

interface EqlAnswer {
  readonly hits: {
    readonly total?: { readonly value: number };
    readonly events?: readonly EventHit[];
    readonly sequences?: ReadonlyArray<{ readonly events: readonly EventHit[] }>;
  };
  readonly shard_failures?: ReadonlyArray<{ readonly reason?: { readonly reason?: string } }>;
}

/** Body of the request, pure (`detection-engine.md` §6.3). */
export function buildEqlRequest(run: Pick<RuleRun, 'rule' | 'excluded'>, window: RunWindow, size: number): Record<string, unknown> {
  const { params } = run.rule.attributes;
  return {
    size,
    query: params.query ?? '',
    filter: { bool: { filter: [timeRange(run, window), filterQuery(run)] } },
    ...(params.timestampField === undefined ? {} : { timestamp_field: params.timestampField }),
    ...(params.eventCategoryOverride === undefined ? {} : { event_category_field: params.eventCategoryOverride }),
    ...(params.tiebreakerField === undefined ? {} : { tiebreaker_field: params.tiebreakerField }),
    fields: requestedFields,
  };
}

/** Searches one window with the rule's identity. Throws what Elasticsearch answers. */
export async function searchEql(run: RuleRun, window: RunWindow, size: number): Promise<EqlMatches> {
  const startedAt = performance.now();
  const answer = await run.client.transport.request<EqlAnswer>({
    method: 'POST',
    path: `/${indexPath(run)}/_eql/search`,
    querystring: { allow_no_indices: true },
    body: buildEqlRequest(run, window, size),
  });
  const { events, sequences, total } = answer.hits;
  const groups = sequences?.map((sequence) => sequence.events) ?? (events ?? []).map((event) => [event]);
  return {
    kind: sequences === undefined ? 'events' : 'sequences',
    groups,
    total: total?.value ?? groups.length,
    warnings: (answer.shard_failures ?? []).map(({ reason }) => `The EQL query failed to run successfully due to unavailable shards: ${reason?.reason ?? 'unknown reason'}`),
    durationMs: Math.round(performance.now() - startedAt),
  };
}
