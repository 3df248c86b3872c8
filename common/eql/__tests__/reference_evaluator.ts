/**
 * A second, slow and obvious evaluator, for tests only: it takes trees, imports nothing of the engine's evaluator and is written from the sentences of
 * eql-semantics.md §2 and §4.
 */
import type { Expression } from '../language/ast';
import type { GeneratedEvent } from './generate_queries';

type Value = string | number;

function valuesOf(expression: Expression, event: GeneratedEvent): readonly Value[] {
  if (expression.kind === 'parenthesized') {
    return valuesOf(expression.expression, event);
  }
  if (expression.kind !== 'field') {
    throw new Error(`no field: ${expression.kind}`);
  }
  return event[expression.name as 's' | 't' | 'n' | 'm'];
}

function constantOf(expression: Expression): Value | null {
  switch (expression.kind) {
    case 'string':
      return expression.value;
    case 'number':
      return Number(expression.digits);
    case 'sign':
      return -Number(constantOf(expression.operand));
    case 'null':
      return null;
    default:
      throw new Error(`no constant: ${expression.kind}`);
  }
}

const points = (text: string): number[] => [...text].map((character) => character.codePointAt(0) ?? 0);

function orderOf(left: Value, right: Value): number {
  if (typeof left === 'number') {
    return left - Number(right);
  }
  const [a, b] = [points(left), points(String(right))];
  const index = a.findIndex((code, place) => code !== b[place]);
  return index < 0 ? a.length - b.length : (a[index] as number) - (b[index] ?? -1);
}

function compares(operator: string, order: number): boolean {
  return { '==': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator] ?? false;
}

const fold = (text: string): string => [...text].map((character) => (character >= 'A' && character <= 'Z' ? character.toLowerCase() : character)).join('');

/** Wildcard by trying every way, one code point at a time. */
function wildcard(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) {
    return text.length === 0;
  }
  if (first === '*') {
    return wildcard(rest, text) || (text.length > 0 && wildcard(pattern, text.slice(1)));
  }
  return text.length > 0 && (first === '?' || first === text[0]) && wildcard(rest, text.slice(1));
}

function matchesPattern(operator: string, pattern: string, text: string): boolean {
  if (pattern === '') {
    return operator === ':' && text === '';
  }
  return operator === 'like' ? wildcard([...pattern], [...text]) : wildcard([...fold(pattern)], [...fold(text)]);
}

/** Whether the event meets the condition. */
export function matches(expression: Expression, event: GeneratedEvent): boolean {
  switch (expression.kind) {
    case 'parenthesized':
      return matches(expression.expression, event);
    case 'not':
      return !matches(expression.operand, event);
    case 'logical':
      return expression.operator === 'and' ? expression.operands.every((part) => matches(part, event)) : expression.operands.some((part) => matches(part, event));
    case 'comparison': {
      const values = valuesOf(expression.left, event);
      const constant = constantOf(expression.right);
      if (constant === null) {
        return (values.length === 0) === (expression.operator === '==');
      }
      const equal = values.some((value) => orderOf(value, constant) === 0);
      return expression.operator === '!=' ? !equal : values.some((value) => compares(expression.operator, orderOf(value, constant)));
    }
    case 'pattern_match':
      return valuesOf(expression.value, event).some((value) => expression.patterns.some((pattern) => matchesPattern(expression.operator, String(constantOf(pattern)), String(value))));
    case 'membership': {
      const same = (left: string, right: string): boolean => (expression.operator === 'in' ? left === right : fold(left) === fold(right));
      const found = valuesOf(expression.value, event).some((value) => expression.items.some((item) => same(String(value), String(constantOf(item)))));
      return found !== (expression.notLocation !== undefined);
    }
    default:
      throw new Error(`not generated: ${expression.kind}`);
  }
}

/** What a generated sequence is: the kinds of its stages, keys or not, a span, the kind that ends it. */
export interface ReferenceSequence {
  readonly stages: readonly string[];
  readonly byKey: boolean;
  readonly maxSpan: number | undefined;
  readonly until: string | undefined;
}

/** One slot a stage and key, the newest replaces the older: the machine of eql-semantics.md §4 over events in order of time and arrival. Gives event numbers. */
export function sequences(query: ReferenceSequence, events: readonly GeneratedEvent[]): number[][] {
  const ordered = events.map((event, number) => ({ event, number })).sort((a, b) => a.event.time - b.event.time || a.number - b.number);
  const slots = new Map<string, number[]>();
  const found: number[][] = [];
  for (const { event, number } of ordered) {
    if (query.byKey && event.key === undefined) {
      continue;
    }
    const key = query.byKey ? event.key : '';
    for (let stage = query.stages.length - 1; stage >= 0; stage -= 1) {
      if (query.stages[stage] !== event.kind && query.stages[stage] !== 'any') {
        continue;
      }
      const before = stage === 0 ? [] : slots.get(`${stage - 1}/${key}`);
      slots.delete(`${stage - 1}/${key}`);
      const start = before?.[0] === undefined ? event.time : (events[before[0]]?.time ?? 0);
      if (before === undefined || (query.maxSpan !== undefined && event.time - start > query.maxSpan)) {
        continue;
      }
      if (stage === query.stages.length - 1) {
        found.push([...before, number]);
      } else {
        slots.set(`${stage}/${key}`, [...before, number]);
      }
    }
    if (query.until === event.kind) {
      query.stages.forEach((_, stage) => slots.delete(`${stage}/${key}`));
    }
  }
  return found;
}
