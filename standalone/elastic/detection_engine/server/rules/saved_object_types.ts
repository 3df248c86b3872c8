import type { SavedObjectsType } from '@kbn/core/server';

/** Rules, by the name that the alerting framework gives them; hidden, as they hold credentials. */
export const ruleSavedObjectType = 'alert';
/** When a rule ran last and what came of it; apart from the rule, so that runs never conflict with edits. */
export const ruleStateSavedObjectType = 'detection-engine-rule-state';

/** Saved object types of the embedded detection engine. Filters and orders are applied in memory, so little is indexed. */
export const savedObjectTypeDefinitions: readonly SavedObjectsType[] = [
  {
    name: ruleSavedObjectType,
    hidden: true,
    namespaceType: 'multiple-isolated',
    mappings: { dynamic: false, properties: { name: { type: 'text', fields: { keyword: { type: 'keyword' } } }, tags: { type: 'keyword' }, enabled: { type: 'boolean' }, alertTypeId: { type: 'keyword' } } },
  },
  { name: ruleStateSavedObjectType, hidden: true, namespaceType: 'agnostic', mappings: { dynamic: false, properties: { nextRunAt: { type: 'date' } } } },
  ...(['single', 'agnostic'] as const).map((namespaceType): SavedObjectsType => ({
    name: namespaceType === 'single' ? 'exception-list' : 'exception-list-agnostic',
    hidden: false,
    namespaceType,
    mappings: { dynamic: false, properties: { list_id: { type: 'keyword' }, list_type: { type: 'keyword' }, item_id: { type: 'keyword' }, name: { type: 'text' } } },
  })),
];
