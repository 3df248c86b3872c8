/** Order by code points, which is the order of the UTF-8 bytes (eql-semantics.md §2, `< <= > >=`). */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      return rank(a) - rank(b);
    }
  }
  return left.length - right.length;
}

/** Surrogates stand above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const encoder = new TextEncoder();

/**
 * How a `wildcard` field orders: the code points of the value against the bytes of the literal; undefined for a value with a code point over U+00FF,
 * which no range finds (eql-observed.md §6.3).
 */
export function compareWithBytes(value: string, literal: string): number | undefined {
  const bytes = encoder.encode(literal);
  const codes = Array.from(value, (character) => character.codePointAt(0) as number);
  if (codes.some((code) => code > 0xff)) {
    return undefined;
  }
  for (let index = 0; index < Math.min(codes.length, bytes.length); index += 1) {
    const difference = (codes[index] as number) - (bytes[index] as number);
    if (difference !== 0) {
      return difference;
    }
  }
  return codes.length - bytes.length;
}
