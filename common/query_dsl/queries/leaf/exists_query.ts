import type { JsonValue } from '../../json';
import { constantScore, type QueryNode } from '../query_node';
import { boostOf, illegalArgument, objectBody, textOption, type ParseScope } from '../parse_scope';
import { existsNowhere, existsTest } from '../fields/exists_test';

/** `{ exists: { field } }` */
export function parseExists(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('exists', body, scope);
  for (const key of Object.keys(object)) {
    if (!['field', 'boost', '_name'].includes(key)) throw scope.at(key).error(`[exists] query does not support [${key}]`);
  }
  const field = textOption(object, 'field');
  if (field === undefined) throw scope.error('[exists] must be provided with a [field]', 'last');
  if (field === '') throw illegalArgument('field name is null or empty');
  const boost = boostOf(object);
  return { rewrite: (bind) => (existsNowhere(field, bind) ? 'none' : undefined), bind: (bind) => constantScore(existsTest(field, bind), boost) };
}
