import type { JsonValue } from '../../json';
import type { Field } from '../../mapping/field';
import type { FieldValue, RangeValue } from '../../mapping/field_type';
import { rangeBound } from '../../documents/range_value';
import { ValueError } from '../../mapping/value_error';
import { ipKey, neighbourIp } from '../../values/ip_address';
import { compareCodePoints } from '../../values/text_order';
import { versionKey } from '../../values/version_order';
import type { RangeHint } from '../compiled_query';
import type { BindScope, DocumentTest } from '../query_node';
import { failedToCreate } from '../shard_error';
import { momentValue, queryMoment, type DateReading } from './date_bounds';
import { isKeywordLike, unsupportedQuery } from './field_kinds';
import { comparableFloat, floatBound, wholeBound } from './number_bounds';

/** Bounds of a range query as written; undefined = open. */
export interface RangeBounds extends DateReading {
  readonly lower: JsonValue | undefined;
  readonly includeLower: boolean;
  readonly upper: JsonValue | undefined;
  readonly includeUpper: boolean;
  readonly relation: 'intersects' | 'within' | 'contains';
}

export interface RangeTest {
  readonly test: DocumentTest;
  readonly hint?: RangeHint;
}

/** Compiles a range on one field. Throws query_shard_exception or parse_exception for bounds the field cannot read. */
export function rangeTest(field: Field, bounds: RangeBounds, scope: BindScope): RangeTest {
  switch (field.family) {
    case 'date':
    case 'date_nanos':
      return dateRange(field, bounds, scope);
    case 'integer':
    case 'unsigned_long':
      return wholeRange(field, bounds, scope);
    case 'float':
      return floatRange(field, bounds, scope);
    case 'ip':
      return { test: anyValue(field, ipRange(bounds, scope)) };
    case 'boolean':
      return { test: anyValue(field, booleanRange(bounds, scope)) };
    case 'version':
      return { test: anyValue(field, versionRange(bounds)) };
    case 'range':
      return { test: overlapRange(field, bounds, scope) };
    case 'text':
      return { test: wordRange(field, bounds) };
    default:
      if (!isKeywordLike(field)) throw unsupportedQuery(field, scope, 'range');
      return { test: anyValue(field, field.family === 'wildcard' ? wildcardFieldRange(bounds) : keywordRange(field, bounds)) };
  }
}

/** A test that holds if any value of the field passes. */
export function anyValue(field: Field, test: (value: FieldValue) => boolean): DocumentTest {
  return (document) => {
    const values = document.fieldValues(field);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index];
      if (value !== undefined && test(value)) return true;
    }
    return false;
  };
}

function isOpen(bound: JsonValue | undefined): bound is null | undefined {
  return bound === undefined || bound === null;
}

function dateRange(field: Field, bounds: RangeBounds, scope: BindScope): RangeTest {
  const edge = (bound: JsonValue | undefined, roundUp: boolean, step: number): number | bigint | undefined => {
    if (isOpen(bound)) return undefined;
    const value = momentValue(field, queryMoment(field, bound, roundUp, bounds, scope));
    return typeof value === 'bigint' ? value + BigInt(step) : value + step;
  };
  const lower = edge(bounds.lower, !bounds.includeLower, bounds.includeLower ? 0 : 1);
  const upper = edge(bounds.upper, bounds.includeUpper, bounds.includeUpper ? 0 : -1);
  return { test: between(field, lower, upper), hint: hintOf(lower, upper, field.family === 'date_nanos') };
}

function hintOf(lower: number | bigint | undefined, upper: number | bigint | undefined, isNanos: boolean): RangeHint {
  const asNumber = (value: number | bigint | undefined): number | undefined => {
    if (value === undefined) return undefined;
    return isNanos ? Math.floor(Number(value) / 1e6) : Number(value);
  };
  return { gte: asNumber(lower), lte: asNumber(upper) };
}

function between(field: Field, lower: number | bigint | undefined, upper: number | bigint | undefined): DocumentTest {
  return anyValue(field, (value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return false;
    return (lower === undefined || value >= lower) && (upper === undefined || value <= upper);
  });
}

function wholeRange(field: Field, bounds: RangeBounds, scope: BindScope): RangeTest {
  const lower = isOpen(bounds.lower) ? undefined : wholeBound(field, bounds.lower, 'lower', bounds.includeLower, scope);
  const upper = isOpen(bounds.upper) ? undefined : wholeBound(field, bounds.upper, 'upper', bounds.includeUpper, scope);
  return { test: between(field, narrowed(lower), narrowed(upper)), hint: hintOf(lower, upper, false) };
}

/** Plain numbers where that is exact, for speed. */
function narrowed(value: bigint | undefined): number | bigint | undefined {
  if (value === undefined) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function floatRange(field: Field, bounds: RangeBounds, scope: BindScope): RangeTest {
  const lower = isOpen(bounds.lower) ? -Infinity : floatBound(field, bounds.lower, 'lower', bounds.includeLower, scope);
  const upper = isOpen(bounds.upper) ? Infinity : floatBound(field, bounds.upper, 'upper', bounds.includeUpper, scope);
  const test = anyValue(field, (value) => {
    const comparable = comparableFloat(field, Number(value));
    return comparable >= lower && comparable <= upper;
  });
  return { test };
}

function ipRange(bounds: RangeBounds, scope: BindScope): (value: FieldValue) => boolean {
  const edge = (bound: JsonValue | undefined, inclusive: boolean, step: 1 | -1, open: string): string | undefined => {
    if (isOpen(bound)) return open;
    const key = ipKey(String(bound));
    if (key === undefined) throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: `'${String(bound)}' is not an IP string literal.` });
    return inclusive ? key : neighbourIp(key, step);
  };
  const lower = edge(bounds.lower, bounds.includeLower, 1, '0'.repeat(32));
  const upper = edge(bounds.upper, bounds.includeUpper, -1, 'f'.repeat(32));
  if (lower === undefined || upper === undefined) return () => false;
  return (value) => {
    const key = ipKey(String(value)) ?? '';
    return key >= lower && key <= upper;
  };
}

function booleanRange(bounds: RangeBounds, scope: BindScope): (value: FieldValue) => boolean {
  const edge = (bound: JsonValue | undefined, open: number): number => (isOpen(bound) ? open : booleanTerm(bound, scope) ? 1 : 0);
  const lower = edge(bounds.lower, 0) + (bounds.includeLower || isOpen(bounds.lower) ? 0 : 1);
  const upper = edge(bounds.upper, 1) - (bounds.includeUpper || isOpen(bounds.upper) ? 0 : 1);
  return (value) => Number(value) >= lower && Number(value) <= upper;
}

/** The boolean a query's value stands for. Throws query_shard_exception. */
export function booleanTerm(value: JsonValue, scope: BindScope): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  const reason = `Can't parse boolean value [${String(value)}], expected [true] or [false]`;
  throw failedToCreate(scope, { type: 'illegal_argument_exception', reason });
}

type Compare = (left: string, right: string) => number;

function textRange(bounds: RangeBounds, convert: (text: string) => string, compare: Compare): (value: string) => boolean {
  const lower = isOpen(bounds.lower) ? undefined : convert(String(bounds.lower));
  const upper = isOpen(bounds.upper) ? undefined : convert(String(bounds.upper));
  const lowest = bounds.includeLower ? 0 : 1;
  const highest = bounds.includeUpper ? 0 : -1;
  return (value) => (lower === undefined || compare(value, lower) >= lowest) && (upper === undefined || compare(value, upper) <= highest);
}

function keywordRange(field: Field, bounds: RangeBounds): (value: FieldValue) => boolean {
  const test = textRange(bounds, field.normalize ?? ((text) => text), compareCodePoints);
  return (value) => test(String(value));
}

function versionRange(bounds: RangeBounds): (value: FieldValue) => boolean {
  const test = textRange(bounds, versionKey, (left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return (value) => test(versionKey(String(value)));
}

function wordRange(field: Field, bounds: RangeBounds): DocumentTest {
  const test = textRange(bounds, (text) => text, compareCodePoints);
  return (document) => document.words(field).terms.some(test);
}

/**
 * Wildcard fields compare the code points of the value with the bytes of the bound (eql-observed.md section 6.3): a value with a
 * code point above U+00FF is in no range.
 */
function wildcardFieldRange(bounds: RangeBounds): (value: FieldValue) => boolean {
  const test = textRange(bounds, utf8AsText, (left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return (value) => !/[^\u0000-\u00ff]/.test(String(value)) && test(String(value));
}

function utf8AsText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

function overlapRange(field: Field, bounds: RangeBounds, scope: BindScope): DocumentTest {
  const wanted = wantedRange(field, bounds, scope);
  return (document) => document.ranges(field.path).some((range) => related(range, wanted, bounds.relation));
}

function wantedRange(field: Field, bounds: RangeBounds, scope: BindScope): RangeValue {
  if (field.rangeOf === 'date') {
    const edge = (bound: JsonValue | undefined, roundUp: boolean, step: number): number | undefined =>
      isOpen(bound) ? undefined : Number(momentValue({ ...field, family: 'date' }, queryMoment(field, bound, roundUp, bounds, scope))) + step;
    return {
      lower: edge(bounds.lower, !bounds.includeLower, bounds.includeLower ? 0 : 1),
      upper: edge(bounds.upper, bounds.includeUpper, bounds.includeUpper ? 0 : -1),
    };
  }
  try {
    return {
      lower: isOpen(bounds.lower) ? undefined : rangeBound(field, bounds.lower, bounds.includeLower ? 0 : 1, false),
      upper: isOpen(bounds.upper) ? undefined : rangeBound(field, bounds.upper, bounds.includeUpper ? 0 : -1, true),
    };
  } catch (error) {
    if (error instanceof ValueError && error.detail) throw failedToCreate(scope, error.detail);
    throw error;
  }
}

type Bound = RangeValue['lower'];

function atMost(left: Bound, right: Bound): boolean {
  return left === undefined || right === undefined || left <= right;
}

function related(range: RangeValue, wanted: RangeValue, relation: RangeBounds['relation']): boolean {
  switch (relation) {
    case 'intersects':
      return atMost(range.lower, wanted.upper) && atMost(wanted.lower, range.upper);
    case 'within':
      return covers(wanted, range);
    case 'contains':
      return covers(range, wanted);
  }
}

function covers(outer: RangeValue, inner: RangeValue): boolean {
  const lowerFits = outer.lower === undefined || (inner.lower !== undefined && outer.lower <= inner.lower);
  const upperFits = outer.upper === undefined || (inner.upper !== undefined && inner.upper <= outer.upper);
  return lowerFits && upperFits;
}
