/** Tests of version fields: equality of texts, order of versions, other texts last (eql-observed.md §9). */
import type { TypedField } from '../../check/index';
import { shardFailure } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import { compareCodePoints } from './compare_text';
import { type FieldTest, holds, readerOf, type TestOperator } from './field_test';

interface ParsedVersion {
  readonly numbers: readonly string[];
  readonly preRelease: string | undefined;
  readonly build: string | undefined;
}

function parseVersion(text: string): ParsedVersion | undefined {
  const found = /^([0-9]+(?:\.[0-9]+)*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/.exec(text);
  return found === null ? undefined : { numbers: (found[1] ?? '').split('.'), preRelease: found[2], build: found[3] };
}

function compareNumerals(left: string, right: string): number {
  const [a, b] = [left.replace(/^0+(?=.)/, ''), right.replace(/^0+(?=.)/, '')];
  return a.length - b.length || compareCodePoints(a, b);
}

function compareNumbers(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareNumerals(left[index] ?? '0', right[index] ?? '0');
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function comparePreRelease(left: string, right: string): number {
  const [a, b] = [left.split('.'), right.split('.')];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [x, y] = [a[index] as string, b[index] as string];
    const numeric = [x, y].map((part) => /^[0-9]+$/.test(part));
    const order = numeric[0] && numeric[1] ? compareNumerals(x, y) : numeric[0] !== numeric[1] ? (numeric[0] ? -1 : 1) : compareCodePoints(x, y);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

/** `1` < `1.0` < `1.2.3-alpha` < `1.2.3` < `1.2.3+build` < `1.10.0`; texts that are no versions come last, in their own order. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (a === undefined || b === undefined) {
    return a === b ? compareCodePoints(left, right) : a === undefined ? 1 : -1;
  }
  const order = compareNumbers(a.numbers, b.numbers);
  if (order !== 0) {
    return order;
  }
  if (a.numbers.length !== b.numbers.length) {
    return a.numbers.length - b.numbers.length;
  }
  if (a.preRelease !== b.preRelease) {
    return a.preRelease === undefined ? 1 : b.preRelease === undefined ? -1 : comparePreRelease(a.preRelease, b.preRelease) || compareCodePoints(a.preRelease, b.preRelease);
  }
  return compareCodePoints(a.build ?? '', b.build ?? '') || Number(a.build !== undefined) - Number(b.build !== undefined);
}

/** A comparison of a version field with a constant text; numbers and booleans are refused. */
export function compareWithVersion({ field }: TypedField, operator: TestOperator, literal: Exclude<ScriptValue, null>): FieldTest {
  if (typeof literal !== 'string') {
    throw shardFailure(`failed to create query: Illegal value type: ${typeof literal}, value: ${String(literal)}`);
  }
  if (operator === '==') {
    return { field, read: readerOf(field), accepts: (value) => value === literal };
  }
  return { field, read: readerOf(field), accepts: (value) => holds(operator, compareVersions(String(value), literal)) };
}
