import { indexPath, timeRange } from './rule_run';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';

/** A window that has events, with how many at least lie in it. */
export interface OccupiedWindow {
  readonly window: RunWindow;
  readonly events: number;
}

/** Windows of equal width, one each interval. */
export interface WindowPlan {
  /** Of a run that starts at time 0. */
  readonly width: RunWindow;
  readonly intervalMs: number;
  /** Start of the first run, epoch milliseconds; a multiple of the interval. */
  readonly first: number;
  readonly count: number;
}

interface Bucket {
  readonly key: number;
  readonly doc_count: number;
}

/** How many events lie in each interval; intervals without events are left out. One search. */
async function eventsByInterval(run: RuleRun, { width, intervalMs, first, count }: WindowPlan): Promise<readonly Bucket[]> {
  const window = { from: first + width.from, to: first + (count - 1) * intervalMs + width.to };
  const answer = await run.client.transport.request<{ aggregations?: { intervals?: { buckets: readonly Bucket[] } } }>({
    method: 'POST',
    path: `/${indexPath(run)}/_search`,
    querystring: { allow_no_indices: true, ignore_unavailable: true },
    body: {
      size: 0,
      query: { bool: { filter: [timeRange(run, window)] } },
      aggs: { intervals: { date_histogram: { field: '@timestamp', fixed_interval: `${intervalMs}ms`, min_doc_count: 1 } } },
    },
  });
  return answer.aggregations?.intervals?.buckets ?? [];
}

/**
 * The windows of a plan that have events, oldest first. An interval with events counts for each window that touches it, so a window may
 * be named whose events lie just outside; searching it finds nothing more.
 */
export async function occupiedWindows(run: RuleRun, plan: WindowPlan): Promise<OccupiedWindow[]> {
  return windowsWithEvents(plan, await eventsByInterval(run, plan));
}

/** Pure part of `occupiedWindows`. */
export function windowsWithEvents({ width, intervalMs, first, count }: WindowPlan, buckets: readonly Bucket[]): OccupiedWindow[] {
  const events = new Map<number, number>();
  for (const { key, doc_count: docCount } of buckets) {
    const firstWindow = Math.max(0, Math.ceil((key - width.to - first) / intervalMs));
    const lastWindow = Math.min(count - 1, Math.floor((key + intervalMs - 1 - width.from - first) / intervalMs));
    for (let position = firstWindow; position <= lastWindow; position += 1) events.set(position, (events.get(position) ?? 0) + docCount);
  }
  const positions = [...events.keys()].sort((left, right) => left - right);
  return positions.map((position) => {
    const start = first + position * intervalMs;
    return { window: { from: start + width.from, to: start + width.to }, events: events.get(position) ?? 0 };
  });
}
