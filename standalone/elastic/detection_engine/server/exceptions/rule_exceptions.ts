import { randomUUID } from 'node:crypto';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import type { StoredRule } from '../rules/rule';
import { patchRule } from '../rules/update_rule';
import { createItem } from './exception_items';
import { createList } from './exception_lists';
import type { NamespaceType } from './exception';
import type { StoredException } from './exception_repository';
import type { RuleExceptionsBody } from './exception_schema';

async function defaultListOf(rule: StoredRule, services: RequestServices): Promise<StoredException> {
  const lists = rule.attributes.params.exceptionsList;
  const reference = lists.find(({ type }) => type === 'rule_default');
  const known = reference === undefined ? undefined : await services.exceptions.findList({ list_id: reference.list_id, namespace_type: 'single' });
  if (known !== undefined) return known;
  const list = await createList(
    {
      list_id: randomUUID(),
      name: `Exceptions for rule - ${rule.attributes.name}`,
      description: `Exception list containing exceptions for rule with id: ${rule.id}`,
      type: 'rule_default',
      namespace_type: 'single',
      tags: ['default_rule_exception_list'],
    },
    services
  );
  const added = { id: list.id, list_id: list.attributes.list_id, type: 'rule_default', namespace_type: 'single' } as const;
  await patchRule({ id: rule.id, exceptions_list: [...lists.filter(({ type }) => type !== 'rule_default'), added] }, {}, services);
  return list;
}

/** Adds items to a rule's default exception list, which is made and attached with the first (recording `rule-default-exception-create`). */
export async function createRuleExceptions(ruleUuid: string, { items }: RuleExceptionsBody, services: RequestServices): Promise<StoredException[]> {
  const rule = await services.rules.get(ruleUuid);
  if (rule === undefined) throw new ApiError(404, `Unable to add exception to rule - rule with id:"${ruleUuid}" not found`);
  const list = await defaultListOf(rule, services);
  const created: StoredException[] = [];
  for (const item of items) created.push(await createItem({ ...item, list_id: list.attributes.list_id, namespace_type: 'single' }, services));
  return created;
}

export interface ReferenceQuery {
  readonly ids: readonly string[];
  readonly listIds: readonly string[];
  readonly namespaceTypes: readonly NamespaceType[];
}

/** For each named list, the list and the rules that use it (recording `rule-exception-references`). */
export async function findReferences({ listIds, namespaceTypes }: ReferenceQuery, services: RequestServices): Promise<Record<string, unknown>> {
  const rules = await services.rules.all();
  const references: Array<Record<string, unknown>> = [];
  for (const [position, listId] of listIds.entries()) {
    const list = await services.exceptions.findList({ list_id: listId, namespace_type: namespaceTypes[position] ?? 'single' });
    if (list === undefined) continue;
    const using = rules.filter(({ attributes }) => attributes.params.exceptionsList.some((reference) => reference.list_id === listId));
    const referenced = using.map(({ id, attributes }) => ({ name: attributes.name, id, rule_id: attributes.params.ruleId, exception_lists: attributes.params.exceptionsList }));
    references.push({ [listId]: { ...services.exceptions.listResponse(list), referenced_rules: referenced } });
  }
  return { references };
}
