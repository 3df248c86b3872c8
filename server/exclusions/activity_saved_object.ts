import type { SavedObjectsType } from '@kbn/core/server';

export const activityType = 'staging-watch-exclusion-activity';

/** One object a switch: who, when, why, and the query before and after. Sorted by time, so `at` is indexed. */
export const activitySavedObject: SavedObjectsType = {
  name: activityType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: { at: { type: 'date' }, exclusionId: { type: 'keyword' }, ruleId: { type: 'keyword' } } },
  modelVersions: { 1: { changes: [] } },
};
