import type { Typed, TypedLiteral } from '../../check/index';
import { EqlError, failsInElasticsearch } from '../../errors/index';
import { compareScriptValues, isNumeric, type ScriptValue } from '../../functions/index';
import type { ArithmeticOperator, ComparisonOperator, EqlType } from '../../language/index';

const longMin = -(2n ** 63n);
const longMax = 2n ** 63n - 1n;
const intMin = -(2n ** 31n);
const intMax = 2n ** 31n - 1n;

/** Whole-number arithmetic of Java: exact, division truncates, the remainder keeps the dividend's sign. Throws on overflow and on division by zero. */
function wholeArithmetic(operator: ArithmeticOperator, left: bigint, right: bigint, isInt: boolean): bigint {
  if ((operator === '/' || operator === '%') && right === 0n) {
    throw new RangeError('/ by zero');
  }
  const result = operator === '+' ? left + right : operator === '-' ? left - right : operator === '*' ? left * right : operator === '/' ? left / right : left % right;
  const [least, most] = isInt ? [intMin, intMax] : [longMin, longMax];
  if (result < least || result > most) {
    throw new RangeError(`${isInt ? 'integer' : 'long'} overflow`);
  }
  return result;
}

function floatingArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

/** Arithmetic of two values; null when one is null. Throws `RangeError` where Java throws `ArithmeticException`. */
export function arithmetic(operator: ArithmeticOperator, left: ScriptValue, right: ScriptValue, isInt = false): ScriptValue {
  if (!isNumeric(left) || !isNumeric(right)) {
    return null;
  }
  return typeof left === 'bigint' && typeof right === 'bigint' ? wholeArithmetic(operator, left, right, isInt) : floatingArithmetic(operator, Number(left), Number(right));
}

/** The negative of a value; null of null. Throws `RangeError` on overflow. */
export function negate(value: ScriptValue): ScriptValue {
  return typeof value === 'bigint' ? wholeArithmetic('-', 0n, value, false) : typeof value === 'number' ? -value : null;
}

/** A comparison of two values as a script makes it: null where one is null or they cannot be compared. */
export function compare(operator: ComparisonOperator, left: ScriptValue, right: ScriptValue): boolean | null {
  if (left === null || right === null) {
    return null;
  }
  const order = compareScriptValues(left, right);
  if (order === null) {
    return operator === '==' ? false : operator === '!=' ? true : null;
  }
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** A literal in place of an expression. */
export function literal(of: Typed, value: ScriptValue, type: EqlType = typeOfValue(value)): TypedLiteral {
  return { kind: 'literal', type, value, node: of.node };
}

function typeOfValue(value: ScriptValue): EqlType {
  switch (typeof value) {
    case 'string':
      return 'keyword';
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'double';
    case 'bigint':
      return value >= intMin && value <= intMax ? 'integer' : 'long';
    default:
      return 'null';
  }
}

/** Runs a fold; what fails while folding is HTTP 500 in Elasticsearch. */
export function folded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError || error instanceof EqlError) {
      throw failsInElasticsearch(`a constant cannot be computed: ${error.message}`);
    }
    throw error;
  }
}
