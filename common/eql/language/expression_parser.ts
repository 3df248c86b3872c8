/** Expressions: tokens → tree. Above each function stands its production. (One concept: the expression grammar.) */
import { span } from '../source/index';
import type { ArithmeticOperator, ComparisonOperator, Constant, Expression, Field, FieldPart, ListPunctuation, LogicalOperator, PatternOperator } from './ast';
import { numberValue } from './number_value';
import type { Token, TokenKind } from './token';
import type { TokenStream } from './token_stream';

/** A chain of `+` or `*` makes a tree as deep as it is long. */
const maxArithmeticOperators = 500;
const comparisonOperators: readonly TokenKind[] = ['==', '!=', '<', '<=', '>', '>='];
const patternOperators: readonly TokenKind[] = [':', 'like', 'like~', 'regex', 'regex~'];
const expressionStarts = ['false', 'not', 'null', 'true', '+', '-', '(', '?', 'string', 'integer', 'decimal', 'identifier', 'quoted_identifier', 'tilde_identifier'];

/** expression: or-chain of and-chains of (`not` expression | comparison) */
export function parseExpression(stream: TokenStream): Expression {
  return parseChain(stream, 'or', () => parseChain(stream, 'and', () => parseNot(stream)));
}

/** chain: operand (operator operand)* */
function parseChain(stream: TokenStream, operator: LogicalOperator, parseOperand: () => Expression): Expression {
  const first = parseOperand();
  const operands = [first];
  const operatorLocations = [];
  for (let token = stream.take(operator); token !== undefined; token = stream.take(operator)) {
    operatorLocations.push(token.location);
    operands.push(parseOperand());
  }
  const last = operands[operands.length - 1] as Expression;
  return operands.length === 1 ? first : { kind: 'logical', operator, operands, operatorLocations, location: span(first.location, last.location) };
}

/** not: `not` not | comparison */
function parseNot(stream: TokenStream): Expression {
  const token = stream.take('not');
  if (token === undefined) {
    return parseComparison(stream);
  }
  const operand = stream.deeper(() => parseNot(stream));
  return { kind: 'not', operatorLocation: token.location, operand, location: span(token.location, operand.location) };
}

/** comparison: sum ((`==` | `!=` | `<` | `<=` | `>` | `>=`) sum)? */
function parseComparison(stream: TokenStream): Expression {
  if (stream.at('identifier') && stream.peek(1).kind === 'of') {
    stream.refuse(stream.peek().location, 'Process relationships are not supported');
  }
  const left = parseSum(stream);
  if (!stream.at(...comparisonOperators)) {
    return left;
  }
  const token = stream.next();
  const right = parseSum(stream);
  return { kind: 'comparison', operator: token.kind as ComparisonOperator, operatorLocation: token.location, left, right, location: span(left.location, right.location) };
}

/** sum: product ((`+` | `-`) product)* */
function parseSum(stream: TokenStream): Expression {
  return parseArithmetic(stream, ['+', '-'], () => parseArithmetic(stream, ['*', '/', '%'], () => parseSigned(stream)));
}

function parseArithmetic(stream: TokenStream, operators: readonly ArithmeticOperator[], parseOperand: () => Expression): Expression {
  let left = parseOperand();
  for (let count = 1; stream.at(...operators); count += 1) {
    const token = stream.next();
    if (count > maxArithmeticOperators) {
      stream.refuse(token.location, `more than ${maxArithmeticOperators} arithmetic operators in one chain`);
    }
    const right = parseOperand();
    left = { kind: 'arithmetic', operator: token.kind as ArithmeticOperator, operatorLocation: token.location, left, right, location: span(left.location, right.location) };
  }
  return left;
}

/** signed: (`+` | `-`) signed | primary predicate? */
function parseSigned(stream: TokenStream): Expression {
  if (!stream.at('+', '-')) {
    return parsePredicate(stream, parsePrimary(stream));
  }
  const token = stream.next();
  const operand = stream.deeper(() => parseSigned(stream));
  return { kind: 'sign', operator: token.kind as '+' | '-', operatorLocation: token.location, operand, location: span(token.location, operand.location) };
}

/** predicate: `not`? (`in` | `in~`) `(` expression, … `)` | (`:` | `like` | `regex` …) (constant | `(` constant, … `)`) */
function parsePredicate(stream: TokenStream, value: Expression): Expression {
  if (stream.at('in', 'in~') || (stream.at('not') && ['in', 'in~'].includes(stream.peek(1).kind))) {
    const notLocation = stream.take('not')?.location;
    const token = stream.next();
    const { items, list } = parseList(stream, () => parseExpression(stream));
    return { kind: 'membership', value, notLocation, operator: token.kind as 'in' | 'in~', operatorLocation: token.location, items, list, location: span(value.location, list.close) };
  }
  if (!stream.at(...patternOperators)) {
    return value;
  }
  const token = stream.next();
  const operator = token.kind as PatternOperator;
  if (stream.at('(')) {
    const { items, list } = parseList(stream, () => parseConstant(stream));
    return { kind: 'pattern_match', value, operator, operatorLocation: token.location, patterns: items, list, location: span(value.location, list.close) };
  }
  const pattern = parseConstant(stream);
  return { kind: 'pattern_match', value, operator, operatorLocation: token.location, patterns: [pattern], location: span(value.location, pattern.location) };
}

/** list: `(` item (`,` item)* `)`; `mayBeEmpty` for calls. */
function parseList<T>(stream: TokenStream, parseItem: () => T, mayBeEmpty = false): { items: T[]; list: ListPunctuation } {
  const open = stream.expect('(').location;
  const items: T[] = [];
  const commas = [];
  if (!(mayBeEmpty && stream.at(')'))) {
    items.push(stream.deeper(parseItem));
    for (let comma = stream.take(','); comma !== undefined; comma = stream.take(',')) {
      commas.push(comma.location);
      items.push(stream.deeper(parseItem));
    }
  }
  const close = stream.expect(')').location;
  return { items, list: { open, close, commas } };
}

/** primary: constant | call | field | `(` expression `)` */
function parsePrimary(stream: TokenStream): Expression {
  if (stream.at('(')) {
    const open = stream.next().location;
    const expression = stream.deeper(() => parseExpression(stream));
    const close = stream.expect(')').location;
    return { kind: 'parenthesized', expression, location: span(open, close) };
  }
  if (stream.at('tilde_identifier') || (stream.at('identifier') && stream.peek(1).kind === '(')) {
    return parseCall(stream);
  }
  if (stream.at('identifier', 'quoted_identifier', '?')) {
    return parseField(stream);
  }
  return stream.at('string', 'integer', 'decimal', 'true', 'false', 'null') ? parseConstant(stream) : stream.fail(expressionStarts);
}

/** call: (identifier | identifier`~`) `(` (expression (`,` expression)*)? `)` */
function parseCall(stream: TokenStream): Expression {
  const token = stream.next();
  const { items, list } = parseList(stream, () => parseExpression(stream), true);
  return { kind: 'call', name: token.value, caseInsensitive: token.kind === 'tilde_identifier', nameLocation: token.location, arguments: items, list, location: span(token.location, list.close) };
}

/** field: `?`? identifier (`.` identifier)* */
export function parseField(stream: TokenStream): Field {
  const start = stream.peek().location.start;
  const optional = stream.take('?') !== undefined;
  const parts: FieldPart[] = [];
  let token: Token;
  do {
    token = stream.expect('identifier', 'quoted_identifier');
    parts.push({ name: token.value, quoted: token.kind === 'quoted_identifier' });
    if (stream.at('[') && stream.peek(1).kind === 'integer') {
      stream.refuse(stream.peek().location, 'Array indexes are not supported');
    }
  } while (stream.take('.') !== undefined);
  return { kind: 'field', optional, parts, name: parts.map(({ name }) => name).join('.'), location: { start, end: token.location.end } };
}

/** constant: `null` | number | `true` | `false` | string */
export function parseConstant(stream: TokenStream): Constant {
  const token = stream.expect('string', 'integer', 'decimal', 'true', 'false', 'null');
  const { location, kind } = token;
  if (kind === 'string') {
    return { kind: 'string', value: token.value, raw: token.raw === true, location };
  }
  if (kind === 'true' || kind === 'false') {
    return { kind: 'boolean', value: kind === 'true', location };
  }
  if (kind === 'null') {
    return { kind: 'null', location };
  }
  if (numberValue(token.value) === undefined) {
    stream.refuse(location, `Number is too large: [${token.value.slice(0, 60)}]`);
  }
  return { kind: 'number', digits: token.value, location };
}
