import type { SavedObjectsType } from '@kbn/core/server';

export const installedRuleType = 'staging-watch-installed-rule';

/** One object a rule and space; its id is the `rule_id`. Read by id only, so nothing is indexed. */
export const installedRuleSavedObject: SavedObjectsType = {
  name: installedRuleType,
  hidden: true,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: {} },
  modelVersions: { 1: { changes: [] } },
};
