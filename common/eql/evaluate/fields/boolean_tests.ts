import type { TypedField } from '../../check/index';
import { shardFailure } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import { type FieldTest, holds, readerOf, type TestOperator } from './field_test';

/** A comparison of a boolean field: `true`, `false` and their texts; false is below true. */
export function compareWithBoolean({ field }: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>): FieldTest {
  const text = String(literal);
  if (text !== 'true' && text !== 'false') {
    throw shardFailure(`failed to create query: Can't parse boolean value [${text}], expected [true] or [false]`);
  }
  const bound = Number(text === 'true');
  return { field, read: readerOf(field), accepts: (value) => holds(operator, Number(value) - bound) };
}
