import type { ElasticsearchClient } from '@kbn/core/server';
import { hasStatus } from '../http/api_error';

/** Index of what runs of rules came to; hidden, written with the engine's own rights. */
export const executionLogIndex = '.staging_watch_standalone_rule_executions';

export type ExecutionStatus = 'running' | 'succeeded' | 'partial failure' | 'failed';

/** One line of a run's log (recordings `execution-events-*`). */
export interface ExecutionEvent {
  readonly timestamp: string;
  readonly sequence: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly type: 'status-change' | 'execution-metrics';
  readonly message: string;
}

/** A run as it is kept. */
export interface Execution {
  readonly executionUuid: string;
  readonly ruleUuid: string;
  readonly spaceId: string;
  readonly ruleName: string;
  readonly ruleTypeId: string;
  /** ISO. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly scheduleDelayMs: number;
  readonly searchMs: number;
  readonly indexMs: number;
  readonly gapMs: number;
  readonly status: ExecutionStatus;
  readonly message: string;
  readonly events: readonly ExecutionEvent[];
}

export interface ExecutionFilter {
  readonly ruleUuid: string;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** Field of an execution. */
  readonly sortField?: 'startedAt' | 'durationMs' | 'gapMs' | 'indexMs' | 'searchMs' | 'scheduleDelayMs' | undefined;
  readonly order: 'asc' | 'desc';
  readonly page: number;
  readonly perPage: number;
}

/** The log of all runs. */
export interface ExecutionLog {
  write(execution: Execution): Promise<void>;
  find(filter: ExecutionFilter): Promise<{ readonly total: number; readonly executions: readonly Execution[] }>;
}

const keyword = { type: 'keyword' };
const long = { type: 'long' };
const mappings = {
  dynamic: false,
  properties: { executionUuid: keyword, ruleUuid: keyword, spaceId: keyword, status: keyword, startedAt: { type: 'date' }, durationMs: long, gapMs: long, indexMs: long, searchMs: long, scheduleDelayMs: long },
};

async function ensureIndex(client: ElasticsearchClient): Promise<void> {
  try {
    await client.transport.request({ method: 'PUT', path: `/${executionLogIndex}`, body: { settings: { index: { hidden: true, number_of_shards: 1, auto_expand_replicas: '0-1' } }, mappings } });
  } catch (error) {
    if (!hasStatus(error, 400)) throw error;
  }
}

function buildQuery({ ruleUuid, start, end, statuses }: ExecutionFilter): Record<string, unknown> {
  const range = start === undefined && end === undefined ? [] : [{ range: { startedAt: { ...(start === undefined ? {} : { gte: start }), ...(end === undefined ? {} : { lte: end }) } } }];
  const status = statuses === undefined || statuses.length === 0 ? [] : [{ terms: { status: statuses } }];
  return { bool: { filter: [{ term: { ruleUuid } }, ...range, ...status] } };
}

/** The log in an index of its own. */
export function createExecutionLog(client: ElasticsearchClient): ExecutionLog {
  let ready: Promise<void> | undefined;
  return {
    async write(execution) {
      ready ??= ensureIndex(client);
      await ready.catch((error: unknown) => {
        ready = undefined;
        throw error;
      });
      await client.transport.request({ method: 'PUT', path: `/${executionLogIndex}/_create/${encodeURIComponent(execution.executionUuid)}`, querystring: { refresh: 'true' }, body: execution });
    },
    async find(filter) {
      const answer = await client.transport.request<{ hits: { total: { value: number }; hits: ReadonlyArray<{ _source: Execution }> } }>({
        method: 'POST',
        path: `/${executionLogIndex}/_search`,
        querystring: { ignore_unavailable: true },
        body: { query: buildQuery(filter), sort: [{ [filter.sortField ?? 'startedAt']: { order: filter.order } }], from: (filter.page - 1) * filter.perPage, size: filter.perPage, track_total_hits: true },
      });
      return { total: answer.hits.total.value, executions: answer.hits.hits.map(({ _source }) => _source) };
    },
  };
}
