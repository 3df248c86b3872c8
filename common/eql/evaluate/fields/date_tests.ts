/** Tests of date and date_nanos fields: a literal covers its whole unit (eql-semantics.md §2, eql-observed.md §9). */
import type { TypedField } from '../../check/index';
import { shardFailure } from '../../errors/index';
import { javaDoubleText, type ScriptValue } from '../../functions/index';
import type { EqlField, EqlValue } from '../../schema/event_source';
import { type FieldTest, readerOf, type TestOperator } from './field_test';

const nanosPerMilli = 1_000_000n;

/** Nanoseconds of the first and the last instant a literal stands for. */
interface Instants {
  readonly first: bigint;
  readonly last: bigint;
}

function unreadable(literal: string): Error {
  return shardFailure(`failed to create query: failed to parse date field [${literal}]`);
}

/** Numbers are epoch milliseconds always; a double only when Java prints it without an exponent. */
function instantOfNumber(value: bigint | number): bigint {
  if (typeof value === 'bigint') {
    return value * nanosPerMilli;
  }
  const text = javaDoubleText(value);
  if (!/^-?[0-9]+\.[0-9]+$/.test(text)) {
    throw unreadable(text);
  }
  return BigInt(Math.round(value * 1e6));
}

function readInstants(field: EqlField, literal: Exclude<ScriptValue, null>, now: number): Instants {
  if (typeof literal === 'bigint' || typeof literal === 'number') {
    const instant = instantOfNumber(literal);
    return { first: instant, last: instant };
  }
  const { parseDate } = field;
  if (typeof literal === 'boolean' || parseDate === undefined) {
    throw unreadable(String(literal));
  }
  try {
    return { first: parseDate.call(field, literal, { roundUp: false, now }), last: parseDate.call(field, literal, { roundUp: true, now }) };
  } catch (error) {
    throw shardFailure(`failed to create query: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function floorToMilli(nanos: bigint): number {
  const rest = ((nanos % nanosPerMilli) + nanosPerMilli) % nanosPerMilli;
  return Number((nanos - rest) / nanosPerMilli);
}

/** A comparison of a date field with a constant. `now` is epoch ms, for date maths. Throws `EqlError` for text that is no date. */
export function compareWithDate({ field }: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>, now: number): FieldTest {
  const { first, last } = readInstants(field, literal, now);
  const unit = field.type === 'date_nanos' ? (nanos: bigint): bigint | number => nanos : floorToMilli;
  const [from, to] = [unit(first), unit(last)];
  const accepts: Readonly<Record<TestOperator, (value: bigint | number) => boolean>> = {
    '==': (value) => value >= from && value <= to,
    '<': (value) => value < from,
    '<=': (value) => value <= to,
    '>': (value) => value > to,
    '>=': (value) => value >= from,
  };
  const test = accepts[operator];
  return { field, read: readerOf(field), accepts: (value: EqlValue) => (typeof value === 'number' || typeof value === 'bigint') && test(value) };
}
