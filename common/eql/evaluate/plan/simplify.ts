/**
 * The checked tree as Elasticsearch's optimiser leaves it: constants folded, null tests made of comparisons with null, patterns without wildcards turned into
 * equalities. What null means is decided here (eql-semantics.md §2.8, eql-observed.md §5). (One concept: the rules, one function a kind of node.)
 */
import { isLiteral, isTextType, type Typed, type TypedCall, type TypedComparison, type TypedIn, type TypedLiteral, type TypedLogical, type TypedRegex, type TypedWildcard } from '../../check/index';
import { failsInElasticsearch } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import { scriptText } from '../../functions/index';
import { compileJavaRegularExpression, compileLuceneRegularExpression, compileWildcard, foldJavaUnits } from '../patterns/index';
import { arithmetic, compare, folded, literal, negate } from './fold';
import { solveForField, swapSides } from './simplify_arithmetic';

const isNull = (node: Typed): boolean => isLiteral(node) && node.value === null;
const truth = (node: Typed, value: boolean | null): TypedLiteral => literal(node, value, value === null ? 'null' : 'boolean');

/** Simplifies from the leaves up. Throws `EqlError` for constants that Elasticsearch cannot compute and for patterns it refuses. */
export function simplify(node: Typed): Typed {
  switch (node.kind) {
    case 'literal':
    case 'field':
      return node;
    case 'and':
    case 'or':
      return simplifyLogical({ ...node, operands: node.operands.map(simplify) });
    case 'not':
      return simplifyNot(node, simplify(node.operand));
    case 'comparison':
      return simplifyComparison({ ...node, left: simplify(node.left), right: simplify(node.right) });
    case 'in':
      return simplifyIn({ ...node, value: simplify(node.value), items: node.items.map(simplify) });
    case 'equals_insensitive':
      return simplifyInsensitive(node, simplify(node.left), simplify(node.right));
    case 'wildcard':
      return simplifyWildcard({ ...node, left: simplify(node.left) });
    case 'regex':
      return simplifyRegex({ ...node, left: simplify(node.left) });
    case 'is_null':
    case 'is_not_null':
      return simplifyNullTest(node, simplify(node.operand), node.kind);
    case 'arithmetic':
      return simplifyArithmetic({ ...node, left: simplify(node.left), right: simplify(node.right) });
    case 'negation': {
      const operand = simplify(node.operand);
      if (isLiteral(operand) && operand.type === 'unsigned_long') {
        throw failsInElasticsearch('unsigned_long overflow');
      }
      return isLiteral(operand) ? literal(node, folded(() => negate(operand.value))) : { ...node, operand };
    }
    case 'call':
      return simplifyCall({ ...node, arguments: node.arguments.map(simplify) });
  }
}

/** `and`: false decides, true is dropped, null makes null; `or`: true decides, false and null are dropped unless nothing else is left. */
function simplifyLogical(node: TypedLogical): Typed {
  const decisive = node.kind === 'or';
  const constants = node.operands.filter(isLiteral);
  if (constants.some(({ value }) => value === decisive)) {
    return truth(node, decisive);
  }
  const rest = node.operands.filter((operand) => !isLiteral(operand));
  const hasNull = constants.some(({ value }) => value === null);
  if (rest.length === 0 || (node.kind === 'and' && hasNull)) {
    return truth(node, hasNull ? null : !decisive);
  }
  return rest.length === 1 ? (rest[0] as Typed) : { ...node, operands: rest };
}

function simplifyNot(node: Typed & { kind: 'not' }, operand: Typed): Typed {
  if (isLiteral(operand)) {
    return truth(node, typeof operand.value === 'boolean' ? !operand.value : null);
  }
  return operand.kind === 'not' ? operand.operand : { ...node, operand };
}

function simplifyComparison(node: TypedComparison): Typed {
  const { operator, left, right } = node;
  const isEquality = operator === '==' || operator === '!=';
  if (isEquality && (isNull(left) || isNull(right))) {
    const test = simplifyNullTest(node, isNull(right) ? left : right, 'is_null');
    return operator === '==' ? test : simplifyNot({ kind: 'not', operand: test, type: 'boolean', node: node.node }, test);
  }
  if (isLiteral(left) && isLiteral(right)) {
    return truth(node, compare(operator, left.value, right.value));
  }
  if (isLiteral(left)) {
    return simplifyComparison(swapSides(node));
  }
  if (isEquality && left.kind !== 'field' && isLiteral(right) && typeof right.value === 'boolean') {
    return right.value === (operator === '==') ? left : simplifyNot({ kind: 'not', operand: left, type: 'boolean', node: node.node }, left);
  }
  const solved = solveForField(node);
  return solved === undefined ? node : simplify(solved);
}

function simplifyNullTest(node: Typed, operand: Typed, kind: 'is_null' | 'is_not_null'): Typed {
  if (isLiteral(operand)) {
    return truth(node, (operand.value === null) === (kind === 'is_null'));
  }
  return { kind, operand, type: 'boolean', node: node.node };
}

function simplifyIn(node: TypedIn): Typed {
  const { value, items } = node;
  if (items.every(isNull) || isNull(value)) {
    return truth(node, null);
  }
  if (!isLiteral(value) || !items.every(isLiteral)) {
    return node;
  }
  const verdicts = items.map((item) => compare('==', value.value, (item as TypedLiteral).value));
  return truth(node, verdicts.includes(true) ? true : verdicts.includes(null) ? null : false);
}

function simplifyInsensitive(node: Typed & { kind: 'equals_insensitive' }, left: Typed, right: Typed): Typed {
  if (isNull(left)) {
    return truth(node, null);
  }
  if (isLiteral(left) && isLiteral(right)) {
    return truth(node, typeof left.value === 'string' && typeof right.value === 'string' ? foldJavaUnits(left.value) === foldJavaUnits(right.value) : null);
  }
  return { ...node, left, right };
}

/** The text of a pattern; `like` takes numbers and booleans too. */
function patternText(value: ScriptValue): string {
  return value === null ? '' : scriptText(value);
}

function simplifyWildcard(node: TypedWildcard): Typed {
  const { left, operator, pattern } = node;
  if (pattern.value === null) {
    return isNull(left) ? truth(node, null) : node;
  }
  const text = patternText(pattern.value);
  const compiled = compileWildcard(text, { caseInsensitive: operator !== 'like', stopsAtLineBreaks: true });
  const isEmptyLike = text === '' && operator !== ':';
  if (compiled.isLiteral && !isEmptyLike) {
    const right = literal(pattern, text);
    return operator === 'like' ? simplifyComparison({ ...node, kind: 'comparison', operator: '==', left, right }) : simplifyInsensitive({ ...node, kind: 'equals_insensitive', left, right }, left, right);
  }
  if (compiled.matchesEverything) {
    return simplifyNullTest(node, left, 'is_not_null');
  }
  return isLiteral(left) ? truth(node, typeof left.value === 'string' ? compiled.matches(left.value) : null) : node;
}

function simplifyRegex(node: TypedRegex): Typed {
  const { left, pattern, caseInsensitive } = node;
  const compiled = compileLuceneRegularExpression(pattern, caseInsensitive);
  if (compiled.matchesEverything) {
    return simplifyNullTest(node, left, 'is_not_null');
  }
  if (compiled.onlyText !== undefined) {
    const right = literal(node, compiled.onlyText);
    return caseInsensitive ? simplifyInsensitive({ ...node, kind: 'equals_insensitive', left, right }, left, right) : simplifyComparison({ ...node, kind: 'comparison', operator: '==', left, right });
  }
  if (!isLiteral(left)) {
    return node;
  }
  return truth(node, typeof left.value === 'string' && compileJavaRegularExpression(pattern, caseInsensitive).matches(left.value));
}

function simplifyArithmetic(node: Typed & { kind: 'arithmetic' }): Typed {
  const { operator, left, right } = node;
  if (isLiteral(left) && isLiteral(right)) {
    const isInt = left.type === 'integer' && right.type === 'integer';
    return literal(node, folded(() => arithmetic(operator, left.value, right.value, isInt)));
  }
  return isLiteral(left) && (operator === '+' || operator === '*') ? { ...node, left: right, right: left } : node;
}

function simplifyCall(node: TypedCall): Typed {
  const [first] = node.arguments;
  if (node.definition.name === 'string' && first?.kind === 'field' && first.type === 'keyword' && !isTextType(first.field.type)) {
    return first;
  }
  if (!node.arguments.every(isLiteral)) {
    return node;
  }
  const values = node.arguments.map((argument) => (argument as TypedLiteral).value);
  return literal(node, folded(() => node.definition.run(values, node.caseInsensitive)));
}
