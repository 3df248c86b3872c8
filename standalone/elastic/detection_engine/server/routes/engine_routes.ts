import { z } from 'zod';
import { alertsAlias } from '../alerts/alerts_index';
import { internalVersion, publicVersion, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import { readPrivileges } from '../privileges/read_privileges';
import { runRulesOverSpan } from '../runner/run_rules_over_span';
import { validateEql } from '../eql_validation/validate_eql';
import { ApiError } from '../http/api_error';

const shared = { version: publicVersion, privilege: 'securitySolution' } as const;
const indexPath = '/api/detection_engine/index';

/** Readiness, privileges, tags (`detection-engine.md` §2.1). */
const readinessRoutes: readonly Register[] = [
  route({ ...shared, method: 'get', path: indexPath, handle: async (_input, { spaceId }) => ({ name: alertsAlias(spaceId), index_mapping_outdated: false }) }),
  route({ ...shared, method: 'post', path: indexPath, handle: async () => ({ acknowledged: true }) }),
  route({
    ...shared, method: 'get', path: '/internal/detection_engine/signal/index',
    handle: async (_input, { engine, spaceId, internalClient }) => {
      await engine.alertsIndices.ensure(spaceId);
      return { indexExists: await internalClient.indices.exists({ index: alertsAlias(spaceId) }) };
    },
  }),
  route({ ...shared, method: 'get', path: '/api/detection_engine/privileges', handle: async (_input, services) => readPrivileges(services) }),
  route({
    ...shared, method: 'get', path: '/api/detection_engine/tags',
    handle: async (_input, { rules }) => [...new Set((await rules.all()).flatMap(({ attributes }) => attributes.tags))].sort(),
  }),
  route({
    version: internalVersion, privilege: 'securitySolution', method: 'get', path: '/internal/detection_engine/rules/_rule_management_filters',
    handle: async (_input, { rules }) => {
      const all = await rules.all();
      const prebuilt = all.filter(({ attributes }) => attributes.params.immutable).length;
      return { rules_summary: { custom_count: all.length - prebuilt, prebuilt_installed_count: prebuilt }, aggregated_fields: { tags: [...new Set(all.flatMap(({ attributes }) => attributes.tags))].sort() } };
    },
  }),
];

const instant = z.string().datetime({ offset: true });

/** Endpoints of the standalone host alone; no plugin calls them. */
const hostRoutes: readonly Register[] = [
  route({
    version: internalVersion, privilege: 'lists-all', method: 'post', path: '/internal/standalone_detection_engine/_run_over_span',
    body: z.object({ from: instant, to: instant, space_id: z.string().min(1).optional() }),
    options: { timeout: { idleSocket: 600_000 } },
    handle: async ({ body }, { engine, spaceId }) => {
      const span = { fromMs: Date.parse(body.from), toMs: Date.parse(body.to) };
      if (span.fromMs > span.toMs) throw new ApiError(400, '"from" lies after "to"');
      return { rules: await runRulesOverSpan(body.space_id ?? spaceId, span, engine.execution) };
    },
  }),
];

const eqlSearchSchema = z.object({
  params: z.object({ index: z.union([z.string(), z.array(z.string())]), body: z.record(z.unknown()) }).passthrough(),
  options: z.object({ ignore: z.array(z.number()).optional() }).passthrough().optional(),
});

/** The search strategy with which the rule form checks EQL (recordings `eql-validation-*`). */
const eqlRoutes: readonly Register[] = [
  route({ version: internalVersion, privilege: 'securitySolution', method: 'post', path: '/internal/search/eql', body: eqlSearchSchema, handle: async ({ body }, services) => validateEql(body, services) }),
];

export const engineRoutes: readonly Register[] = [...readinessRoutes, ...hostRoutes, ...eqlRoutes];
