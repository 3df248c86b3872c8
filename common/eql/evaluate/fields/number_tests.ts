/** Tests of numeric fields: literals are read by the field's type (eql-observed.md §7). */
import type { TypedField } from '../../check/index';
import { shardFailure } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import type { EqlField, EqlValue } from '../../schema/event_source';
import { type FieldTest, holds, neverTest, readerOf, type TestOperator } from './field_test';
import { roundToHalf } from './half_float';

type NumberLiteral = bigint | number;

const wholeRanges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-(2n ** 31n), 2n ** 31n - 1n],
  short: [-(2n ** 31n), 2n ** 31n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

const decimalNumber = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A literal as a number: text is read as a decimal number. Throws where Elasticsearch has a `number_format_exception`. */
function numberOf(value: Exclude<ScriptValue, null>): NumberLiteral {
  if (typeof value === 'bigint' || typeof value === 'number') {
    return value;
  }
  const text = String(value);
  if (!decimalNumber.test(text)) {
    throw shardFailure(`failed to create query: For input string: "${text}"`);
  }
  if (/^[+-]?[0-9]+$/.test(text)) {
    return BigInt(text.replace(/^\+/, ''));
  }
  const number = Number(text);
  return Number.isInteger(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? BigInt(number) : number;
}

/** Exact order of two numbers of any kind. */
function compareNumbers(left: EqlValue, right: NumberLiteral): number {
  if (typeof left !== 'number' && typeof left !== 'bigint') {
    return Number.NaN;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function isOutside(value: NumberLiteral, [least, most]: readonly [bigint, bigint]): boolean {
  return value < least || value > most || Number.isNaN(Number(value));
}

/** byte, short, integer, long: equality beyond the type finds nothing, a range beyond it is refused. */
function compareWhole(field: EqlField, operator: TestOperator, value: NumberLiteral): FieldTest {
  const limits = wholeRanges[field.type] as readonly [bigint, bigint];
  if (isOutside(value, limits)) {
    if (operator === '==') {
      return neverTest(field);
    }
    throw shardFailure(`failed to create query: Value [${String(value)}] is out of range for ${field.type === 'long' ? 'a long' : 'an integer'}`);
  }
  return { field, read: readerOf(field), accepts: (found) => holds(operator, compareNumbers(found, value)) };
}

const longMax = 2n ** 63n - 1n;

/** unsigned_long: Long.MAX_VALUE means the greatest value; a literal written as a decimal never equals (eql-observed.md §7). */
function compareUnsigned(field: EqlField, operator: TestOperator, value: NumberLiteral): FieldTest {
  const bound = value === longMax ? 2n ** 64n - 1n : value;
  if (operator === '==' && typeof bound === 'number') {
    return neverTest(field);
  }
  return { field, read: readerOf(field), accepts: (found) => holds(operator, compareNumbers(found, bound)) };
}

function compareFloating(field: EqlField, operator: TestOperator, value: number): FieldTest {
  const single = Math.fround(value);
  const isStrict = operator === '<' || operator === '>';
  const bound = field.type === 'double' ? value : field.type === 'float' || isStrict ? single : roundToHalf(value);
  return { field, read: readerOf(field), accepts: (found) => holds(operator, compareNumbers(found, bound)) };
}

/** scaled_float: whole multiples of 1 / scaling_factor are compared. */
function compareScaled(field: EqlField, operator: TestOperator, value: number): FieldTest {
  const factor = field.scalingFactor ?? 1;
  const scaled = Number((value * factor).toPrecision(15));
  const bound = operator === '==' ? Math.round(scaled) : scaled;
  return { field, read: readerOf(field), accepts: (found) => holds(operator, compareNumbers(Math.round(Number(found) * factor), bound)) };
}

/** A comparison of a numeric field with a constant. Throws `EqlError` for a literal the type cannot read. */
export function compareWithNumber({ field }: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>): FieldTest {
  const value = numberOf(literal);
  if (field.type === 'unsigned_long') {
    return compareUnsigned(field, operator, value);
  }
  if (field.type === 'scaled_float') {
    return compareScaled(field, operator, Number(value));
  }
  return Object.hasOwn(wholeRanges, field.type) ? compareWhole(field, operator, value) : compareFloating(field, operator, Number(value));
}
