import { randomUUID } from 'node:crypto';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import type { ExceptionAttributes, ExceptionComment } from './exception';
import { assertFound, newExceptionAttributes } from './exception_repository';
import type { ItemName, StoredException } from './exception_repository';
import type { ItemCreateBody, ItemUpdateBody } from './exception_schema';

/** A list holds so many items; the one above is taken back (`detection-engine.md` §3.1). */
const maxItemsPerList = 10_000;

function newComment(comment: string, services: RequestServices): ExceptionComment {
  return { comment, created_at: services.engine.now().toISOString(), created_by: services.username, id: randomUUID() };
}

/** Creates an item; 404 without its list, 409 when its `item_id` is taken, 400 above the list's limit. */
export async function createItem(body: ItemCreateBody, services: RequestServices): Promise<StoredException> {
  const { exceptions } = services;
  const list = assertFound(await exceptions.findList({ list_id: body.list_id, namespace_type: body.namespace_type }), `exception list id: "${body.list_id}" does not exist`);
  const itemId = body.item_id ?? randomUUID();
  const taken = await exceptions.findItem({ item_id: itemId, namespace_type: body.namespace_type });
  if (taken !== undefined) throw new ApiError(409, `exception list item id: "${itemId}" already exists`);
  const stored = await exceptions.create(body.namespace_type, itemAttributes(body, itemId, list, services));
  const count = (await exceptions.itemsOf(body.list_id, body.namespace_type)).length;
  if (count <= maxItemsPerList) return stored;
  await exceptions.delete(stored);
  throw new ApiError(400, `Failed to add exception item, exception list has exceeded max number of items ${maxItemsPerList}`);
}

function itemAttributes(body: ItemCreateBody, itemId: string, list: StoredException, services: RequestServices): ExceptionAttributes {
  return {
    ...newExceptionAttributes(services.username, services.engine.now().toISOString()),
    list_type: 'item',
    list_id: list.attributes.list_id,
    item_id: itemId,
    name: body.name,
    description: body.description,
    type: body.type,
    tags: body.tags ?? [],
    os_types: body.os_types ?? [],
    ...(body.meta === undefined ? {} : { meta: body.meta }),
    immutable: undefined,
    version: undefined,
    entries: body.entries,
    comments: (body.comments ?? []).map(({ comment }) => newComment(comment, services)),
    expire_time: body.expire_time,
  };
}

const nameOf = ({ id, item_id: itemId }: ItemName): string => (id === undefined ? `item_id: "${itemId}"` : `id: "${id}"`);

/** The item that a request names, or 404 (recording `error-404-exception-item`), or 400 when it names none. */
export async function getItem(name: ItemName, services: RequestServices): Promise<StoredException> {
  if (name.id === undefined && name.item_id === undefined) throw new ApiError(400, 'id or item_id required');
  return assertFound(await services.exceptions.findItem(name), `exception list item ${nameOf(name)} does not exist`);
}

/**
 * Replaces an item as a whole; comments that were there must come back with their ids, new ones have none (recording
 * `exception-item-put`). 409 when `_version` is not the one that is stored.
 */
export async function replaceItem(body: ItemUpdateBody, services: RequestServices): Promise<StoredException> {
  const stored = await getItem(body, services);
  const { meta: _meta, ...kept } = stored.attributes;
  const changed: ExceptionAttributes = {
    ...kept,
    name: body.name,
    description: body.description,
    type: body.type,
    tags: body.tags ?? [],
    os_types: body.os_types ?? [],
    ...(body.meta === undefined ? {} : { meta: body.meta }),
    entries: body.entries,
    comments: mergeComments(stored.attributes.comments ?? [], body.comments ?? [], services),
    expire_time: body.expire_time,
    updated_at: services.engine.now().toISOString(),
    updated_by: services.username,
  };
  return services.exceptions.replace(stored, changed, body._version);
}

function mergeComments(before: readonly ExceptionComment[], sent: NonNullable<ItemUpdateBody['comments']>, services: RequestServices): ExceptionComment[] {
  // Kibana counts: a comment that comes back without its id passes for a new one (recording `error-409-exception-item-version`).
  if (sent.length < before.length) throw new ApiError(403, 'Comments cannot be deleted, only new comments may be added');
  return sent.map(({ id, comment }) => {
    const known = id === undefined ? undefined : before.find((candidate) => candidate.id === id);
    if (known === undefined) return newComment(comment, services);
    if (known.comment === comment) return known;
    if (known.created_by !== services.username) throw new ApiError(403, 'Not authorized to edit others comments');
    return { ...known, comment, updated_at: services.engine.now().toISOString(), updated_by: services.username };
  });
}

/** Deletes an item; gives what was deleted. */
export async function deleteItem(name: ItemName, services: RequestServices): Promise<StoredException> {
  const stored = await getItem(name, services);
  await services.exceptions.delete(stored);
  return stored;
}
