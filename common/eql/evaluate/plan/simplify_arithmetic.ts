/**
 * Comparisons of arithmetic with constants, solved for the field (`n + 1 > 3` → `n > 2`), as Elasticsearch's `SimplifyComparisonsArithmetics` does. It shows: no
 * overflow is met, and a missing field is tested by a query instead of a script (eql-observed.md §7).
 */
import { isLiteral, type Typed, type TypedArithmetic, type TypedComparison, type TypedLiteral, type TypedNegation } from '../../check/index';
import { failsInElasticsearch } from '../../errors/index';
import type { ScriptValue } from '../../functions/index';
import type { ArithmeticOperator, ComparisonOperator } from '../../language/index';
import { arithmetic, literal, negate } from './fold';

const reversed: Readonly<Record<ComparisonOperator, ComparisonOperator>> = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const inverses: Readonly<Record<'+' | '-' | '*' | '/', ArithmeticOperator>> = { '+': '-', '-': '+', '*': '/', '/': '*' };

/** The comparison with its sides changed. */
export function swapSides(node: TypedComparison): TypedComparison {
  return { ...node, operator: reversed[node.operator], left: node.right, right: node.left };
}

function attempt(operator: ArithmeticOperator, left: Typed, right: Typed): Typed | undefined {
  const combined: TypedArithmetic = { kind: 'arithmetic', operator, left, right, type: left.type === 'double' || right.type === 'double' ? 'double' : 'long', node: left.node };
  if (!isLiteral(left) || !isLiteral(right)) {
    return combined;
  }
  try {
    return literal(combined, arithmetic(operator, left.value, right.value));
  } catch {
    return undefined;
  }
}

const isWhole = (node: Typed): boolean => node.type === 'integer' || node.type === 'long' || node.type === 'unsigned_long';

function signOf(node: Typed): number {
  return isLiteral(node) && (typeof node.value === 'bigint' || typeof node.value === 'number') ? Math.sign(Number(node.value)) : 1;
}

function areCompatibleLiterals(left: TypedLiteral, right: TypedLiteral): boolean {
  const kinds = [left, right].map(({ type }) => (type === 'null' ? 'any' : type === 'keyword' || type === 'boolean' ? type : 'number'));
  return kinds.includes('any') || kinds[0] === kinds[1];
}

function isUnsafe(operation: TypedArithmetic, constant: TypedLiteral): boolean {
  const inner = isLiteral(operation.left) ? operation.left : isLiteral(operation.right) ? operation.right : undefined;
  if (inner === undefined || operation.operator === '%' || inner.type === 'double' || constant.type === 'double' || !areCompatibleLiterals(inner, constant)) {
    return true;
  }
  if (operation.operator === '+' || operation.operator === '-') {
    return operation.type === 'double' || (operation.operator === '-' && !isLiteral(operation.right) && attempt('-', operation.left, constant) === undefined);
  }
  if (isWhole(operation) && operation.operator === '/') {
    return true;
  }
  if (operation.operator === '*' && isWhole(operation.left)) {
    return inner.value === 0n || typeof inner.value !== 'bigint' || typeof constant.value !== 'bigint' || constant.value % inner.value !== 0n;
  }
  return signOf(operation.right) === 0;
}

function solveOperation(node: TypedComparison, operation: TypedArithmetic, constant: TypedLiteral): TypedComparison | undefined {
  const { operator } = operation;
  if (operator === '%' || isUnsafe(operation, constant)) {
    return undefined;
  }
  const number: ScriptValue = operation.type === 'double' && typeof constant.value === 'bigint' ? Number(constant.value) : constant.value;
  const right = attempt(inverses[operator], literal(constant, number), operation.right);
  if (right === undefined) {
    return undefined;
  }
  const solved: TypedComparison = { ...node, left: operation.left, right };
  const turns = (operator === '*' || operator === '/') && signOf(operation.right) < 0;
  return turns ? { ...solved, operator: reversed[solved.operator] } : solved;
}

function solveNegation(node: TypedComparison, negation: TypedNegation, constant: TypedLiteral): TypedComparison | undefined {
  if (typeof constant.value === 'string' || typeof constant.value === 'boolean') {
    throw failsInElasticsearch('a negative number is compared with something that is no number');
  }
  try {
    return { ...node, operator: reversed[node.operator], left: negation.operand, right: literal(constant, negate(constant.value)) };
  } catch {
    return undefined;
  }
}

/** The comparison solved one step for its field; undefined when it cannot or must not be. */
export function solveForField(node: TypedComparison): TypedComparison | undefined {
  if (!isLiteral(node.right)) {
    return undefined;
  }
  if (node.left.kind === 'arithmetic') {
    return solveOperation(node, node.left, node.right);
  }
  return node.left.kind === 'negation' ? solveNegation(node, node.left, node.right) : undefined;
}
