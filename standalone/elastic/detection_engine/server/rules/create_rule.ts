import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { alertingTypes } from './rule';
import type { RuleAttributes, StoredRule } from './rule';
import { applyRuleDefaults } from './rule_defaults';
import { toRuleParams } from './rule_params';
import { assertConsistent, assertInterval, assertOwnDefaultList, assertSupportedType } from './rule_checks';
import type { RuleCreateBody } from './rule_schema';

/** Attributes of a rule from a whole body (defaults applied) without its identity. */
export function newRuleAttributes(body: Readonly<Record<string, unknown>>, username: string, now: string): Omit<RuleAttributes, 'apiKey' | 'apiKeyOwner' | 'apiKeyCreatedByUser'> {
  const params = toRuleParams(body);
  return {
    name: String(body.name),
    tags: body.tags as string[],
    enabled: Boolean(body.enabled),
    alertTypeId: alertingTypes[params.type].id,
    consumer: 'siem',
    schedule: { interval: String(body.interval) },
    params,
    actions: body.actions as unknown[],
    throttle: typeof body.throttle === 'string' ? body.throttle : null,
    createdBy: username,
    updatedBy: username,
    createdAt: now,
    updatedAt: now,
    revision: 0,
  };
}

/**
 * Creates a rule. Whether its `rule_id` is taken is looked up first and not guarded after, so that two requests at one moment can
 * make two rules, as in Kibana (`kibana-8.12-observed.md` 16). Throws 409 for a taken `rule_id`, 403 without the right to write.
 */
export async function createRule(body: RuleCreateBody, services: RequestServices): Promise<StoredRule> {
  assertSupportedType(body.type);
  assertConsistent(body);
  const rules = await services.rules.all();
  if (body.rule_id !== undefined && rules.some(({ attributes }) => attributes.params.ruleId === body.rule_id)) {
    throw new ApiError(409, `rule_id: "${body.rule_id}" already exists`);
  }
  await services.exceptions.createEndpointList();
  assertOwnDefaultList(body.exceptions_list ?? [], body.rule_id ?? '', rules);
  const stored = await storeNewRule(applyRuleDefaults(body, services.engine.kibanaVersion), services);
  services.engine.scheduler.wakeSoon();
  return stored;
}

/** Stores a whole body as a new rule, with an identity when it is enabled. */
export async function storeNewRule(body: Readonly<Record<string, unknown>>, services: RequestServices): Promise<StoredRule> {
  assertInterval(String(body.interval), 'create');
  const attributes = newRuleAttributes(body, services.username, services.engine.now().toISOString());
  const identity = await services.identityFor(attributes);
  try {
    return await services.rules.create({ ...attributes, ...identity });
  } catch (error) {
    services.retireIdentity(identity);
    throw error;
  }
}
