import type { ArithmeticOperator, Expression } from './ast';
import { numberValue } from './number_value';

const operations: Readonly<Record<ArithmeticOperator, (left: bigint, right: bigint) => bigint | undefined>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0n ? undefined : left / right),
  '%': (left, right) => (right === 0n ? undefined : left % right),
};

function foldInteger(expression: Expression): bigint | undefined {
  if (expression.kind === 'parenthesized') {
    return foldInteger(expression.expression);
  }
  if (expression.kind === 'number') {
    const number = numberValue(expression.digits);
    return number?.type === 'integer' && typeof number.value === 'bigint' ? number.value : undefined;
  }
  if (expression.kind === 'sign') {
    const operand = foldInteger(expression.operand);
    return operand === undefined || expression.operator === '+' ? operand : -operand;
  }
  if (expression.kind !== 'arithmetic') {
    return undefined;
  }
  const left = foldInteger(expression.left);
  const right = foldInteger(expression.right);
  const result = left === undefined || right === undefined ? undefined : operations[expression.operator](left, right);
  return result !== undefined && result >= -0x80000000n && result <= 0x7fffffffn ? result : undefined;
}

/** The value of a pipe's argument: a constant whole number of 0 or more; undefined for anything else. */
export function foldCount(expression: Expression): number | undefined {
  const value = foldInteger(expression);
  return value === undefined || value < 0n ? undefined : Number(value);
}
