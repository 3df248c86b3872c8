import type { SavedObjectsType } from '@kbn/core/server';
import { coverageRunSavedObject, coverageTestSavedObject } from './coverage/coverage_saved_objects';
import { activitySavedObject } from './exclusions/activity_saved_object';
import { exclusionSavedObject } from './exclusions/exclusion_saved_object';
import { installedRuleSavedObject } from './rules/installed_rule_saved_object';
import { ruleLockSavedObject } from './lib/rule_lock_saved_object';

/**
 * The plugin's stored objects. All are hidden: the generic saved objects API must not rewrite what was recorded about a switch. All are
 * per space; `dynamic: false` and no schema keep the types valid from 8.12 on.
 */
export const savedObjectTypes: readonly SavedObjectsType[] = [installedRuleSavedObject, ruleLockSavedObject, exclusionSavedObject, activitySavedObject, coverageRunSavedObject, coverageTestSavedObject];

export const savedObjectTypeNames: readonly string[] = savedObjectTypes.map(({ name }) => name);
