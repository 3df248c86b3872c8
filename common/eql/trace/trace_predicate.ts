import { firstField, isLiteral, isTextType, type Typed, typedChildren } from '../check/index';
import type { FieldMatcher, Matcher, ScriptMatcher } from '../evaluate/matcher';
import { scriptText } from '../functions/index';
import type { Expression } from '../language/index';
import type { EqlEvent, EqlValue } from '../schema/event_source';
import type { PredicateTrace, TraceSpan } from './match_trace';

const maxShownValues = 1000;

/** The operator of an expression as written. */
function operatorOf(node: Expression): string {
  switch (node.kind) {
    case 'comparison':
    case 'membership':
    case 'pattern_match':
      return node.operator;
    case 'call':
      return `${node.name}${node.caseInsensitive ? '~' : ''}`;
    case 'parenthesized':
      return operatorOf(node.expression);
    default:
      return '==';
  }
}

/** The constants of an expression, in the order of the text. */
function patternsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'membership':
      return node.items;
    case 'pattern_match':
      return node.patterns;
    case 'comparison':
      return [node.left, node.right].filter(isConstant);
    case 'call':
      return node.arguments.filter(isConstant);
    case 'parenthesized':
      return patternsOf(node.expression);
    default:
      return [];
  }
}

function isConstant(node: Expression): boolean {
  return ['string', 'number', 'boolean', 'null', 'sign'].includes(node.kind);
}

function constantText(node: Expression): string {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return node.digits;
    case 'boolean':
      return String(node.value);
    case 'sign':
      return `${node.operator === '-' ? '-' : ''}${constantText(node.operand)}`;
    default:
      return node.kind === 'null' ? 'null' : '';
  }
}

interface Found {
  readonly matcher: FieldMatcher;
  readonly values: readonly EqlValue[];
  readonly index: number;
}

/** The first test that a value passes, and the value. */
function findMatch(tests: readonly FieldMatcher[], event: EqlEvent): Found | undefined {
  for (const matcher of tests) {
    const values = matcher.test.read(event);
    const index = values.findIndex((value) => matcher.test.accepts(value));
    if (index >= 0) {
      return { matcher, values, index };
    }
  }
  return undefined;
}

function valueText(value: EqlValue): string {
  return typeof value === 'bigint' ? String(value) : typeof value === 'number' && Number.isInteger(value) ? String(value) : scriptText(value);
}

/** The constant a test stands for: its own node inside a list, else the only one. */
function decidingNode(matcher: Matcher, patterns: readonly Expression[]): Expression | undefined {
  return patterns.find((pattern) => pattern === matcher.node.node) ?? (patterns.length === 1 ? patterns[0] : undefined);
}

/** A predicate over one field: one test, or the tests of a list. */
export function tracePredicate(owner: Expression, tests: readonly FieldMatcher[], event: EqlEvent, role: PredicateTrace['role']): PredicateTrace {
  const [first] = tests;
  const found = findMatch(tests, event);
  const values = found?.values ?? first?.test.read(event) ?? [];
  const shown = values.slice(0, maxShownValues).map(valueText);
  const patterns = patternsOf(owner);
  const base = { kind: 'predicate' as const, role, location: owner.location, field: first?.fieldName ?? '', operator: operatorOf(owner), patterns: patterns.map(constantText), values: shown };
  if (found === undefined) {
    return { ...base, matched: false, spans: [], ...(shown.length === 1 ? { text: shown[0] } : {}) };
  }
  const value = values[found.index] as EqlValue;
  const pattern = decidingNode(found.matcher, patterns);
  return {
    ...base,
    matched: true,
    ...(pattern === undefined ? {} : { pattern: constantText(pattern), patternLocation: pattern.location }),
    text: valueText(value),
    ...(values.length > 1 ? { element: found.index } : {}),
    spans: spansOf(found.matcher, value),
  };
}

function spansOf({ test }: FieldMatcher, value: EqlValue): readonly TraceSpan[] {
  return typeof value === 'string' && !isTextType(test.field.type) ? (test.spans?.(value) ?? []) : [];
}

/** A function or arithmetic of fields: the values of its first field, without spans. */
export function traceScript(owner: Expression, matcher: ScriptMatcher, event: EqlEvent, role: PredicateTrace['role']): PredicateTrace {
  const field = firstField(matcher.node);
  const values = field?.kind === 'field' ? event.values(field.exact.path) : [];
  const shown = values.slice(0, maxShownValues).map(valueText);
  const constants = literalsOf(matcher.node);
  return {
    kind: 'predicate',
    role,
    matched: matcher.matches(event),
    location: owner.location,
    field: field?.kind === 'field' ? field.field.name : '',
    operator: operatorOf(owner),
    patterns: constants,
    values: shown,
    ...(shown.length === 1 ? { text: shown[0] } : {}),
    spans: [],
  };
}

function literalsOf(node: Typed): readonly string[] {
  if (isLiteral(node)) {
    return node.value === null ? [] : [scriptText(node.value)];
  }
  return typedChildren(node).flatMap(literalsOf);
}
