/**
 * Checked, simplified condition → matcher, as Elasticsearch translates conditions to Lucene queries: a field against constants is looked up, any value
 * decides; everything else is a script (eql-semantics.md §2). (One concept: that translation.)
 */
import { isLiteral, type Typed, type TypedCall, type TypedComparison, type TypedIn, type TypedLiteral } from '../check/index';
import { EqlError, failsInElasticsearch } from '../errors/index';
import type { ScriptValue } from '../functions/index';
import { callTest, compareField, equalsInsensitive, existsTest, inNetworks, matchesRegularExpression, matchesWildcard } from './fields/index';
import { type AllOrAnyMatcher, allOrAny, constantMatcher, fieldMatcher, type Matcher, notMatcher } from './matcher';
import { simplify } from './plan/simplify';
import { compileScript } from './script';

/** What conditions need to know. */
export interface ConditionContext {
  /** Epoch ms; the "now" of date maths. */
  readonly now: number;
}

/**
 * The matcher of a condition. Throws `EqlError` for what Elasticsearch refuses when it translates or starts the query.
 */
export function compileCondition(condition: Typed, context: ConditionContext): Matcher {
  const matcher = translate(simplify(condition), context);
  return matcher.kind === 'or' && matcher.cost > 0 ? asksEveryPart(matcher) : matcher;
}

/** An `or` that is the whole condition is answered part by part in Elasticsearch: a script runs even where another part is true, and may fail. */
function asksEveryPart(matcher: AllOrAnyMatcher): Matcher {
  const { parts } = matcher;
  return { ...matcher, matches: (event) => parts.filter((part) => part.matches(event)).length > 0 };
}

function translate(node: Typed, context: ConditionContext): Matcher {
  switch (node.kind) {
    case 'literal':
      return constantMatcher(node, node.value === true);
    case 'and':
    case 'or':
      return translateLogical(node, context);
    case 'not':
      return notMatcher(node, translate(node.operand, context));
    case 'is_null':
    case 'is_not_null':
      return translateNullTest(node);
    case 'comparison':
      return translateComparison(node, context);
    case 'in':
      return translateIn(node, context);
    case 'call':
      return translateCall(node);
    case 'equals_insensitive':
      return node.left.kind === 'field' ? fieldMatcher(node, node.left, equalsInsensitive(node.left, valueOf(node.right))) : script(node);
    case 'wildcard':
      return node.left.kind === 'field' ? fieldMatcher(node, node.left, matchesWildcard(node.left, node.operator, node.pattern.value)) : script(node);
    case 'regex':
      return node.left.kind === 'field' ? fieldMatcher(node, node.left, matchesRegularExpression(node.left, node.pattern, node.caseInsensitive)) : script(node);
    case 'field':
      throw failsInElasticsearch(`the bare field [${node.field.name}] cannot be negated: write [${node.field.name} == false]`);
    default:
      throw failsInElasticsearch(`an expression of type [${node.type}] is no condition`);
  }
}

/** With one part that is never true, Elasticsearch does not create the queries of the other parts of an `and`: their bad literals are not met. */
function translateLogical(node: Typed & { kind: 'and' | 'or' }, context: ConditionContext): Matcher {
  const parts: Matcher[] = [];
  let failure: unknown;
  for (const operand of node.operands) {
    try {
      parts.push(translate(operand, context));
    } catch (error) {
      if (!(error instanceof EqlError) || error.type !== 'search_phase_execution_exception') {
        throw error;
      }
      failure ??= error;
    }
  }
  const decided = node.kind === 'and' && parts.some((part) => part.kind === 'constant' && !part.value);
  if (failure !== undefined && !decided) {
    throw failure;
  }
  return allOrAny(node.kind, node, parts);
}

function script(node: Typed): Matcher {
  const compiled = compileScript(node);
  return { kind: 'script', node, cost: 1, script: compiled, matches: (event) => compiled.any(event, (value) => value === true) };
}

/** The value of a constant operand. */
function valueOf(node: Typed): ScriptValue {
  return isLiteral(node) ? node.value : refuseField(node, 'in');
}

function refuseField(node: Typed, operator: string): never {
  const name = node.kind === 'field' ? node.field.name : node.kind;
  throw new EqlError('invalid_argument_exception', `Comparisons against fields are not (currently) supported; offender [${name}] in [${operator}]`);
}

/**
 * Of a field: whether it has a value (text: the text itself). Of anything else: whether any combination gives null, or (a pattern of only `*`) any
 * gives a value.
 */
function translateNullTest(node: Typed & { kind: 'is_null' | 'is_not_null' }): Matcher {
  const { operand, kind } = node;
  if (operand.kind === 'field') {
    const exists = fieldMatcher(node, operand, existsTest(operand.field));
    return kind === 'is_not_null' ? exists : notMatcher(node, exists);
  }
  const compiled = compileScript(operand);
  const expected = kind === 'is_null';
  return { kind: 'script', node, cost: 1, script: compiled, matches: (event) => compiled.any(event, (value) => (value === null) === expected) };
}

function translateComparison(node: TypedComparison, context: ConditionContext): Matcher {
  const { left, right, operator } = node;
  if (!isLiteral(right)) {
    return refuseField(right, operator);
  }
  if (left.kind !== 'field') {
    // `!=` of a computed value is "no combination is equal": true where the field is missing.
    return operator === '!=' ? notMatcher(node, script({ ...node, operator: '==' })) : script(node);
  }
  if (right.value === null) {
    return fieldMatcher(node, left, existsTest(left.field));
  }
  if (operator === '!=') {
    return notMatcher(node, fieldMatcher(node, left, compareField(left, '==', right.value, context.now)));
  }
  return fieldMatcher(node, left, compareField(left, operator, right.value, context.now));
}

function translateIn(node: TypedIn, context: ConditionContext): Matcher {
  const { value } = node;
  if (value.kind !== 'field') {
    return script(node);
  }
  const literals = node.items.filter((item): item is TypedLiteral => isLiteral(item) && item.value !== null);
  const tests = literals.map((item) => fieldMatcher(literals.length === 1 ? node : item, value, compareField(value, '==', item.value as Exclude<ScriptValue, null>, context.now)));
  return tests.length === 1 ? (tests[0] as Matcher) : allOrAny('or', node, tests);
}

const fieldFunctions: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'stringContains']);

function translateCall(node: TypedCall): Matcher {
  const [first, ...others] = node.arguments;
  if (first?.kind !== 'field' || !others.every(isLiteral)) {
    return script(node);
  }
  const values = others.map((argument) => (argument as TypedLiteral).value);
  if (node.definition.name === 'cidrMatch') {
    return fieldMatcher(node, first, inNetworks(first, values));
  }
  return fieldFunctions.has(node.definition.name) ? fieldMatcher(node, first, callTest(first, node.definition.name, values[0] ?? null, node.caseInsensitive)) : script(node);
}
