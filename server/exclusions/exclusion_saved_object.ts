import type { SavedObjectsType } from '@kbn/core/server';

export const exclusionType = 'staging-watch-exclusion';

/** One object an exclusion and space; its id is the exclusion's. Read by id only, so nothing is indexed. */
export const exclusionSavedObject: SavedObjectsType = {
  name: exclusionType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: {} },
  modelVersions: { 1: { changes: [] } },
};
