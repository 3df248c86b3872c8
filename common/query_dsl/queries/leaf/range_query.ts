import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { constantScore, MATCH_NONE, type BindScope, type BoundQuery, type QueryNode, type Rewritten } from '../query_node';
import { boostOf, illegalArgument, singleField, textOption, type ParseScope } from '../parse_scope';
import { rangeTest, type RangeBounds } from '../fields/range_test';
import { requireSearchable } from '../fields/field_kinds';

const OPTIONS = ['gt', 'gte', 'lt', 'lte', 'format', 'time_zone', 'relation'];

/** `{ range: { FIELD: { gt, gte, lt, lte, format, time_zone, relation, boost } } }` */
export function parseRangeQuery(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('range', body, scope, { shorthand: '', options: OPTIONS });
  if (!isJsonObject(body) || !isJsonObject(body[field])) {
    throw scope.at(field).error(`[range] query does not support [${field}]`);
  }
  if (field === '') throw illegalArgument('field name is null or empty');
  const bounds = readBounds(options, scope.at(field));
  const boost = boostOf(options);
  return { rewrite: (bind) => rewriteRange(field, bounds, bind), bind: (bind) => boundRange(field, bounds, boost, bind) };
}

function readBounds(options: JsonObject, scope: ParseScope): RangeBounds {
  const relation = (textOption(options, 'relation') ?? 'intersects').toLowerCase();
  if (relation !== 'intersects' && relation !== 'within' && relation !== 'contains') {
    throw scope.at('relation').error(`[range] query does not support relation [${relation}]`);
  }
  return {
    lower: options.gte ?? options.gt,
    includeLower: options.gt === undefined,
    upper: options.lte ?? options.lt,
    includeUpper: options.lt === undefined,
    format: textOption(options, 'format'),
    timeZone: textOption(options, 'time_zone'),
    relation,
  };
}

/**
 * Ranges on dates are compared with the values the index has: one that meets none of them matches nothing, and where there are
 * none at all not even malformed bounds are noticed.
 */
function rewriteRange(name: string, bounds: RangeBounds, scope: BindScope): Rewritten {
  const field = scope.mapping.resolve(name);
  if (!field) return 'none';
  if (field.family !== 'date' && field.family !== 'date_nanos') return undefined;
  const present = scope.context.valueBounds?.(field.path);
  if (scope.context.valueBounds && !present) return 'none';
  const { hint } = rangeTest(field, bounds, scope);
  if (!present || !hint) return undefined;
  return (hint.gte ?? -Infinity) > present.max || (hint.lte ?? Infinity) < present.min ? 'none' : undefined;
}

/** A range on one field of an index. */
export function boundRange(name: string, bounds: RangeBounds, boost: number, scope: BindScope): BoundQuery {
  const field = scope.mapping.resolve(name);
  if (!field) return MATCH_NONE;
  requireSearchable(field, scope);
  const { test, hint } = rangeTest(field, bounds, scope);
  return { ...constantScore(test, boost), range: hint && field.nestedPath === undefined ? { field: field.path, hint } : undefined };
}
