import { toApiError, ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import { createItem, replaceItem } from './exception_items';
import { createList, replaceList } from './exception_lists';
import { itemCreateSchema, listCreateSchema, suppliedText } from './exception_schema';

function checked<T>(result: { success: true; data: T } | { success: false; error: Parameters<typeof suppliedText>[0] }, value: unknown): T {
  if (result.success) return result.data;
  throw new ApiError(400, suppliedText(result.error, value));
}

async function importList(value: Record<string, unknown>, overwrite: boolean, services: RequestServices): Promise<void> {
  const body = checked(listCreateSchema.safeParse(value), value);
  const known = await services.exceptions.findList({ list_id: body.list_id, namespace_type: body.namespace_type });
  if (known === undefined || !overwrite) await createList(body, services);
  else await replaceList(body, services);
}

async function importItem(value: Record<string, unknown>, overwrite: boolean, services: RequestServices): Promise<void> {
  const body = checked(itemCreateSchema.safeParse(value), value);
  const known = body.item_id === undefined ? undefined : await services.exceptions.findItem({ item_id: body.item_id, namespace_type: body.namespace_type });
  if (known === undefined || !overwrite) await createItem(body, services);
  else await replaceItem({ ...body, comments: known.attributes.comments?.map(({ id, comment }) => ({ id, comment })) }, services);
}

/** Imports one list or item of an export; gives what to tell when that fails. */
export async function importException(value: Record<string, unknown>, overwrite: boolean, services: RequestServices): Promise<Record<string, unknown> | undefined> {
  const isItem = 'item_id' in value || 'entries' in value;
  try {
    await (isItem ? importItem : importList)(value, overwrite, services);
    return undefined;
  } catch (error) {
    const { statusCode, message } = toApiError(error);
    return { ...(isItem ? { item_id: value.item_id } : {}), list_id: value.list_id, error: { status_code: statusCode, message } };
  }
}
