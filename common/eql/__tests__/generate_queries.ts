import fc from 'fast-check';
import type { ComparisonOperator, Expression, Field, Location, NumberLiteral, PatternOperator, StringLiteral } from '../index';

const location: Location = { start: 0, end: 0 };
const list = { open: location, close: location, commas: [] };

/** Fields of the generated world: two texts, two whole numbers. */
export const textFields = ['s', 't'] as const;
export const numberFields = ['n', 'm'] as const;

/** Texts that repeat, overlap, fold and break at surrogates. */
export const texts = fc.oneof(
  fc.constantFrom('a', 'A', 'aa', 'aA', 'ab', 'aba', 'abab', 'É', 'é', 'K', 'k', 'ß', '😀', 'x😀x', '\\Temp\\', '%TEMP%\\x', 'C:\\Temp\\a.zip', '', 'a\nb', '*', '?', 'a*b'),
  fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'A', 'b', 'B', '\\', '*', '?', '😀', '\n', '.') })
);

/** Patterns, many of them close to the texts. */
export const patterns = fc.oneof(texts, fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'A', 'b', '*', '?', '\\', '😀') }));

const field = (name: string): Field => ({ kind: 'field', optional: false, name, parts: [{ name, quoted: false }], location });
const string = (value: string): StringLiteral => ({ kind: 'string', value, raw: false, location });
const number = (value: number): Expression => {
  const literal: NumberLiteral = { kind: 'number', digits: String(Math.abs(value)), location };
  return value < 0 ? { kind: 'sign', operator: '-', operatorLocation: location, operand: literal, location } : literal;
};
const smallNumbers = fc.integer({ min: -3, max: 3 });
const operators = fc.constantFrom<ComparisonOperator>('==', '!=', '<', '<=', '>', '>=');

const comparison = (left: Expression, operator: ComparisonOperator, right: Expression): Expression => ({ kind: 'comparison', operator, operatorLocation: location, left, right, location });

const textComparison = fc.tuple(fc.constantFrom(...textFields), operators, texts).map(([name, operator, value]) => comparison(field(name), operator, string(value)));
const numberComparison = fc.tuple(fc.constantFrom(...numberFields), operators, smallNumbers).map(([name, operator, value]) => comparison(field(name), operator, number(value)));
const nullTest = fc.tuple(fc.constantFrom(...textFields, ...numberFields), fc.boolean()).map(([name, negated]) => comparison(field(name), negated ? '!=' : '==', { kind: 'null', location }));

const patternMatch = fc
  .tuple(fc.constantFrom(...textFields), fc.constantFrom<PatternOperator>(':', 'like', 'like~'), fc.array(patterns, { minLength: 1, maxLength: 3 }))
  .map(([name, operator, values]): Expression => ({ kind: 'pattern_match', value: field(name), operator, operatorLocation: location, patterns: values.map(string), ...(values.length > 1 ? { list } : {}), location }));

const membership = fc
  .tuple(fc.constantFrom(...textFields), fc.constantFrom<'in' | 'in~'>('in', 'in~'), fc.boolean(), fc.array(texts, { minLength: 1, maxLength: 3 }))
  .map(([name, operator, negated, values]): Expression => ({ kind: 'membership', value: field(name), operator, operatorLocation: location, items: values.map(string), list, location, ...(negated ? { notLocation: location } : {}) }));

const leaf = fc.oneof(textComparison, numberComparison, nullTest, patternMatch, membership);

/** Conditions of nested `and`, `or`, `not` and brackets over tests of the fields. */
export const conditions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression; inner: Expression }>((tie) => ({
  inner: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('node').map((expression): Expression => ({ kind: 'parenthesized', expression, location })),
    tie('inner').map((operand): Expression => ({ kind: 'not', operatorLocation: location, operand, location }))
  ),
  node: fc
    .tuple(fc.constantFrom<'and' | 'or'>('and', 'or'), fc.array(tie('inner'), { minLength: 1, maxLength: 4 }))
    .map(([operator, operands]): Expression => (operands.length === 1 ? (operands[0] as Expression) : { kind: 'logical', operator, operands, operatorLocations: operands.slice(1).map(() => location), location })),
})).node;

/** One event of the generated world. */
export interface GeneratedEvent {
  readonly time: number;
  readonly key: string | undefined;
  readonly kind: 'a' | 'b' | 'c';
  readonly s: readonly string[];
  readonly t: readonly string[];
  readonly n: readonly number[];
  readonly m: readonly number[];
}

export const events: fc.Arbitrary<GeneratedEvent> = fc.record({
  time: fc.integer({ min: 0, max: 12 }),
  key: fc.option(fc.constantFrom('p', 'q', 'r'), { nil: undefined }),
  kind: fc.constantFrom<'a' | 'b' | 'c'>('a', 'b', 'c'),
  s: fc.array(texts, { maxLength: 3 }),
  t: fc.array(texts, { maxLength: 1 }),
  n: fc.array(smallNumbers, { maxLength: 2 }),
  m: fc.array(smallNumbers, { maxLength: 1 }),
});
