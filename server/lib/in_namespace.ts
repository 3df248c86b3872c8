import type { SavedObjectsClientContract } from '@kbn/core/server';

/** The internal repository as a client of one space: it is in none by itself, and takes the default space only where none is named. */
export function inNamespace(repository: SavedObjectsClientContract, spaceId: string): SavedObjectsClientContract {
  if (spaceId === 'default') return repository;
  const namespace = spaceId;
  return {
    create: (type, attributes, options) => repository.create(type, attributes, { ...options, namespace }),
    get: (type, id, options) => repository.get(type, id, { ...options, namespace }),
    bulkGet: (objects, options) => repository.bulkGet(objects, { ...options, namespace }),
    find: (options) => repository.find({ ...options, namespaces: [namespace] }),
    update: (type, id, attributes, options) => repository.update(type, id, attributes, { ...options, namespace }),
    delete: (type, id, options) => repository.delete(type, id, { ...options, namespace }),
  };
}
