import { randomUUID } from 'node:crypto';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { newRuleAttributes } from '../rules/create_rule';
import type { StoredRule } from '../rules/rule';
import { assertInterval, assertSupportedType } from '../rules/rule_checks';
import { applyRuleDefaults } from '../rules/rule_defaults';
import type { RulePreviewBody } from '../rules/rule_schema';
import { durationMs } from '../runner/duration';
import { prepareRun } from '../runner/prepare_run';
import { ruleTypeRunners } from '../runner/rule_type_runners';
import { windowAt } from '../runner/run_windows';

/** What one of the runs of a preview told. */
interface PreviewLog {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly startedAt?: string;
  readonly duration: number;
}

/** A preview ends after this time, whatever is left to run. */
const limitMs = 60_000;
const maxRuns = 1_000;

/** Whether the caller may read previews; without the right the answer is a 200 that says so (`detection-engine.md` §7.1). */
async function mayRead({ client, engine, spaceId }: RequestServices): Promise<boolean> {
  const alias = engine.previewIndices.alias(spaceId);
  const answer = await client.transport.request<{ has_all_requested: boolean }>({
    method: 'POST',
    path: '/_security/user/_has_privileges',
    body: { index: [{ names: [alias, `.internal${alias}-*`], privileges: ['read'] }] },
  });
  return answer.has_all_requested;
}

async function runOnce(rule: StoredRule, startedAt: Date, services: RequestServices): Promise<PreviewLog> {
  const { engine, client, internalClient } = services;
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  try {
    const { run, searchable, warnings } = await prepareRun(rule, startedAt, { executionUuid: randomUUID(), client }, engine.execution);
    const { params, schedule } = rule.attributes;
    const window = windowAt({ from: params.from, to: params.to, intervalMs: durationMs(schedule.interval) }, startedAt.getTime());
    const writing = { client: internalClient, indices: engine.previewIndices, now: engine.now };
    const result = searchable ? await ruleTypeRunners[params.type](run, window, writing) : undefined;
    return { errors: result?.errors ?? [], warnings: [...warnings, ...(result?.warnings ?? [])], startedAt: startedAt.toISOString(), duration: elapsed() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { errors: [`An error occurred during rule execution: message: "${reason}"`], warnings: [], startedAt: startedAt.toISOString(), duration: elapsed() };
  }
}

/**
 * Runs a rule that is not stored, as the caller, once each interval up to a time; its alerts go to the preview index under the
 * preview's id (recording `rule-preview`).
 */
export async function previewRule({ invocationCount, timeframeEnd, ...body }: RulePreviewBody, services: RequestServices): Promise<Record<string, unknown>> {
  assertSupportedType(body.type);
  const end = Date.parse(timeframeEnd);
  if (Number.isNaN(end)) throw new ApiError(400, `[request body]: timeframeEnd: Invalid date "${timeframeEnd}"`);
  if (invocationCount > maxRuns) throw new ApiError(400, `more than ${maxRuns} runs of a preview are not implemented by the embedded detection engine`);
  if (!(await mayRead(services))) {
    const alias = services.engine.previewIndices.alias(services.spaceId);
    return { logs: [{ errors: [`Missing "read" privileges for the "${alias}" or ".internal${alias}-*" indices. Without these privileges you cannot use the Rule Preview feature.`], warnings: [], duration: 0 }] };
  }
  const whole = applyRuleDefaults(body, services.engine.kibanaVersion);
  assertInterval(String(whole.interval), 'create');
  const previewId = randomUUID();
  const attributes = newRuleAttributes(whole, services.username, services.engine.now().toISOString());
  const rule: StoredRule = { id: previewId, spaceId: services.spaceId, version: undefined, attributes: { ...attributes, apiKey: null, apiKeyOwner: null, apiKeyCreatedByUser: null } };
  const intervalMs = durationMs(attributes.schedule.interval);
  const until = Date.now() + limitMs;
  const logs: PreviewLog[] = [];
  for (let run = invocationCount - 1; run >= 0 && Date.now() < until; run -= 1) logs.push(await runOnce(rule, new Date(end - run * intervalMs), services));
  return { previewId, logs, isAborted: logs.length < invocationCount };
}
