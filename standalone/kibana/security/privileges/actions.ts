/**
 * Names of what a user may do. A privilege is a set of these; a check asks for some of them in one space.
 * The kinds are those of Kibana: `login:`, `api:<name>`, `app:<id>`, `ui:<feature>/<flag>`, `saved_object:<type>/<operation>`, `space:manage`.
 */
export const LOGIN = 'login:';
export const MANAGE_SPACES = 'space:manage';

export const apiAction = (name: string): string => `api:${name}`;
export const appAction = (id: string): string => `app:${id}`;
export const uiAction = (feature: string, flag: string): string => `ui:${feature}/${flag}`;
export const savedObjectAction = (type: string, operation: string): string => `saved_object:${type}/${operation}`;

export const SAVED_OBJECT_READS = ['bulk_get', 'get', 'find'] as const;
export const SAVED_OBJECT_WRITES = ['create', 'bulk_create', 'update', 'bulk_update', 'delete', 'bulk_delete'] as const;
export type SavedObjectOperation = (typeof SAVED_OBJECT_READS)[number] | (typeof SAVED_OBJECT_WRITES)[number];
