import { z } from 'zod';
import { ApiError } from '../http/api_error';
import { publicVersion, Reply, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import type { RequestServices } from '../http/request_services';
import { bulkActionSchema } from '../rules/bulk_action_schema';
import { runBulkAction, selectRules } from '../rules/bulk_action';
import { createRule } from '../rules/create_rule';
import { deleteRule } from '../rules/delete_rule';
import { exportRules, rulesToExport } from '../rules/export_rules';
import { findRules, findRulesQuerySchema } from '../rules/find_rules';
import { importRules } from '../rules/import_rules';
import { readUploadedFile } from '../rules/uploaded_file';
import { findNamedRule } from '../rules/rule_checks';
import { toRuleResponse } from '../rules/rule_response';
import { ruleCreateSchema, rulePatchSchema, rulePreviewSchema, ruleUpdateSchema } from '../rules/rule_schema';
import type { StoredRule } from '../rules/rule';
import { previewRule } from '../preview/preview_rule';
import { patchRule, replaceRule } from '../rules/update_rule';

const base = '/api/detection_engine/rules';
const shared = { version: publicVersion, privilege: 'securitySolution' } as const;

const nameQuery = z.object({ id: z.string().optional(), rule_id: z.string().optional() });
const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean().optional().default(false));
const ndjson = (fileName: string): Record<string, string> => ({ 'content-type': 'application/ndjson', 'content-disposition': `attachment; filename="${fileName}"` });

const show = (rule: StoredRule, { engine }: RequestServices): Record<string, unknown> => toRuleResponse(rule, engine.kibanaVersion);

async function showWithSummary(rule: StoredRule, { engine }: RequestServices): Promise<Record<string, unknown>> {
  return toRuleResponse(rule, engine.kibanaVersion, (await engine.states.get(rule.id))?.summary);
}

/** Reading and writing single rules (`detection-engine.md` §1.1). */
const singleRuleRoutes: readonly Register[] = [
  route({ ...shared, method: 'post', path: base, body: ruleCreateSchema, handle: async ({ body }, services) => show(await createRule(body, services), services) }),
  route({ ...shared, method: 'put', path: base, body: ruleUpdateSchema, handle: async ({ body }, services) => show(await replaceRule(body, services), services) }),
  route({
    ...shared, method: 'patch', path: base,
    body: z.object({}).passthrough().superRefine((raw, context) => rulePatchSchema.safeParse(raw).error?.issues.forEach((issue) => context.addIssue(issue))),
    handle: async ({ body }, services) => show(await patchRule(rulePatchSchema.parse(body), body, services), services),
  }),
  route({ ...shared, method: 'get', path: base, query: nameQuery, handle: async ({ query }, services) => showWithSummary(findNamedRule(await services.rules.all(), query), services) }),
  route({
    ...shared, method: 'delete', path: base, query: nameQuery,
    handle: async ({ query }, services) => {
      const rule = findNamedRule(await services.rules.all(), query);
      const shown = await showWithSummary(rule, services);
      await deleteRule(rule, services);
      return shown;
    },
  }),
];

const objectsSchema = z.object({ objects: z.array(z.object({ rule_id: z.string() })).optional() });

/** Finding, bulk actions, export and import. */
const manyRulesRoutes: readonly Register[] = [
  route({ ...shared, method: 'get', path: `${base}/_find`, query: findRulesQuerySchema, handle: async ({ query, request }, services) => {
    await services.engine.assertSpaceExists(request);
    return findRules(query, services);
  } }),
  route({
    ...shared, method: 'post', path: `${base}/_bulk_action`, query: z.object({ dry_run: flag }), body: bulkActionSchema,
    handle: async ({ body, query }, services) => {
      if (body.action !== 'export') return runBulkAction(body, query.dry_run, services);
      const { rules, failures } = await selectRules(body, services);
      return new Reply(200, await exportRules(rules, failures.map(({ rule }) => rule.id), services), ndjson('rules_export.ndjson'));
    },
  }),
  route({
    ...shared, method: 'post', path: `${base}/_export`, query: z.object({ exclude_export_details: flag, file_name: z.string().optional().default('export.ndjson') }), body: objectsSchema,
    handle: async ({ body, query }, services) => {
      const { rules, missing } = await rulesToExport(body.objects?.map(({ rule_id: ruleId }) => ruleId), services);
      return new Reply(200, await exportRules(rules, missing, services, !query.exclude_export_details), ndjson(query.file_name));
    },
  }),
  route({
    ...shared, method: 'post', path: `${base}/_import`,
    query: z.object({ overwrite: flag, overwrite_exceptions: flag, overwrite_action_connectors: flag, as_new_list: flag }),
    body: z.unknown(),
    options: { body: { maxBytes: 10_485_760, output: 'stream', accepts: 'multipart/form-data' } },
    handle: async ({ body, query }, services) => {
      if (query.as_new_list) throw new ApiError(501, 'as_new_list of rules/_import is not implemented by the embedded detection engine');
      return importRules(await readUploadedFile(body), { overwrite: query.overwrite, overwriteExceptions: query.overwrite_exceptions }, services);
    },
  }),
];

const previewRoute = route({ ...shared, method: 'post', path: `${base}/preview`, body: rulePreviewSchema, handle: async ({ body }, services) => previewRule(body, services) });

export const ruleRoutes: readonly Register[] = [...singleRuleRoutes, ...manyRulesRoutes, previewRoute];
