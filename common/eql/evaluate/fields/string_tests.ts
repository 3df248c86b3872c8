/** Tests of keyword, wildcard, constant_keyword and text fields (eql-semantics.md §2, eql-observed.md §6). */
import type { TypedField } from '../../check/index';
import { isTextType } from '../../check/index';
import { EqlError } from '../../errors/index';
import { scriptText, type ScriptValue } from '../../functions/index';
import type { EqlField } from '../../schema/event_source';
import { compileLuceneRegularExpression, compileWildcard, foldAscii, type PartSpan } from '../patterns/index';
import { compareCodePoints, compareWithBytes } from './compare_text';
import { existsTest, type FieldTest, holds, neverTest, readerOf, type TestOperator } from './field_test';

const whole = (text: string, part: string): readonly PartSpan[] => [{ start: 0, end: text.length, part }];

/** The literal as the field stores it: numbers and booleans as Java prints them, then the normalizer. */
function literalText(field: EqlField, value: Exclude<ScriptValue, null>): string {
  const text = scriptText(value);
  return field.normalize?.(text) ?? text;
}

/** The normalizer over the literal parts of a pattern. */
function normalizePattern(field: EqlField, pattern: string): string {
  const { normalize } = field;
  return normalize === undefined ? pattern : pattern.replace(/[^*?]+/g, (part) => normalize(part));
}

/** `==` and ranges. Ranges on text ask its analysed words, on wildcard fields the bytes. */
export function compareStrings({ field, exact }: TypedField, operator: TestOperator, value: Exclude<ScriptValue, null>): FieldTest {
  if (operator === '==') {
    const expected = literalText(exact, value);
    return { field: exact, read: readerOf(exact), accepts: (text) => text === expected, spans: (text) => whole(text, expected) };
  }
  if (isTextType(field.type)) {
    const bound = scriptText(value);
    return { field, read: (event) => event.terms?.(field.path) ?? [], accepts: (word) => holds(operator, compareCodePoints(String(word), bound)) };
  }
  const bound = literalText(field, value);
  if (field.type === 'wildcard') {
    const accepts = (text: string): boolean => {
      const order = compareWithBytes(text, bound);
      return order !== undefined && holds(operator, order);
    };
    return { field, read: readerOf(field), accepts: (text) => accepts(String(text)) };
  }
  return { field, read: readerOf(field), accepts: (text) => holds(operator, compareCodePoints(String(text), bound)) };
}

/** Equality that folds ASCII: `in~`, and `:` and `like~` without wildcards. On wildcard fields it never finds the empty text. */
export function equalsInsensitive({ exact }: TypedField, value: ScriptValue): FieldTest {
  if (value === null) {
    throw new EqlError('illegal_argument_exception', 'value cannot be null');
  }
  const text = literalText(exact, value);
  const expected = foldAscii(text);
  if (expected === '' && exact.type === 'wildcard') {
    return neverTest(exact);
  }
  return { field: exact, read: readerOf(exact), accepts: (found) => typeof found === 'string' && found.length === expected.length && foldAscii(found) === expected, spans: (found) => whole(found, text) };
}

function patternTest(exact: EqlField, pattern: string, options: { caseInsensitive: boolean; escapes?: boolean }): FieldTest {
  const compiled = compileWildcard(normalizePattern(exact, pattern), options);
  if (exact.type === 'wildcard' && compiled.countsOnly) {
    return existsTest(exact);
  }
  return { field: exact, read: readerOf(exact), needs: () => compiled.needs(), accepts: (value) => compiled.matches(typeof value === 'string' ? value : String(value)), spans: (text) => compiled.trace(text) ?? [] };
}

/** One pattern of `:`, `like` or `like~`; `like ""` finds nothing on any field. */
export function matchesWildcard({ exact }: TypedField, operator: ':' | 'like' | 'like~', pattern: ScriptValue): FieldTest {
  if (pattern === null) {
    throw new EqlError('illegal_argument_exception', 'value cannot be null');
  }
  const text = scriptText(pattern);
  return text === '' ? neverTest(exact) : patternTest(exact, text, { caseInsensitive: operator !== 'like' });
}

/** `regex` and `regex~` in Lucene's dialect. */
export function matchesRegularExpression({ exact }: TypedField, pattern: string, caseInsensitive: boolean): FieldTest {
  const compiled = compileLuceneRegularExpression(pattern, caseInsensitive);
  return { field: exact, read: readerOf(exact), accepts: (text) => compiled.matches(String(text)), spans: (text) => whole(text, pattern) };
}

/** `startsWith`, `endsWith`, `stringContains` on a field: a prefix is literal, the others are unescaped patterns where `\x` means x (quirk). */
export function callTest({ exact }: TypedField, name: string, argument: ScriptValue, caseInsensitive: boolean): FieldTest {
  if (name === 'startsWith') {
    return startsWithTest(exact, argument, caseInsensitive);
  }
  if (argument === null) {
    return neverTest(exact);
  }
  const text = scriptText(argument);
  return patternTest(exact, name === 'endsWith' ? `*${text}` : `*${text}*`, { caseInsensitive, escapes: true });
}

function startsWithTest(exact: EqlField, argument: ScriptValue, caseInsensitive: boolean): FieldTest {
  if (argument === null) {
    throw new EqlError('illegal_argument_exception', 'value cannot be null');
  }
  const prefix = literalText(exact, argument);
  const fold = caseInsensitive ? foldAscii : (text: string): string => text;
  const expected = fold(prefix);
  return { field: exact, read: readerOf(exact), accepts: (text) => fold(String(text)).startsWith(expected), spans: () => [{ start: 0, end: prefix.length, part: prefix }] };
}
