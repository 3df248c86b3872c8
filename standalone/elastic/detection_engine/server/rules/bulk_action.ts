import { randomUUID } from 'node:crypto';
import { ApiError, toApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { applyBulkEdits } from './apply_bulk_edit';
import type { BulkAction } from './bulk_action_schema';
import { storeNewRule } from './create_rule';
import { deleteRule } from './delete_rule';
import { duplicateExceptionLists } from '../exceptions/duplicate_exception_lists';
import { setRuleEnabled } from './enable_rule';
import type { StoredRule } from './rule';
import { filterRules } from './rule_filter';
import { sameValue, toRuleParams } from './rule_params';
import { toRuleResponse } from './rule_response';
import { bodyOf, writeEdit } from './update_rule';

interface Failure {
  readonly message: string;
  readonly statusCode: number;
  readonly rule: { readonly id: string; readonly name?: string };
}

type Outcome = { readonly kind: 'updated' | 'created' | 'deleted'; readonly rule: StoredRule } | { readonly kind: 'skipped'; readonly rule: StoredRule };

export type PersistedAction = Exclude<BulkAction, { action: 'export' }>;

const maxRules = 10_000;

/** The rules a bulk action names by id or by filter; unknown ids become failures (recording `error-500-bulk-unknown-id`). */
export async function selectRules({ ids, query }: Pick<BulkAction, 'ids' | 'query'>, services: RequestServices): Promise<{ rules: StoredRule[]; failures: Failure[] }> {
  if (ids !== undefined && query !== undefined) throw new ApiError(400, 'Both query and ids are sent. Define either ids or query in request payload.');
  if ((ids?.length ?? 0) > maxRules) throw new ApiError(400, `More than ${maxRules} ids sent for bulk edit action.`);
  const all = await services.rules.all();
  if (ids === undefined) return { rules: filterRules(all, query === '' ? undefined : query), failures: [] };
  const byId = new Map(all.map((rule) => [rule.id, rule]));
  const wanted = [...new Set(ids)];
  return {
    rules: wanted.flatMap((id) => byId.get(id) ?? []),
    failures: wanted.filter((id) => !byId.has(id)).map((id) => ({ message: 'Rule not found', statusCode: 500, rule: { id } })),
  };
}

async function duplicate(rule: StoredRule, action: Extract<PersistedAction, { action: 'duplicate' }>, services: RequestServices): Promise<Outcome> {
  const body = bodyOf(rule);
  const lists = rule.attributes.params.exceptionsList;
  const kept = action.duplicate === undefined || !action.duplicate.include_exceptions ? [] : await duplicateExceptionLists(lists, action.duplicate.include_expired_exceptions, services);
  const copy = { ...body, name: `${rule.attributes.name} [Duplicate]`, rule_id: randomUUID(), enabled: false, immutable: false, exceptions_list: kept };
  return { kind: 'created', rule: await storeNewRule(copy, services) };
}

async function edit(rule: StoredRule, action: Extract<PersistedAction, { action: 'edit' }>, services: RequestServices, dryRun: boolean): Promise<Outcome> {
  const before = bodyOf(rule);
  const after = applyBulkEdits(before, action.edit);
  if (Array.isArray(after.index) && after.index.length === 0 && !sameValue(before.index, after.index)) {
    throw new ApiError(500, "Mutated params invalid: Index patterns can't be empty");
  }
  if (sameValue(before, after)) return { kind: 'skipped', rule };
  if (dryRun) return { kind: 'updated', rule };
  const versioned: Record<string, unknown> = rule.attributes.params.immutable ? after : { ...after, version: rule.attributes.params.version + 1 };
  const attributes = {
    name: rule.attributes.name,
    enabled: rule.attributes.enabled,
    tags: versioned.tags as string[],
    schedule: { interval: String(versioned.interval) },
    params: toRuleParams(versioned),
    actions: versioned.actions as unknown[],
    throttle: rule.attributes.throttle,
  };
  return { kind: 'updated', rule: await writeEdit(rule.id, attributes, services) };
}

async function act(rule: StoredRule, action: PersistedAction, services: RequestServices, dryRun: boolean): Promise<Outcome> {
  switch (action.action) {
    case 'enable':
    case 'disable':
      return { kind: 'updated', rule: dryRun ? rule : await setRuleEnabled(rule, action.action === 'enable', services) };
    case 'delete':
      if (!dryRun) await deleteRule(rule, services);
      return { kind: 'deleted', rule };
    case 'duplicate':
      return dryRun ? { kind: 'created', rule } : duplicate(rule, action, services);
    case 'edit':
      return edit(rule, action, services, dryRun);
  }
}

/** Failures with one text are told once, with the rules it concerns. */
function groupFailures(failures: readonly Failure[]): Array<Record<string, unknown>> {
  const groups = new Map<string, { message: string; status_code: number; rules: Array<Failure['rule']> }>();
  for (const { message, statusCode, rule } of failures) {
    const key = `${statusCode} ${message}`;
    const group = groups.get(key) ?? { message, status_code: statusCode, rules: [] };
    group.rules.push(rule);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Enables, disables, deletes, duplicates or edits rules one after another (recordings `bulk-*`). Throws 500 with the partial result
 * when any rule failed, as Kibana does.
 */
export async function runBulkAction(action: PersistedAction, dryRun: boolean, services: RequestServices): Promise<Record<string, unknown>> {
  const { rules, failures } = await selectRules(action, services);
  const outcomes: Outcome[] = [];
  for (const rule of rules) {
    try {
      outcomes.push(await act(rule, action, services, dryRun));
    } catch (error) {
      const { message, statusCode } = toApiError(error);
      failures.push({ message, statusCode, rule: { id: rule.id, name: rule.attributes.name } });
    }
  }
  return bulkAnswer(await bulkResults(dryRun ? outcomes.filter(({ kind }) => kind === 'skipped') : outcomes, services), outcomes, failures);
}

type Results = Record<'updated' | 'created' | 'deleted' | 'skipped', unknown[]>;

async function bulkResults(outcomes: readonly Outcome[], services: RequestServices): Promise<Results> {
  const states = await services.engine.states.getMany(outcomes.map(({ rule }) => rule.id));
  const results: Results = { updated: [], created: [], deleted: [], skipped: [] };
  for (const { kind, rule } of outcomes) {
    const shown = kind === 'skipped' ? { id: rule.id, name: rule.attributes.name, skip_reason: 'RULE_NOT_MODIFIED' } : toRuleResponse(rule, services.engine.kibanaVersion, states.get(rule.id)?.summary);
    results[kind].push(shown);
  }
  return results;
}

function bulkAnswer(results: Results, outcomes: readonly Outcome[], failures: readonly Failure[]): Record<string, unknown> {
  const skipped = outcomes.filter(({ kind }) => kind === 'skipped').length;
  const succeeded = outcomes.length - skipped;
  const total = outcomes.length + failures.length;
  const summary = { failed: failures.length, succeeded, skipped, total };
  if (failures.length > 0) {
    const message = succeeded > 0 ? 'Bulk edit partially failed' : 'Bulk edit failed';
    throw new ApiError(500, message, { errors: groupFailures(failures), results, summary });
  }
  return { success: true, rules_count: total, attributes: { results, summary } };
}
