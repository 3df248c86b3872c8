import { randomUUID } from 'node:crypto';
import type { SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { ApiError, hasStatus } from '../http/api_error';
import { namespaceOf } from '../rules/rule_repository';
import type { ExceptionAttributes, NamespaceType } from './exception';
import { savedObjectTypes } from './exception';

/** A list or an item as it is stored. */
export type StoredException = SavedObject<ExceptionAttributes>;

export interface ListName {
  readonly id?: string | undefined;
  readonly list_id?: string | undefined;
  readonly namespace_type: NamespaceType;
}
export interface ItemName {
  readonly id?: string | undefined;
  readonly item_id?: string | undefined;
  readonly namespace_type: NamespaceType;
}

export interface ExceptionRepositoryDependencies {
  readonly internal: SavedObjectsClientContract;
  readonly scoped: SavedObjectsClientContract;
  readonly spaceId: string;
  readonly username: string;
}

/** Exception lists and items of a space, and those of all spaces (`agnostic`). Reads have the engine's rights, writes the caller's. */
export interface ExceptionRepository {
  lists(namespaceType: NamespaceType): Promise<StoredException[]>;
  itemsOf(listId: string, namespaceType: NamespaceType): Promise<StoredException[]>;
  findList(name: ListName): Promise<StoredException | undefined>;
  findItem(name: ItemName): Promise<StoredException | undefined>;
  create(namespaceType: NamespaceType, attributes: ExceptionAttributes, id?: string): Promise<StoredException>;
  /** @param version the version that the caller read; 409 when it is another now */
  replace(stored: StoredException, attributes: ExceptionAttributes, version: string | undefined): Promise<StoredException>;
  delete(stored: StoredException): Promise<void>;
  /** Makes the endpoint exception list unless it exists; gives the new list. 403 without the right, also when it exists. */
  createEndpointList(): Promise<StoredException | undefined>;
  listResponse(stored: StoredException): Record<string, unknown>;
  itemResponse(stored: StoredException): Record<string, unknown>;
}

const maxObjects = 10_000;
export const endpointListId = 'endpoint_list';

/** Attributes that lists and items begin with. */
export function newExceptionAttributes(username: string, now: string): Pick<ExceptionAttributes, 'tie_breaker_id' | 'created_at' | 'created_by' | 'updated_at' | 'updated_by'> {
  return { tie_breaker_id: randomUUID(), created_at: now, created_by: username, updated_at: now, updated_by: username };
}

function endpointListAttributes(username: string): ExceptionAttributes {
  return {
    ...newExceptionAttributes(username, new Date().toISOString()),
    list_type: 'list', list_id: endpointListId, name: 'Endpoint Security Exception List', description: 'Endpoint Security Exception List', type: 'endpoint',
    tags: [], os_types: [], immutable: false, version: 1, item_id: undefined, entries: undefined, comments: undefined, expire_time: undefined,
  };
}

const namespaceTypeOf = ({ type }: StoredException): NamespaceType => (type === savedObjectTypes.agnostic ? 'agnostic' : 'single');

const defined = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function commonResponse(stored: StoredException): Record<string, unknown> {
  const { attributes, id, version } = stored;
  return {
    _version: version, created_at: attributes.created_at, created_by: attributes.created_by, description: attributes.description, id,
    list_id: attributes.list_id, meta: attributes.meta, name: attributes.name, namespace_type: namespaceTypeOf(stored), os_types: attributes.os_types,
    tags: attributes.tags, tie_breaker_id: attributes.tie_breaker_id, type: attributes.type, updated_at: attributes.updated_at, updated_by: attributes.updated_by,
  };
}

/** A list as the API answers it (recording `exception-list-get`). */
const listResponse = (stored: StoredException): Record<string, unknown> => defined({ ...commonResponse(stored), immutable: stored.attributes.immutable, version: stored.attributes.version });

/** An item as the API answers it (recording `exception-item-get`). */
function itemResponse(stored: StoredException): Record<string, unknown> {
  const { comments, entries, expire_time, item_id } = stored.attributes;
  return defined({ ...commonResponse(stored), comments: comments ?? [], entries, expire_time, item_id });
}

/** The repository of one request. */
export function createExceptionRepository({ internal, scoped, spaceId, username }: ExceptionRepositoryDependencies): ExceptionRepository {
  const all = async (namespaceType: NamespaceType, kind: 'list' | 'item'): Promise<StoredException[]> => {
    const namespaces = namespaceType === 'agnostic' ? {} : { namespaces: [spaceId] };
    const found = await internal.find<ExceptionAttributes>({ type: savedObjectTypes[namespaceType], perPage: maxObjects, ...namespaces });
    const kept = found.saved_objects.filter(({ attributes }) => attributes.list_type === kind);
    // Last written last, as Elasticsearch keeps them: Kibana asks for no order (recording `exception-list-export`).
    return [...kept].sort((left, right) => left.attributes.updated_at.localeCompare(right.attributes.updated_at) || left.id.localeCompare(right.id));
  };
  const byId = async (id: string, namespaceType: NamespaceType, kind: 'list' | 'item'): Promise<StoredException | undefined> => {
    try {
      const namespace = namespaceType === 'agnostic' ? undefined : namespaceOf(spaceId);
      const found = await internal.get<ExceptionAttributes>(savedObjectTypes[namespaceType], id, { namespace });
      return found.attributes.list_type === kind ? found : undefined;
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  };
  const create: ExceptionRepository['create'] = (namespaceType, attributes, id = randomUUID()) =>
    scoped.create<ExceptionAttributes>(savedObjectTypes[namespaceType], attributes, { id });
  return {
    lists: (namespaceType) => all(namespaceType, 'list'),
    itemsOf: async (listId, namespaceType) => (await all(namespaceType, 'item')).filter(({ attributes }) => attributes.list_id === listId),
    async findList({ id, list_id: listId, namespace_type: namespaceType }) {
      if (id !== undefined) return byId(id, namespaceType, 'list');
      return (await all(namespaceType, 'list')).find(({ attributes }) => attributes.list_id === listId);
    },
    async findItem({ id, item_id: itemId, namespace_type: namespaceType }) {
      if (id !== undefined) return byId(id, namespaceType, 'item');
      return (await all(namespaceType, 'item')).find(({ attributes }) => attributes.item_id === itemId);
    },
    create,
    replace: (stored, attributes, version) =>
      scoped.create<ExceptionAttributes>(stored.type, attributes, { id: stored.id, overwrite: true, ...(version === undefined ? {} : { version }) }),
    async delete(stored) {
      await scoped.delete(stored.type, stored.id);
    },
    async createEndpointList() {
      try {
        return await create('agnostic', endpointListAttributes(username), endpointListId);
      } catch (error) {
        if (hasStatus(error, 409)) return undefined;
        throw error;
      }
    },
    listResponse,
    itemResponse,
  };
}

/** The list, or 404 in the words of the lists API. */
export function assertFound<T>(found: T | undefined, message: string): T {
  if (found === undefined) throw new ApiError(404, message);
  return found;
}
