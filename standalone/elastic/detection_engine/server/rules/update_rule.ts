import { ApiError, hasStatus } from '../http/api_error';
import { issueText } from '../http/zod_validation';
import type { RequestServices } from '../http/request_services';
import type { RuleAttributes, StoredRule } from './rule';
import { applyRuleDefaults } from './rule_defaults';
import { sameValue, fromRuleParams, toRuleParams } from './rule_params';
import { assertConsistent, assertInterval, assertOwnDefaultList, assertSupportedType, findNamedRule } from './rule_checks';
import type { RuleName } from './rule_checks';
import { rulePatchTypeSchemas } from './rule_schema';
import type { RuleUpdateBody } from './rule_schema';
import type { ExceptionListReference } from './rule_parts_schema';

/** What an edit leaves as it is, whatever the body says. */
type Edit = Pick<RuleAttributes, 'name' | 'tags' | 'enabled' | 'schedule' | 'params' | 'actions' | 'throttle'>;

/** A write that meets a changed version is tried again so often, as the alerting framework does. */
const conflictRetries = 2;

const editedFields = ['name', 'tags', 'schedule', 'params', 'actions', 'throttle'] as const;

function isSameRule(before: RuleAttributes, after: Edit): boolean {
  return editedFields.every((field) => sameValue(before[field], after[field]));
}

/**
 * Writes an edit over a rule: revision + 1 when anything but `enabled` changed, a new identity when the rule is enabled afterwards.
 * The edit was computed from what the caller read; the rule is read again for its version only, so that of two edits at one moment
 * the last one wins, and after some tries one is refused with 409 (`kibana-8.12-observed.md` 16).
 */
export async function writeEdit(ruleUuid: string, edit: Edit, services: RequestServices): Promise<StoredRule> {
  assertInterval(edit.schedule.interval, 'update');
  for (let attempt = 0; ; attempt += 1) {
    const current = await services.rules.get(ruleUuid);
    if (current === undefined) throw new ApiError(404, `id: "${ruleUuid}" not found`);
    const identity = await services.identityFor({ ...current.attributes, ...edit });
    try {
      return await replaceWith(current, { ...edit, ...identity }, services);
    } catch (error) {
      services.retireIdentity(identity);
      if (!hasStatus(error, 409) || attempt >= conflictRetries) throw error;
    }
  }
}

async function replaceWith(current: StoredRule, edit: Edit & Pick<RuleAttributes, 'apiKey' | 'apiKeyOwner' | 'apiKeyCreatedByUser'>, services: RequestServices): Promise<StoredRule> {
  const { attributes } = current;
  if (edit.enabled && !attributes.enabled) await services.engine.states.forgetStart(current.id);
  const stored = await services.rules.replace(current, {
    ...attributes,
    ...edit,
    revision: isSameRule(attributes, edit) ? attributes.revision : attributes.revision + 1,
    updatedAt: services.engine.now().toISOString(),
    updatedBy: services.username,
  });
  services.retireIdentity(attributes);
  services.engine.scheduler.wakeSoon();
  return stored;
}

/** The edit that a body with every field in it stands for. */
function editOf(body: Readonly<Record<string, unknown>>): Edit {
  return {
    name: String(body.name),
    tags: body.tags as string[],
    enabled: Boolean(body.enabled),
    schedule: { interval: String(body.interval) },
    params: toRuleParams(body),
    actions: body.actions as unknown[],
    throttle: typeof body.throttle === 'string' ? body.throttle : null,
  };
}

/** A stored rule as a whole body. */
export function bodyOf({ attributes }: StoredRule): Record<string, unknown> {
  return {
    ...fromRuleParams(attributes.params),
    name: attributes.name,
    tags: attributes.tags,
    enabled: attributes.enabled,
    interval: attributes.schedule.interval,
    actions: attributes.actions,
    throttle: attributes.throttle ?? undefined,
  };
}

/** Replaces a rule; what the body leaves out gets its default (recording `rule-put`). Throws 404, 400, 409. */
export async function replaceRule(body: RuleUpdateBody, services: RequestServices): Promise<StoredRule> {
  assertSupportedType(body.type);
  assertConsistent(body);
  const rules = await services.rules.all();
  const rule = findNamedRule(rules, body);
  const { params } = rule.attributes;
  if (params.type !== body.type) throw new ApiError(400, `the type of a rule cannot be changed: "${params.type}" to "${body.type}"`);
  assertOwnDefaultList(body.exceptions_list ?? [], params.ruleId, rules);
  const { id: _id, ...rest } = body;
  return writeEdit(rule.id, editOf(applyRuleDefaults({ ...rest, rule_id: params.ruleId, immutable: params.immutable }, services.engine.kibanaVersion)), services);
}

/**
 * Changes the fields that a patch names; arrays are replaced, not merged (recordings `rule-patch*`).
 * @param patch fields that every type has, checked
 * @param raw the body as sent, for the fields of the rule's own type
 */
export async function patchRule(patch: Readonly<Record<string, unknown>> & RuleName, raw: unknown, services: RequestServices): Promise<StoredRule> {
  const rules = await services.rules.all();
  const rule = findNamedRule(rules, patch);
  const typed = rulePatchTypeSchemas[rule.attributes.params.type].safeParse(raw);
  if (!typed.success) throw new ApiError(400, issueText(typed.error));
  const { id: _id, rule_id: _ruleId, ...shared } = patch;
  const changes = Object.fromEntries(Object.entries({ ...shared, ...typed.data }).filter(([, value]) => value !== undefined));
  const body: Record<string, unknown> = { ...bodyOf(rule), ...changes };
  assertConsistent(body as Parameters<typeof assertConsistent>[0]);
  if (patch.exceptions_list !== undefined) assertOwnDefaultList(body.exceptions_list as ExceptionListReference[], rule.attributes.params.ruleId, rules);
  return writeEdit(rule.id, editOf(body), services);
}
