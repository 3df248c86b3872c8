import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import { durationMs } from './duration';
import { occupiedWindows } from './occupied_windows';
import type { RuleRun } from './rule_run';
import { ruleTypeRunners } from './rule_type_runners';
import { windowsWithLargeGroups } from './run_threshold';
import { windowAt } from './run_windows';
import type { RunWindow } from './run_windows';
import { batchesOf, isBatchable, runEqlBatch, runQueryBatch } from './window_batch';
import { ruleQuery } from './rule_query';
import { mergeResults } from './window_result';
import type { WindowResult } from './window_result';

/** A span of event time, both ends included, epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SpanResult {
  /** Windows with events in them; the others were skipped. */
  readonly windows: number;
  readonly windowsAtMaximum: number;
  readonly result: WindowResult;
}

/** The windows of a rule that runs once each interval until every event of the span lay in the past of a run. */
function plannedWindows(run: RuleRun, { fromMs, toMs }: Span): { readonly width: RunWindow; readonly intervalMs: number; readonly first: number; readonly count: number } {
  const { params, schedule } = run.rule.attributes;
  const intervalMs = durationMs(schedule.interval);
  const first = Math.ceil(fromMs / intervalMs) * intervalMs;
  const width = windowAt({ from: params.from, to: params.to, intervalMs }, 0);
  const lastStart = toMs - Math.min(width.from, 0);
  return { width, intervalMs, first, count: Math.max(1, Math.ceil((lastStart - first) / intervalMs) + 1) };
}

/**
 * Runs a rule over a span of event times, as if it had run once each interval while the events happened: windows as wide as the
 * rule's look-back, `max_signals` for each. Windows without any event are skipped. Where it cannot change what is found, neighbouring
 * windows are searched together.
 */
export async function runOverSpan(run: RuleRun, span: Span, writing: WriteAlertsDependencies): Promise<SpanResult> {
  const windows = await occupiedWindows(run, plannedWindows(run, span));
  const { type } = run.rule.attributes.params;
  const results: WindowResult[] = [];
  let windowsAtMaximum = 0;
  const count = (result: WindowResult, atMaximum: number): void => {
    results.push(result);
    windowsAtMaximum += atMaximum;
  };
  if (isBatchable(run.rule.attributes.params)) {
    const query = type === 'query' ? await ruleQuery(run) : undefined;
    for (const batch of batchesOf(windows)) {
      const { result, windowsAtMaximum: full } = query === undefined ? await runEqlBatch(run, batch, writing) : await runQueryBatch(run, batch, { query, writing });
      count(result, full);
    }
  } else {
    for (const { window } of type === 'threshold' ? await windowsWithLargeGroups(run, windows) : windows) {
      const result = await ruleTypeRunners[type](run, window, writing);
      count(result, result.reachedMaximum ? 1 : 0);
    }
  }
  return { windows: windows.length, windowsAtMaximum, result: mergeResults(results) };
}
