import type { AnyNode, Expression, Field, FieldPart, JoinKeys, ListPunctuation, Pipe, Query, SequenceTerm, StringLiteral } from './ast';
import { keywords } from './token';

/** How tightly a node binds; an operand that binds looser than its place allows gets brackets. */
const bindings: Readonly<Record<Expression['kind'], number>> = {
  logical: 0, not: 2, comparison: 3, arithmetic: 4, sign: 6, membership: 7, pattern_match: 7,
  parenthesized: 8, call: 8, field: 8, string: 8, number: 8, boolean: 8, null: 8,
};

function binding(node: Expression): number {
  if (node.kind === 'logical') {
    return node.operator === 'or' ? 0 : 1;
  }
  return node.kind === 'arithmetic' && !['+', '-'].includes(node.operator) ? 5 : bindings[node.kind];
}

function within(node: Expression, atLeast: number): string {
  const text = printExpression(node);
  return binding(node) < atLeast ? `(${text})` : text;
}

const escapes: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

/** `value` as an EQL string literal with escapes. */
export function printString(value: string): string {
  return `"${value.replace(/[\b\t\n\f\r"\\]/g, (character) => escapes[character] ?? character)}"`;
}

function printLiteral({ value, raw }: StringLiteral): string {
  const representable = raw && !/[\r\n]/.test(value) && !value.slice(0, -2).includes('"""') && !/"""/.test(value);
  return representable ? `"""${value}"""` : printString(value);
}

const plainName = /^[A-Za-z_@][A-Za-z0-9_]*$/;

function printPart({ name, quoted }: FieldPart): string {
  const plain = plainName.test(name) && !(keywords as readonly string[]).includes(name);
  return plain && !quoted ? name : `\`${name.replaceAll('`', '``')}\``;
}

/** A field as EQL writes it, parts quoted where they must be. */
export function printField(field: Pick<Field, 'optional' | 'parts'>): string {
  return (field.optional ? '?' : '') + field.parts.map(printPart).join('.');
}

function printItems(items: readonly Expression[], list: ListPunctuation | undefined): string {
  const text = items.map((item) => printExpression(item)).join(', ');
  return list === undefined && items.length === 1 ? text : `(${text})`;
}

/** An expression in the printer's own spacing. */
export function printExpression(node: Expression): string {
  switch (node.kind) {
    case 'logical': {
      const inner = node.operator === 'or' ? 1 : 2;
      return node.operands.map((operand) => within(operand, inner)).join(` ${node.operator} `);
    }
    case 'not':
      return `not ${within(node.operand, 2)}`;
    case 'comparison':
      return `${within(node.left, 4)} ${node.operator} ${within(node.right, 4)}`;
    case 'arithmetic': {
      const own = binding(node);
      return `${within(node.left, own)} ${node.operator} ${within(node.right, own + 1)}`;
    }
    case 'sign':
      return `${node.operator}${within(node.operand, 6)}`;
    case 'membership':
      return `${within(node.value, 8)}${node.notLocation === undefined ? '' : ' not'} ${node.operator} ${printItems(node.items, node.list)}`;
    case 'pattern_match':
      return `${within(node.value, 8)} ${node.operator} ${printItems(node.patterns, node.list)}`;
    case 'call':
      return `${node.name}${node.caseInsensitive ? '~' : ''}(${node.arguments.map((argument) => printExpression(argument)).join(', ')})`;
    case 'field':
      return printField(node);
    case 'string':
      return printLiteral(node);
    case 'number':
      return node.digits;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'parenthesized':
      return `(${printExpression(node.expression)})`;
  }
}

function printKeys(by: JoinKeys | null): string {
  return by === null ? '' : ` by ${by.keys.map(printField).join(', ')}`;
}

function printFilter(filter: Extract<AnyNode, { kind: 'event_filter' }>): string {
  const { category } = filter;
  const plain = category !== null && plainName.test(category) && !(keywords as readonly string[]).includes(category);
  return `${category === null ? 'any' : plain ? category : printString(category)} where ${printExpression(filter.condition)}`;
}

function printTerm(term: SequenceTerm): string {
  const runs = term.runs === null ? '' : ` with runs=${term.runs.digits}`;
  return `${term.missing ? '!' : ''}[${printFilter(term.filter)}]${printKeys(term.by)}${runs}`;
}

function printPipes(pipes: readonly Pipe[]): string {
  return pipes.map(({ name, argument }) => ` | ${name} ${printExpression(argument)}`).join('');
}

/** The query in one canonical form: sequences one term a line. `parse(print(query))` has the same tree, but for locations and comments. */
export function print(query: Query): string {
  if (query.kind === 'event_query') {
    return printFilter(query.filter) + printPipes(query.pipes);
  }
  const terms = query.terms.map((term) => `\n  ${printTerm(term)}`).join('');
  if (query.kind === 'sample') {
    return `sample${printKeys(query.by)}${terms}`;
  }
  const maxSpan = query.maxSpan === null ? '' : ` with maxspan=${query.maxSpan.amount}${query.maxSpan.unit}`;
  const until = query.until === null ? '' : `\nuntil ${printTerm(query.until)}`;
  return `sequence${printKeys(query.by)}${maxSpan}${terms}${until}${printPipes(query.pipes)}`;
}
