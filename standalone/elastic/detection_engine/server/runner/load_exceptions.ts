import type { SavedObjectsClientContract } from '@kbn/core/server';
import { savedObjectTypes } from '../exceptions/exception';
import type { ExceptionAttributes, ExceptionItem, NamespaceType } from '../exceptions/exception';
import { buildExceptionFilter } from '../exceptions/exception_filter';
import type { ExceptionFilter } from '../exceptions/exception_filter';
import type { StoredRule } from '../rules/rule';

const maxItems = 10_000;

/** Lists of this id are for the endpoint itself; rules do not apply them (`detection-engine.md` §3.2). */
const endpointListId = 'endpoint_list';

async function itemsOf(rule: StoredRule, namespaceType: NamespaceType, savedObjects: SavedObjectsClientContract): Promise<ExceptionItem[]> {
  const lists = rule.attributes.params.exceptionsList.filter((list) => list.namespace_type === namespaceType && list.list_id !== endpointListId && list.type !== 'endpoint');
  if (lists.length === 0) return [];
  const wanted = new Set(lists.map(({ list_id: listId }) => listId));
  const namespaces = namespaceType === 'agnostic' ? {} : { namespaces: [rule.spaceId] };
  const found = await savedObjects.find<ExceptionAttributes>({ type: savedObjectTypes[namespaceType], perPage: maxItems, ...namespaces });
  return found.saved_objects
    .filter(({ attributes }) => attributes.list_type === 'item' && wanted.has(attributes.list_id))
    .map(({ attributes }) => ({ name: attributes.name, entries: attributes.entries ?? [], osTypes: attributes.os_types, expireTime: attributes.expire_time }));
}

/** The exceptions of a rule at the begin of a run, as one query. A list that was deleted is no failure. */
export async function loadExceptions(rule: StoredRule, startedAt: Date, savedObjects: SavedObjectsClientContract): Promise<ExceptionFilter> {
  const items = await Promise.all((['single', 'agnostic'] as const).map((namespaceType) => itemsOf(rule, namespaceType, savedObjects)));
  return buildExceptionFilter(items.flat(), startedAt.getTime());
}

/** Told by a run whose exceptions refer to value lists, which are not applied. */
export function unprocessedWarning(names: readonly string[]): string {
  return `The following exceptions won't be applied to rule execution: ${names.join(',')}`;
}
