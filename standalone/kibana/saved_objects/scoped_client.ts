import type { SavedObject, SavedObjectsClientContract, SavedObjectsFindOptions, SavedObjectsFindResponse } from '@kbn/core/server';
import { SAVED_OBJECT_READS, type SavedObjectOperation } from '../security/privileges/actions';
import { badRequest, forbidden } from './saved_object_errors';

export interface ScopedClientDependencies {
  /** Sees the hidden types the caller asked for. */
  readonly repository: SavedObjectsClientContract;
  readonly spaceId: string;
  /** Gives the types among these that the user may use so. Everything, where authorization is left out. */
  readonly allowedTypes: (operation: SavedObjectOperation, types: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly isKnownType: (type: string) => boolean;
}

/**
 * The client of one user in one space: refuses with 403 what the user's features do not grant (recording `error-403-saved-object-read`).
 * A type that does not exist goes through to the repository, whose answer is 404 for everybody.
 */
export function createScopedClient({ repository, spaceId, allowedTypes, isKnownType }: ScopedClientDependencies): SavedObjectsClientContract {
  const inSpace = <O extends { namespace?: string }>(options: O | undefined): O => {
    if (options?.namespace !== undefined && options.namespace !== spaceId) throw badRequest('Spaces currently determines the namespaces');
    return { ...options, namespace: spaceId } as O;
  };
  const assertAllowed = async (operation: SavedObjectOperation, types: readonly string[]): Promise<void> => {
    const known = [...new Set(types)].filter(isKnownType).sort();
    const allowed = await allowedTypes(operation, known);
    const denied = known.filter((type) => !allowed.has(type));
    if (denied.length > 0) throw forbidden(`Unable to ${operation} ${denied.join(',')}`);
  };
  return {
    async create<T>(type: string, attributes: T, options?: Parameters<SavedObjectsClientContract['create']>[2]): Promise<SavedObject<T>> {
      await assertAllowed('create', [type]);
      return repository.create(type, attributes, inSpace(options));
    },
    async get<T>(type: string, id: string, options?: { namespace?: string }): Promise<SavedObject<T>> {
      await assertAllowed('get', [type]);
      return repository.get(type, id, inSpace(options));
    },
    async bulkGet<T>(objects: ReadonlyArray<{ type: string; id: string }>, options?: { namespace?: string }) {
      await assertAllowed('bulk_get', objects.map(({ type }) => type));
      return repository.bulkGet<T>(objects, inSpace(options));
    },
    async find<T>(options: SavedObjectsFindOptions): Promise<SavedObjectsFindResponse<T>> {
      if (options.namespaces?.some((namespace) => namespace !== spaceId)) throw badRequest('Only the space of the request can be searched here: Bad Request');
      const allowed = await allowedTypes(SAVED_OBJECT_READS[2], [options.type].flat());
      return repository.find({ ...options, type: [options.type].flat().filter((type) => allowed.has(type)), namespaces: [spaceId] });
    },
    async update<T>(type: string, id: string, attributes: Partial<T>, options?: Parameters<SavedObjectsClientContract['update']>[3]): Promise<SavedObject<Partial<T>>> {
      await assertAllowed('update', [type]);
      return repository.update<T>(type, id, attributes, inSpace(options) as { version?: string; upsert?: T });
    },
    async delete(type, id, options) {
      await assertAllowed('delete', [type]);
      return repository.delete(type, id, inSpace(options));
    },
  };
}
