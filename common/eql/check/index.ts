export { check, type CheckedKey, type CheckedQuery, type CheckedTerm, type CheckOptions, isDateType, resolveQuery } from './check';
export { isTextType } from './field_types';
export { nearestNames } from './nearest_names';
export { firstField } from './type_rules';
export * from './typed';
