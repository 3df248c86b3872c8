import type { EqlType } from './eql_type';

/** What a number literal is: whole numbers as bigint, others as number. */
export interface NumberValue {
  readonly type: Extract<EqlType, 'integer' | 'long' | 'unsigned_long' | 'double'>;
  readonly value: bigint | number;
}

/** The smallest of int, long, unsigned long that holds the digits, else double; `undefined` for a number too large for a double. */
export function numberValue(digits: string): NumberValue | undefined {
  if (/^[0-9]+$/.test(digits)) {
    const value = digits.length > 400 ? undefined : BigInt(digits);
    if (value === undefined) {
      return undefined;
    }
    if (value <= 0x7fffffffn) {
      return { type: 'integer', value };
    }
    if (value <= 0x7fffffffffffffffn) {
      return { type: 'long', value };
    }
    if (value <= 0xffffffffffffffffn) {
      return { type: 'unsigned_long', value };
    }
  }
  const value = Number(digits);
  return Number.isFinite(value) ? { type: 'double', value } : undefined;
}
