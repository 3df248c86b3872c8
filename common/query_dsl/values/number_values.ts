import { roundToHalfFloat } from './half_float';

/** Bounds of the whole-number types. */
export const INTEGER_BOUNDS: Readonly<Record<string, { min: bigint; max: bigint; word: string }>> = {
  byte: { min: -128n, max: 127n, word: 'a byte' },
  short: { min: -32768n, max: 32767n, word: 'a short' },
  integer: { min: -2147483648n, max: 2147483647n, word: 'an integer' },
  long: { min: -(2n ** 63n), max: 2n ** 63n - 1n, word: 'a long' },
  unsigned_long: { min: 0n, max: 2n ** 64n - 1n, word: 'an unsigned long' },
};

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?[dDfF]?$/;
/** Exponents beyond this cannot stand for any value of a field; refusing them keeps the arithmetic small. */
const MAX_EXPONENT = 400;

/** A decimal number kept exactly: `digits * 10^-scale`. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Reads a decimal text the way Java's BigDecimal does (blanks around it refused); undefined = not a number. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > 1000) return undefined;
  const parts = DECIMAL.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', exponentText] = parts;
  if (whole === '' && fraction === '') return undefined;
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = BigInt(whole + fraction);
  return { unscaled: sign === '-' ? -digits : digits, scale: fraction.length - exponent };
}

/** The whole part, rounded towards zero, and whether anything was cut off. */
export function truncate(decimal: Decimal): { whole: bigint; hasFraction: boolean } {
  if (decimal.scale <= 0) return { whole: decimal.unscaled * 10n ** BigInt(-decimal.scale), hasFraction: false };
  const unit = 10n ** BigInt(decimal.scale);
  return { whole: decimal.unscaled / unit, hasFraction: decimal.unscaled % unit !== 0n };
}

/** Whole numbers as the room keeps them: `number` where exact, `bigint` beyond. */
export function compactInteger(value: bigint): number | bigint {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value;
}

/** Rounds a number to what a field of a floating type stores. */
export function storeFloat(type: string, value: number, scalingFactor: number): number {
  switch (type) {
    case 'float':
      return Math.fround(value);
    case 'half_float':
      return roundToHalfFloat(value);
    case 'scaled_float':
      return javaRound(value * scalingFactor) / scalingFactor;
    default:
      return value;
  }
}

/** Java's Math.round: halves go up. */
export function javaRound(value: number): number {
  return Math.floor(value + 0.5);
}

/** Shortest decimal text of a 32-bit float, as a number for JSON. */
export function shortestFloat(value: number): number {
  for (let digits = 1; digits <= 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
}

/** A double as Java prints it: `1.0`, `1.0E10`, `1.0E-5`. */
export function javaDoubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
}
