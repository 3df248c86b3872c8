import { z } from 'zod';
import { ApiError } from '../http/api_error';
import { Reply, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import type { RequestServices } from '../http/request_services';
import { toAlertingResponse } from '../rules/alerting_response';
import type { StoredRule } from '../rules/rule';
import { filterRules } from '../rules/rule_filter';

const idParams = z.object({ id: z.string().min(1) });

/** The alerting framework's routes give core's error body. */
async function existingRule(id: string, services: RequestServices): Promise<StoredRule> {
  const rule = await services.rules.get(id);
  if (rule === undefined) throw new ApiError(404, `Saved object [alert/${id}] not found`, {});
  return rule;
}

const show = async (rule: StoredRule, { engine }: RequestServices): Promise<Record<string, unknown>> =>
  toAlertingResponse(rule, await engine.states.get(rule.id), engine.scheduler.isRunning(rule.id));

/** The part of the generic alerting API that is recorded; not versioned on 8.12.2. */
export const alertingRoutes: readonly Register[] = [
  route({ privilege: 'securitySolution', method: 'get', path: '/api/alerting/rule/{id}', params: idParams, handle: async ({ params }, services) => show(await existingRule(params.id, services), services) }),
  route({
    privilege: 'securitySolution', method: 'get', path: '/api/alerting/rules/_find',
    query: z.object({ filter: z.string().optional(), page: z.coerce.number().int().min(1).optional().default(1), per_page: z.coerce.number().int().min(0).max(10_000).optional().default(10) }),
    handle: async ({ query }, services) => {
      const kept = filterRules(await services.rules.all(), query.filter);
      const shown = kept.slice((query.page - 1) * query.per_page, query.page * query.per_page);
      return { page: query.page, total: kept.length, per_page: query.per_page, data: await Promise.all(shown.map((rule) => show(rule, services))) };
    },
  }),
  route({
    privilege: 'lists-all', method: 'post', path: '/internal/alerting/rule/{id}/_run_soon', params: idParams,
    handle: async ({ params }, services) => {
      const rule = await existingRule(params.id, services);
      if (!rule.attributes.enabled) return new Reply(200, 'Error running rule: rule is disabled');
      if (services.engine.scheduler.isRunning(rule.id)) return new Reply(200, 'Rule is already running');
      services.engine.scheduler.runSoon(rule.id);
      return new Reply(204);
    },
  }),
];
