import type { RequestServices } from '../http/request_services';
import type { ExceptionListReference } from './rule_parts_schema';
import type { StoredRule } from './rule';
import { toRuleResponse } from './rule_response';

/** JSON values as lines. */
export function toNdjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

interface ExportedLists {
  readonly lines: readonly unknown[];
  readonly listCount: number;
  readonly itemCount: number;
  readonly missing: readonly { readonly list_id: string }[];
}

async function exportLists(references: readonly ExceptionListReference[], services: RequestServices): Promise<ExportedLists> {
  const unique = [...new Map(references.map((reference) => [`${reference.namespace_type}:${reference.list_id}`, reference])).values()];
  const lines: unknown[] = [];
  const missing: Array<{ list_id: string }> = [];
  let itemCount = 0;
  for (const { list_id: listId, namespace_type: namespaceType } of unique) {
    const list = await services.exceptions.findList({ list_id: listId, namespace_type: namespaceType });
    if (list === undefined) {
      missing.push({ list_id: listId });
      continue;
    }
    const items = await services.exceptions.itemsOf(listId, namespaceType);
    itemCount += items.length;
    lines.push(services.exceptions.listResponse(list), ...items.map((item) => services.exceptions.itemResponse(item)));
  }
  return { lines, listCount: unique.length - missing.length, itemCount, missing };
}

/**
 * Rules with their exception lists as NDJSON, the counts in the last line (recordings `rules-export`, `rules-export-missing`).
 * @param missing `rule_id`s that were asked for and do not exist
 */
export async function exportRules(rules: readonly StoredRule[], missing: readonly string[], services: RequestServices, withDetails = true): Promise<string> {
  const lists = await exportLists(rules.flatMap(({ attributes }) => attributes.params.exceptionsList), services);
  const details = {
    exported_count: rules.length + lists.listCount + lists.itemCount,
    exported_rules_count: rules.length,
    missing_rules: missing.map((ruleId) => ({ rule_id: ruleId })),
    missing_rules_count: missing.length,
    exported_exception_list_count: lists.listCount,
    exported_exception_list_item_count: lists.itemCount,
    missing_exception_list_item_count: 0,
    missing_exception_list_items: [],
    missing_exception_lists: lists.missing,
    missing_exception_lists_count: lists.missing.length,
    exported_action_connector_count: 0,
    missing_action_connection_count: 0,
    missing_action_connections: [],
    excluded_action_connection_count: 0,
    excluded_action_connections: [],
  };
  const lines = [...rules.map((rule) => toRuleResponse(rule, services.engine.kibanaVersion)), ...lists.lines];
  return toNdjson(withDetails ? [...lines, details] : lines);
}

/** Rules by their `rule_id`s in the order asked for, or all of the space. */
export async function rulesToExport(ruleIds: readonly string[] | undefined, services: RequestServices): Promise<{ rules: StoredRule[]; missing: string[] }> {
  const all = await services.rules.all();
  if (ruleIds === undefined) return { rules: all, missing: [] };
  const byRuleId = new Map(all.map((rule) => [rule.attributes.params.ruleId, rule]));
  return { rules: ruleIds.flatMap((ruleId) => byRuleId.get(ruleId) ?? []), missing: ruleIds.filter((ruleId) => !byRuleId.has(ruleId)) };
}
