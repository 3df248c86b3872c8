import type { SavedObjectsType } from '@kbn/core/server';

export const coverageRunType = 'staging-watch-coverage-run';
export const coverageTestType = 'staging-watch-coverage-test';

/** Two objects a space, the last run and the one before. Read by id only, so nothing is indexed. */
export const coverageRunSavedObject: SavedObjectsType = {
  name: coverageRunType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: {} },
  modelVersions: { 1: { changes: [] } },
};

/** One object a test that a user added. Listed by time, so `at` is indexed. */
export const coverageTestSavedObject: SavedObjectsType = {
  name: coverageTestType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: { at: { type: 'date' } } },
  modelVersions: { 1: { changes: [] } },
};
