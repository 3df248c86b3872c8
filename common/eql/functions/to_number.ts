import { shardFailure } from '../errors/index';
import { type FunctionDefinition, integerOf } from './function_definition';

function unreadable(text: string, base: number | undefined): Error {
  return shardFailure(`script_exception: number_format_exception: For input string: "${text}"${base === undefined ? '' : ` under radix ${base}`}`);
}

const decimalText = /^[\x00-\x20]*[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)[\x00-\x20]*$/;
const plainDecimal = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** Java's `Double.parseDouble` for what is no whole number; undefined for text it refuses. */
function parseDouble(text: string): number | undefined {
  return decimalText.test(text) ? Number(text.replace(/[\x00-\x20fFdD]/g, '')) : undefined;
}

function parseInBase(text: string, base: number): bigint | undefined {
  const digits = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (digits === null || base < 2 || base > 36) {
    return undefined;
  }
  let value = 0n;
  for (const character of (digits[2] ?? '').toLowerCase()) {
    const digit = Number.parseInt(character, 36);
    if (digit >= base) {
      return undefined;
    }
    value = value * BigInt(base) + BigInt(digit);
  }
  return digits[1] === '-' ? -value : value;
}

function inLong(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

function withBase(text: string, base: number): bigint {
  const body = base === 16 && text.startsWith('0x') ? text.slice(2) : text;
  const value = parseInBase(body, base);
  if (value === undefined || !inLong(value)) {
    throw unreadable(text, base);
  }
  return value;
}

function withoutBase(text: string): bigint | number {
  if (text.startsWith('0x')) {
    return withBase(text, 16);
  }
  const whole = parseInBase(text, 10);
  const value = whole !== undefined && inLong(whole) ? whole : parseDouble(text);
  if (value === undefined) {
    throw unreadable(text, undefined);
  }
  return value;
}

/** `number(text[, base])`: `0x` is a prefix with base 16 or none; decimals are read without a base or with base 10; other text is an error. */
export const toNumber: FunctionDefinition = {
  name: 'number',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'text', type: 'string' }, { name: 'base', type: 'integer', constant: true }],
  required: 1,
  returns: 'double',
  run: ([text, base]) => {
    if (typeof text !== 'string') {
      return null;
    }
    const radix = integerOf(base);
    if (radix === undefined) {
      return withoutBase(text);
    }
    return radix === 10 && !/^[+-]?[0-9]+$/.test(text) && plainDecimal.test(text.trim()) ? withoutBase(text) : withBase(text, radix);
  },
};
