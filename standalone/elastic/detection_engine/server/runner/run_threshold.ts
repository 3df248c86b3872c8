import { buildEventAlert } from '../alerts/build_event_alert';
import { writeAlerts } from '../alerts/write_alerts';
import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { Threshold } from '../rules/rule_parts_schema';
import type { OccupiedWindow } from './occupied_windows';
import { ruleQuery } from './rule_query';
import { indexPath, timeRange } from './rule_run';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';
import { thresholdEvent, thresholdResult } from './threshold_alert';
import { groupsPerPage, thresholdAggregations, thresholdBuckets } from './threshold_buckets';
import type { ThresholdAnswer, ThresholdBucket } from './threshold_buckets';
import { emptyResult, maximumWarning } from './window_result';
import type { WindowResult } from './window_result';

type Query = Record<string, unknown>;

/** Groups beyond this many pages are not looked at. */
const maxPages = 10;

interface EarlierAlert {
  readonly _source: { readonly 'kibana.alert.original_time'?: string; readonly 'kibana.alert.threshold_result'?: { readonly terms?: ThresholdBucket['terms'] } };
}

/** Events that an earlier alert of the rule counted already: they do not count again. */
async function countedBefore(run: RuleRun, window: RunWindow, { indices }: WriteAlertsDependencies): Promise<Query[]> {
  await indices.ensure(run.rule.spaceId);
  const answer = await run.internalClient.transport.request<{ hits: { hits: readonly EarlierAlert[] } }>({
    method: 'POST',
    path: `/${indices.alias(run.rule.spaceId)}/_search`,
    body: {
      size: 10_000,
      _source: ['kibana.alert.original_time', 'kibana.alert.threshold_result'],
      query: { bool: { filter: [{ term: { 'kibana.alert.rule.uuid': run.rule.id } }, { range: { 'kibana.alert.original_time': { gte: new Date(window.from).toISOString(), lte: new Date(window.to).toISOString() } } }] } },
    },
  });
  return answer.hits.hits.map(({ _source }) => {
    const terms = (_source['kibana.alert.threshold_result']?.terms ?? []).map(({ field, value }) => ({ term: { [field]: value } }));
    return { bool: { filter: [...terms, { range: { '@timestamp': { lte: _source['kibana.alert.original_time'] } } }] } };
  });
}

interface FoundBuckets {
  readonly buckets: readonly ThresholdBucket[];
  /** False where there were more groups than are looked at. */
  readonly isComplete: boolean;
  readonly searchMs: readonly number[];
}

async function findBuckets(run: RuleRun, window: RunWindow, threshold: Threshold, excluded: readonly Query[]): Promise<FoundBuckets> {
  const query = { bool: { filter: [await ruleQuery(run), timeRange(run, window)], must_not: excluded } };
  const buckets: ThresholdBucket[] = [];
  const searchMs: number[] = [];
  let after: Record<string, unknown> | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const startedAt = performance.now();
    const answer = await run.client.transport.request<ThresholdAnswer>({
      method: 'POST',
      path: `/${indexPath(run)}/_search`,
      querystring: { allow_no_indices: true, ignore_unavailable: true },
      body: { size: 0, track_total_hits: true, query, aggs: thresholdAggregations(threshold, '@timestamp', after) },
    });
    searchMs.push(Math.round(performance.now() - startedAt));
    buckets.push(...thresholdBuckets(answer, threshold));
    const groups = answer.aggregations?.groups;
    after = groups?.after_key;
    if (after === undefined || (groups?.buckets.length ?? 0) < groupsPerPage) return { buckets, isComplete: true, searchMs };
  }
  return { buckets, isComplete: false, searchMs };
}

/**
 * The windows in which a group can be large enough: a part of a span holds no more events and values of a group than the whole of it, so that one
 * search tells most windows apart from the few worth a search of their own.
 */
export async function windowsWithLargeGroups(run: RuleRun, windows: readonly OccupiedWindow[]): Promise<readonly OccupiedWindow[]> {
  const { threshold } = run.rule.attributes.params;
  if (threshold === undefined || windows.length < 2) return windows;
  const span = { from: Math.min(...windows.map(({ window }) => window.from)), to: Math.max(...windows.map(({ window }) => window.to)) };
  const { buckets, isComplete } = await findBuckets(run, span, threshold, []);
  if (!isComplete) return windows;
  const times = buckets.map(({ first, last }) => ({ first: Date.parse(first), last: Date.parse(last) }));
  return windows.filter(({ window }) => times.some(({ first, last }) => first <= window.to && window.from <= last));
}

/** Runs a threshold rule over one window: an alert for each group of events that is large enough, largest first. */
export async function runThreshold(run: RuleRun, window: RunWindow, writing: WriteAlertsDependencies): Promise<WindowResult> {
  const { threshold, maxSignals } = run.rule.attributes.params;
  if (threshold === undefined) throw new Error('a threshold rule without a threshold');
  const { buckets, searchMs } = await findBuckets(run, window, threshold, await countedBefore(run, window, writing));
  const largest = [...buckets].sort((left, right) => right.count - left.count).slice(0, maxSignals);
  const alerts = largest.map((bucket) => {
    const { id, source } = buildEventAlert(thresholdEvent(run, threshold, bucket), { origin: run.origin, now: () => writing.now().toISOString() });
    return { id, source: { ...source, ...thresholdResult(bucket) } };
  });
  const { created, errors, durationMs } = await writeAlerts(alerts, run.rule.spaceId, writing);
  const reachedMaximum = buckets.length > maxSignals;
  return { ...emptyResult, created: created.size, reachedMaximum, errors, warnings: reachedMaximum ? [maximumWarning] : [], searchMs, indexMs: alerts.length === 0 ? [] : [durationMs] };
}
