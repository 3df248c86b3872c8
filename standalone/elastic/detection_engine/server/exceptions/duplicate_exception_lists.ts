import { randomUUID } from 'node:crypto';
import type { RequestServices } from '../http/request_services';
import type { ExceptionListReference } from '../rules/rule_parts_schema';
import { newExceptionAttributes } from './exception_repository';
import type { StoredException } from './exception_repository';

const isExpired = ({ attributes }: StoredException, now: number): boolean => attributes.expire_time !== undefined && Date.parse(attributes.expire_time) < now;

async function copyDefaultList(list: StoredException, withExpired: boolean, services: RequestServices): Promise<ExceptionListReference> {
  const now = services.engine.now();
  const fresh = newExceptionAttributes(services.username, now.toISOString());
  const listId = randomUUID();
  const copy = await services.exceptions.create('single', { ...list.attributes, ...fresh, list_id: listId, name: `${list.attributes.name} [Duplicate]` });
  const items = await services.exceptions.itemsOf(list.attributes.list_id, 'single');
  for (const item of items.filter((candidate) => withExpired || !isExpired(candidate, now.getTime()))) {
    await services.exceptions.create('single', { ...item.attributes, ...newExceptionAttributes(services.username, now.toISOString()), list_id: listId, item_id: randomUUID() });
  }
  return { id: copy.id, list_id: listId, type: 'rule_default', namespace_type: 'single' };
}

/** Exception lists of a duplicated rule: shared lists stay shared, a default list is copied with its items. */
export async function duplicateExceptionLists(references: readonly ExceptionListReference[], withExpired: boolean, services: RequestServices): Promise<ExceptionListReference[]> {
  const copies: ExceptionListReference[] = [];
  for (const reference of references) {
    const list = reference.type === 'rule_default' ? await services.exceptions.findList({ list_id: reference.list_id, namespace_type: 'single' }) : undefined;
    copies.push(list === undefined ? reference : await copyDefaultList(list, withExpired, services));
  }
  return copies;
}
