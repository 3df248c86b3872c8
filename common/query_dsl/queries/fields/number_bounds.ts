import { nextDouble } from '../../documents/range_value';
import { isScalar, scalarText, type Field } from '../../mapping/field';
import type { JsonValue } from '../../json';
import { roundToHalfFloat } from '../../values/half_float';
import { compactInteger, INTEGER_BOUNDS, javaRound, parseDecimal, truncate, type Decimal } from '../../values/number_values';
import type { BindScope } from '../query_node';
import { failedToCreate } from '../shard_error';

type Whole = number | bigint;

/** The number a query's value stands for. Throws query_shard_exception for a text that is none. */
export function queryNumber(value: JsonValue, scope: BindScope): Decimal {
  const text = isScalar(value) ? scalarText(value).trim() : '';
  if (text === '') throw numberFormat(scope, 'empty String');
  const decimal = parseDecimal(text);
  if (!decimal) throw numberFormat(scope, `For input string: "${text}"`);
  return decimal;
}

function numberFormat(scope: BindScope, reason: string): Error {
  return failedToCreate(scope, { type: 'number_format_exception', reason });
}

/** The whole number a term query looks for; undefined = no document can have it (a fraction, or out of range). */
export function wholeTerm(field: Field, value: JsonValue, scope: BindScope): Whole | undefined {
  if (typeof value === 'boolean') throw numberFormat(scope, `Character ${String(value).charAt(0)} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`);
  const { whole, hasFraction } = truncate(queryNumber(value, scope));
  const bounds = INTEGER_BOUNDS[field.type];
  if (hasFraction || !bounds || whole < bounds.min || whole > bounds.max) return undefined;
  return compactInteger(whole);
}

/**
 * A bound of a range on a whole-number field as an inclusive whole number. Throws query_shard_exception outside the range of
 * the type (bytes and shorts are checked as integers).
 */
export function wholeBound(field: Field, value: JsonValue, side: 'lower' | 'upper', inclusive: boolean, scope: BindScope): bigint {
  const { whole, hasFraction } = truncate(queryNumber(value, scope));
  const negative = whole < 0n || (whole === 0n && String(value).trim().startsWith('-'));
  const step = side === 'lower' ? 1n : -1n;
  if (field.type === 'unsigned_long') return unsignedBound(whole, hasFraction, step, inclusive);
  const type = field.type === 'long' ? 'long' : 'integer';
  const bounds = INTEGER_BOUNDS[type];
  if (bounds && (whole < bounds.min || whole > bounds.max)) throw outOfRange(scope, value, bounds.word);
  if (!hasFraction) return inclusive ? whole : whole + step;
  const roundsInward = side === 'lower' ? !negative : negative;
  return roundsInward ? whole + step : whole;
}

function unsignedBound(whole: bigint, hasFraction: boolean, step: bigint, inclusive: boolean): bigint {
  if (!hasFraction) return inclusive ? whole : whole + step;
  return step > 0n ? whole + 1n : whole;
}

function outOfRange(scope: BindScope, value: JsonValue, word: string): Error {
  const shown = typeof value === 'string' ? `[${Array.from(new TextEncoder().encode(value), (byte) => byte.toString(16)).join(' ')}]` : String(value);
  return failedToCreate(scope, { type: 'illegal_argument_exception', reason: `Value [${shown}] is out of range for ${word}` });
}

function exactNumber(value: JsonValue, scope: BindScope): number {
  queryNumber(value, scope);
  return Number(isScalar(value) ? scalarText(value).trim().replace(/[dDfF]$/, '') : NaN);
}

/** The value a term query on a floating field looks for, in the field's own precision. */
export function floatTerm(field: Field, value: JsonValue, scope: BindScope): number {
  const exact = exactNumber(value, scope);
  if (field.type === 'scaled_float') return javaRound(exact * field.scalingFactor);
  if (field.type === 'half_float') return roundToHalfFloat(Math.fround(exact));
  return field.type === 'float' ? Math.fround(exact) : exact;
}

/** What a stored value is compared as: scaled floats as their whole multiple. */
export function comparableFloat(field: Field, stored: number): number {
  return field.type === 'scaled_float' ? javaRound(stored * field.scalingFactor) : stored;
}

/** A bound of a range on a floating field as an inclusive number, comparable with `comparableFloat`. */
export function floatBound(field: Field, value: JsonValue, side: 'lower' | 'upper', inclusive: boolean, scope: BindScope): number {
  const exact = exactNumber(value, scope);
  const step = side === 'lower' ? 1 : -1;
  if (field.type === 'scaled_float') {
    const moved = (inclusive ? exact : nextDouble(exact, step)) * field.scalingFactor;
    return side === 'lower' ? Math.ceil(moved) : Math.floor(moved);
  }
  if (field.type === 'half_float') return inclusive ? roundToHalfFloat(Math.fround(exact)) : nextDouble(Math.fround(exact), step);
  const rounded = field.type === 'float' ? Math.fround(exact) : exact;
  return inclusive ? rounded : nextDouble(rounded, step);
}
