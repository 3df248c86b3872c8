import { z } from 'zod';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { toRuleResponse } from './rule_response';
import type { StoredRule } from './rule';
import { filterRules } from './rule_filter';
import type { RuleState } from './rule_state';

const sortFields = ['created_at', 'createdAt', 'enabled', 'execution_summary.last_execution.date', 'execution_summary.last_execution.metrics.execution_gap_duration_s', 'execution_summary.last_execution.metrics.total_indexing_duration_ms', 'execution_summary.last_execution.metrics.total_search_duration_ms', 'execution_summary.last_execution.status', 'name', 'risk_score', 'riskScore', 'severity', 'updated_at', 'updatedAt'] as const;

/** Query of `GET rules/_find`; texts of refusals as in recording `error-400-rules-find-bad-page`. */
export const findRulesQuerySchema = z.object({
  fields: z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(z.string()).optional()),
  filter: z.string().optional(),
  sort_field: z.enum(sortFields).optional(),
  sort_order: z.enum(['asc', 'desc']).optional(),
  page: z.coerce.number().int().min(1).optional().default(1),
  per_page: z.coerce.number().int().min(0).max(10_000).optional().default(20),
});
export type FindRulesQuery = z.infer<typeof findRulesQuerySchema>;

const severityOrder = ['low', 'medium', 'high', 'critical'];

type SortKey = string | number;

function sortKey({ attributes }: StoredRule, state: RuleState | undefined, field: string): SortKey {
  const last = state?.summary?.last_execution;
  switch (field) {
    case 'created_at':
    case 'createdAt':
      return attributes.createdAt;
    case 'updated_at':
    case 'updatedAt':
      return attributes.updatedAt;
    case 'enabled':
      return attributes.enabled ? 1 : 0;
    case 'risk_score':
    case 'riskScore':
      return attributes.params.riskScore;
    case 'severity':
      return severityOrder.indexOf(attributes.params.severity);
    case 'execution_summary.last_execution.date':
      return last?.date ?? '';
    case 'execution_summary.last_execution.status':
      return last?.status_order ?? -1;
    case 'name':
      return attributes.name;
    default:
      return last?.metrics[field.slice('execution_summary.last_execution.metrics.'.length)] ?? -1;
  }
}

const compare = (left: SortKey, right: SortKey): number => (left < right ? -1 : left > right ? 1 : 0);

/** Rules of the space that the filter keeps, in the asked order, one page of them (recordings `rules-find*`). */
export async function findRules(query: FindRulesQuery, services: RequestServices): Promise<Record<string, unknown>> {
  const { page, per_page: perPage, sort_field: field, sort_order: order } = query;
  if ((field === undefined) !== (order === undefined)) throw new ApiError(400, ['when "sort_order" and "sort_field" must exist together or not at all']);
  const kept = filterRules(await services.rules.all(), query.filter);
  // Kibana 8.12.2 cannot convert rules with some of their fields (recording `error-500-rules-find-fields`).
  if (query.fields !== undefined && kept.length > 0) throw new ApiError(500, "Cannot read properties of undefined (reading 'toISOString')");
  const states = await services.engine.states.getMany(kept.map(({ id }) => id));
  const direction = order === 'desc' ? -1 : 1;
  const sorted = field === undefined ? kept : [...kept].sort((left, right) => direction * compare(sortKey(left, states.get(left.id), field), sortKey(right, states.get(right.id), field)));
  const shown = sorted.slice((page - 1) * perPage, page * perPage);
  return { page, perPage, total: kept.length, data: shown.map((rule) => toRuleResponse(rule, services.engine.kibanaVersion, states.get(rule.id)?.summary)) };
}
