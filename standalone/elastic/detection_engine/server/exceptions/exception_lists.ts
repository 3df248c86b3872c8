import { randomUUID } from 'node:crypto';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { toNdjson } from '../rules/export_rules';
import { assertFound, newExceptionAttributes } from './exception_repository';
import type { ListName, StoredException } from './exception_repository';
import type { ListCreateBody, ListUpdateBody } from './exception_schema';
import type { NamespaceType } from './exception';

/** Creates a list; 409 when its `list_id` is taken (recordings `exception-list-create`, `error-409-exception-list`). */
export async function createList(body: ListCreateBody, services: RequestServices): Promise<StoredException> {
  const listId = body.list_id ?? randomUUID();
  const taken = await services.exceptions.findList({ list_id: listId, namespace_type: body.namespace_type });
  if (taken !== undefined) throw new ApiError(409, `exception list id: "${listId}" already exists`);
  return services.exceptions.create(body.namespace_type, {
    ...newExceptionAttributes(services.username, services.engine.now().toISOString()),
    list_type: 'list',
    list_id: listId,
    name: body.name,
    description: body.description,
    type: body.type,
    tags: body.tags ?? [],
    os_types: body.os_types ?? [],
    ...(body.meta === undefined ? {} : { meta: body.meta }),
    immutable: false,
    version: body.version ?? 1,
    item_id: undefined,
    entries: undefined,
    comments: undefined,
    expire_time: undefined,
  });
}

const nameOf = ({ id, list_id: listId }: ListName): string => (id === undefined ? `list_id: "${listId}"` : `id: "${id}"`);

/** The list that a request names, or 404, or 400 when it names none. */
export async function getList(name: ListName, services: RequestServices): Promise<StoredException> {
  if (name.id === undefined && name.list_id === undefined) throw new ApiError(400, 'id or list_id required');
  return assertFound(await services.exceptions.findList(name), `exception list ${nameOf(name)} does not exist`);
}

/** Replaces a list; the version counts on unless it is given (recording `exception-list-put`). 409 on a changed `_version`. */
export async function replaceList(body: ListUpdateBody, services: RequestServices): Promise<StoredException> {
  if (body.id === undefined && body.list_id === undefined) throw new ApiError(404, 'either id or list_id need to be defined');
  const stored = await getList(body, services);
  const { attributes } = stored;
  const changed = {
    ...attributes,
    name: body.name,
    description: body.description,
    type: body.type,
    tags: body.tags ?? [],
    os_types: body.os_types ?? [],
    meta: body.meta,
    version: body.version ?? (attributes.version ?? 1) + 1,
    updated_at: services.engine.now().toISOString(),
    updated_by: services.username,
  };
  return services.exceptions.replace(stored, changed, body._version);
}

/** Deletes a list with its items; gives what was deleted. */
export async function deleteList(name: ListName, services: RequestServices): Promise<StoredException> {
  const stored = await getList(name, services);
  for (const item of await services.exceptions.itemsOf(stored.attributes.list_id, name.namespace_type)) await services.exceptions.delete(item);
  await services.exceptions.delete(stored);
  return stored;
}

export interface ListExport {
  readonly id: string;
  readonly list_id: string;
  readonly namespace_type: NamespaceType;
  readonly include_expired_exceptions: boolean;
}

/** A list with its items as NDJSON, the counts in the last line (recording `exception-list-export`). */
export async function exportList(request: ListExport, services: RequestServices): Promise<string> {
  const list = await getList({ id: request.id, namespace_type: request.namespace_type }, services);
  const items = await services.exceptions.itemsOf(list.attributes.list_id, request.namespace_type);
  const now = services.engine.now().getTime();
  const kept = items.filter(({ attributes }) => request.include_expired_exceptions || attributes.expire_time === undefined || Date.parse(attributes.expire_time) >= now);
  const details = {
    exported_exception_list_count: 1,
    exported_exception_list_item_count: kept.length,
    missing_exception_list_item_count: 0,
    missing_exception_list_items: [],
    missing_exception_lists: [],
    missing_exception_lists_count: 0,
  };
  return toNdjson([services.exceptions.listResponse(list), ...kept.map((item) => services.exceptions.itemResponse(item)), details]);
}

/** How many items of a list name each operating system (recording `exception-list-summary`); items without one are not counted. */
export async function summarizeList(name: ListName, services: RequestServices): Promise<Record<string, number>> {
  const list = await getList(name, services);
  const items = await services.exceptions.itemsOf(list.attributes.list_id, name.namespace_type);
  const count = (os: string): number => items.filter(({ attributes }) => attributes.os_types.includes(os)).length;
  const summary = { linux: count('linux'), macos: count('macos'), windows: count('windows') };
  return { ...summary, total: items.filter(({ attributes }) => attributes.os_types.length > 0).length };
}
