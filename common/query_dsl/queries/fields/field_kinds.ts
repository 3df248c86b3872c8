import type { Field } from '../../mapping/field';
import type { BindScope } from '../query_node';
import { failedToCreate, shardError } from '../shard_error';

/** True for fields whose values are whole texts (a keyword, in whatever form). */
export function isKeywordLike(field: Field): boolean {
  return field.family === 'keyword' || field.family === 'wildcard' || field.family === 'constant_keyword' || field.family === 'flattened';
}

/** True for fields that pattern queries (prefix, wildcard, regexp) take. */
export function takesPatterns(field: Field): boolean {
  return isKeywordLike(field) || field.family === 'text' || field.family === 'version' || field.path === '_index' || field.path === '_ignored' || field.path === '_id';
}

/** Refuses queries on a field that is kept in no searchable form. */
export function requireSearchable(field: Field, scope: BindScope): void {
  if (field.indexed || field.hasDocValues) return;
  const reason = `Cannot search on field [${field.path}] since it is not indexed nor has doc values.`;
  throw failedToCreate(scope, { type: 'illegal_argument_exception', reason });
}

/** Refuses a kind of query a field's type does not have. */
export function wrongType(field: Field, scope: BindScope, kind: string): Error {
  return shardError(scope, `Can only use ${kind} queries on keyword, text and wildcard fields - not on [${field.path}] which is of type [${field.type}]`);
}

/** Refuses term and range queries on types without values to compare. */
export function unsupportedQuery(field: Field, scope: BindScope, kind: string): Error {
  const reason = `Field [${field.path}] of type [${field.type}] does not support ${kind} queries`;
  return failedToCreate(scope, { type: 'illegal_argument_exception', reason });
}
