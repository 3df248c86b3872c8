import type { SavedObjectsType } from '@kbn/core/server';

export const ruleLockType = 'staging-watch-rule-lock';

/** One object a rule and space; its id is the `rule_id`. Read by id only, so nothing is indexed. */
export const ruleLockSavedObject: SavedObjectsType = {
  name: ruleLockType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: {} },
  modelVersions: { 1: { changes: [] } },
};
