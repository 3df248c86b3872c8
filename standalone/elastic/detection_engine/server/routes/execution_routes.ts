import { z } from 'zod';
import { ApiError } from '../http/api_error';
import { internalVersion, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import type { RequestServices } from '../http/request_services';
import type { Execution, ExecutionEvent, ExecutionFilter } from '../runner/execution_log';

const ruleParams = z.object({ ruleId: z.string().min(1) });
const page = { page: z.coerce.number().int().min(1).optional().default(1), per_page: z.coerce.number().int().min(1).max(1_000).optional().default(20) };
const order = z.enum(['asc', 'desc']).optional().default('desc');
const list = z.string().optional().transform((text) => (text === undefined || text === '' ? [] : text.split(',')));

const sortFields = { timestamp: 'startedAt', duration_ms: 'durationMs', gap_duration_s: 'gapMs', indexing_duration_ms: 'indexMs', search_duration_ms: 'searchMs', schedule_delay_ms: 'scheduleDelayMs' } as const;

async function assertRuleExists(ruleUuid: string, { rules }: RequestServices): Promise<void> {
  if ((await rules.get(ruleUuid)) === undefined) throw new ApiError(404, `Saved object [alert/${ruleUuid}] not found`);
}

/** A run in one line of the rule's execution log (recordings `execution-results-*`). */
function toResult(execution: Execution): Record<string, unknown> {
  return {
    execution_uuid: execution.executionUuid,
    timestamp: execution.startedAt,
    duration_ms: execution.durationMs,
    status: 'success',
    message: `rule executed: ${execution.ruleTypeId}:${execution.ruleUuid}: '${execution.ruleName}'`,
    num_active_alerts: 0,
    num_new_alerts: 0,
    num_recovered_alerts: 0,
    num_triggered_actions: 0,
    num_succeeded_actions: 0,
    num_errored_actions: 0,
    total_search_duration_ms: 0,
    es_search_duration_ms: 0,
    schedule_delay_ms: execution.scheduleDelayMs,
    timed_out: false,
    indexing_duration_ms: execution.indexMs,
    search_duration_ms: execution.searchMs,
    gap_duration_s: Math.round(execution.gapMs / 1_000),
    security_status: execution.status,
    security_message: execution.message,
  };
}

/** Runs looked at for their events; the log shows the newest. */
const maxRunsForEvents = 500;

async function findEvents(filter: Pick<ExecutionFilter, 'ruleUuid' | 'order' | 'start' | 'end'>, { engine }: RequestServices): Promise<Array<ExecutionEvent & { execution_id: string }>> {
  const { executions } = await engine.execution.executions.find({ ...filter, page: 1, perPage: maxRunsForEvents });
  const direction = filter.order === 'asc' ? 1 : -1;
  return executions.flatMap(({ events, executionUuid }) => [...events].sort((left, right) => direction * (left.sequence - right.sequence)).map((event) => ({ ...event, execution_id: executionUuid })));
}

/** What runs of a rule came to; internal routes of the Security app. */
export const executionRoutes: readonly Register[] = [
  route({
    version: internalVersion, privilege: 'securitySolution', method: 'get', path: '/internal/detection_engine/rules/{ruleId}/execution/results',
    params: ruleParams,
    query: z.object({ ...page, start: z.string(), end: z.string(), query_text: z.string().optional(), status_filters: list, run_type_filters: list, sort_field: z.enum(['timestamp', 'duration_ms', 'gap_duration_s', 'indexing_duration_ms', 'search_duration_ms', 'schedule_delay_ms']).optional().default('timestamp'), sort_order: order }),
    handle: async ({ params, query }, services) => {
      await assertRuleExists(params.ruleId, services);
      const { total, executions } = await services.engine.execution.executions.find({
        ruleUuid: params.ruleId, start: query.start, end: query.end, statuses: query.status_filters, sortField: sortFields[query.sort_field], order: query.sort_order, page: query.page, perPage: query.per_page,
      });
      return { total, events: executions.map(toResult) };
    },
  }),
  route({
    version: internalVersion, privilege: 'securitySolution', method: 'get', path: '/internal/detection_engine/rules/{ruleId}/execution/events',
    params: ruleParams,
    query: z.object({ ...page, search_term: z.string().optional(), event_types: list, log_levels: list, sort_order: order, date_start: z.string().optional(), date_end: z.string().optional() }),
    handle: async ({ params, query }, services) => {
      await assertRuleExists(params.ruleId, services);
      const term = query.search_term?.toLowerCase() ?? '';
      const found = await findEvents({ ruleUuid: params.ruleId, order: query.sort_order, start: query.date_start, end: query.date_end }, services);
      const kept = found.filter(({ type, level, message }) => (query.event_types.length === 0 || query.event_types.includes(type)) && (query.log_levels.length === 0 || query.log_levels.includes(level)) && message.toLowerCase().includes(term));
      const shown = kept.slice((query.page - 1) * query.per_page, query.page * query.per_page);
      return { events: shown, pagination: { page: query.page, per_page: query.per_page, total: kept.length } };
    },
  }),
];
