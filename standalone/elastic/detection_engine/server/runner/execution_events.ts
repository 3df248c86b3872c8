import type { ExecutionEvent, ExecutionStatus } from './execution_log';
import type { WindowResult } from './window_result';

const levels: Readonly<Record<ExecutionStatus, ExecutionEvent['level']>> = { running: 'info', succeeded: 'info', 'partial failure': 'warn', failed: 'error' };

export const statusOrders: Readonly<Record<ExecutionStatus, number>> = { running: 15, succeeded: 0, 'partial failure': 20, failed: 30 };

/** How a run ended. */
export interface ExecutionOutcome {
  readonly status: Exclude<ExecutionStatus, 'running'>;
  readonly message: string;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Metrics of a run as a rule shows them: nothing where nothing was searched (recordings `rule-after-execution-*`). */
export function summaryMetrics(result: WindowResult, gapMs: number): Record<string, number> {
  return {
    ...(result.searchMs.length === 0 ? {} : { total_indexing_duration_ms: sum(result.indexMs), total_search_duration_ms: sum(result.searchMs) }),
    ...(gapMs > 0 ? { execution_gap_duration_s: Math.round(gapMs / 1_000) } : {}),
  };
}

/** The log of one run while it goes on. */
export interface RunLog {
  status(status: ExecutionStatus, message: string): void;
  metrics(result: WindowResult): void;
  readonly events: readonly ExecutionEvent[];
}

/** Starts the log of a run, with its first line (recordings `execution-events-*`). */
export function startRunLog(now: () => Date): RunLog {
  const events: ExecutionEvent[] = [];
  const add = (level: ExecutionEvent['level'], type: ExecutionEvent['type'], message: string): void => {
    events.push({ timestamp: now().toISOString(), sequence: events.length, level, type, message });
  };
  const log: RunLog = {
    events,
    status: (status, message) => add(levels[status], 'status-change', `Rule changed status to "${status}". ${message}`),
    metrics: ({ searchMs, indexMs }) =>
      add('debug', 'execution-metrics', JSON.stringify({ total_search_duration_ms: sum(searchMs), total_indexing_duration_ms: sum(indexMs), total_enrichment_duration_ms: 0 })),
  };
  log.status('running', '');
  return log;
}
