import { valueAt } from '../alerts/document_values';
import { eventTime } from '../alerts/source_event';
import type { EventHit } from '../alerts/source_event';
import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { RuleParams } from '../rules/rule';
import type { OccupiedWindow } from './occupied_windows';
import type { RuleRun } from './rule_run';
import { runEql, writeEqlMatches } from './run_eql';
import { runQueryPages } from './run_query';
import type { QueryDependencies } from './run_query';
import type { RunWindow } from './run_windows';
import { searchEql } from './search_eql';
import { searchEvents } from './search_events';
import { mergeResults } from './window_result';
import type { WindowResult } from './window_result';
import { writeEvents } from './write_matches';

/**
 * Windows that are searched together, so that a span of years is searched in seconds. This file says when that is allowed and makes
 * sure that every window keeps its own meaning: its limit of alerts, and that a match lies within one window.
 */

/** Consecutive windows, oldest first; never empty. */
export type Batch = readonly OccupiedWindow[];

export interface BatchResult {
  readonly result: WindowResult;
  readonly windowsAtMaximum: number;
}

/** So many events are searched at one time, counted once for each window they lie in. */
const eventsPerBatch = 20_000;

/** EQL whose matches in a window depend on what lies outside their own events: pipes, missing events, samples, runs. */
const dependsOnWindow = /\||!\s*\[|^\s*sample\b|\bwith\s+runs\b|\buntil\b/i;

/** Text of an EQL query without its strings and comments, for a cautious look at its operators. */
function bareEql(text: string): string {
  return text.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
}

/**
 * Whether neighbouring windows of a rule may be searched together: each match of a window must be a match of the whole too. That
 * holds for event searches, and for sequences whose state is only what their own events were.
 */
export function isBatchable({ type, query, timestampField, timestampOverride }: RuleParams): boolean {
  if (timestampOverride !== undefined || (timestampField !== undefined && timestampField !== '@timestamp')) return false;
  return type === 'query' || (type === 'eql' && !dependsOnWindow.test(bareEql(query ?? '')));
}

/** Windows in batches of a bearable number of events. */
export function batchesOf(windows: readonly OccupiedWindow[]): Batch[] {
  const batches: OccupiedWindow[][] = [];
  let events = Number.POSITIVE_INFINITY;
  for (const occupied of windows) {
    if (events + occupied.events > eventsPerBatch) {
      batches.push([]);
      events = 0;
    }
    batches.at(-1)?.push(occupied);
    events += occupied.events;
  }
  return batches;
}

function hull(batch: Batch): RunWindow {
  return { from: Math.min(...batch.map(({ window }) => window.from)), to: Math.max(...batch.map(({ window }) => window.to)) };
}

const halves = (batch: Batch): [Batch, Batch] => [batch.slice(0, Math.ceil(batch.length / 2)), batch.slice(Math.ceil(batch.length / 2))];

/** Times of a match, epoch milliseconds; an event without one (a missing event) has no say. */
function timesOf(events: readonly EventHit[]): number[] {
  return events.filter(({ _source }) => valueAt(_source ?? {}, '@timestamp') !== undefined).map((event) => Date.parse(eventTime(event) ?? '')).filter((time) => !Number.isNaN(time));
}

/** Whether all events of a match lie in one window of the batch. */
export function fitsOneWindow(events: readonly EventHit[], batch: Batch): boolean {
  const times = timesOf(events);
  const first = Math.min(...times);
  const last = Math.max(...times);
  return batch.some(({ window }) => window.from <= first && last <= window.to);
}

async function bothHalves(batch: Batch, run: (half: Batch) => Promise<BatchResult>): Promise<BatchResult> {
  const [left, right] = halves(batch);
  const results = [await run(left), await run(right)];
  return { result: mergeResults(results.map(({ result }) => result)), windowsAtMaximum: results.reduce((total, { windowsAtMaximum }) => total + windowsAtMaximum, 0) };
}

/** Runs an EQL rule over the windows of a batch: together while fewer than `max_signals` match, else in halves down to single windows. */
export async function runEqlBatch(run: RuleRun, batch: Batch, writing: WriteAlertsDependencies): Promise<BatchResult> {
  const { maxSignals } = run.rule.attributes.params;
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    const result = await runEql(run, only.window, writing);
    return { result, windowsAtMaximum: result.reachedMaximum ? 1 : 0 };
  }
  const matches = await searchEql(run, hull(batch), maxSignals);
  if (matches.total >= maxSignals) return bothHalves(batch, (half) => runEqlBatch(run, half, writing));
  const groups = matches.groups.filter((events) => fitsOneWindow(events, batch));
  const written = await writeEqlMatches(run, { kind: matches.kind, groups }, writing);
  return { result: { ...written, warnings: matches.warnings, searchMs: [matches.durationMs] }, windowsAtMaximum: 0 };
}

/** As `runEqlBatch`, for KQL and Lucene rules. */
export async function runQueryBatch(run: RuleRun, batch: Batch, dependencies: QueryDependencies): Promise<BatchResult> {
  const { maxSignals } = run.rule.attributes.params;
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    const result = await runQueryPages(run, only.window, dependencies);
    return { result, windowsAtMaximum: result.reachedMaximum ? 1 : 0 };
  }
  const page = await searchEvents(run, hull(batch), { query: dependencies.query, size: maxSignals });
  if (page.total >= maxSignals) return bothHalves(batch, (half) => runQueryBatch(run, half, dependencies));
  const written = await writeEvents(run, page.hits.filter((hit) => fitsOneWindow([hit], batch)), dependencies.writing);
  return { result: { ...written, searchMs: [page.durationMs] }, windowsAtMaximum: 0 };
}
