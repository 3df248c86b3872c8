import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonReadError, locationAt, readJsonNode } from './json_reader';
import { readJson } from './read_json';
import { matchesWildcard } from './wildcard';
import { RawJson, writeJson, type BodyValue } from './write_json';

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      expect(readJsonNode(text).value).toEqual(withBigIntegers(JSON.parse(text)));
      expect(readJson(text)).toEqual(readJsonNode(text).value);
    }));
  });

  it('throws nothing but its own error', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '\\', '1', '-', '.', 'e', 't', 'n', ' ', '\n', 'ü') }), (text) => {
      try {
        readJson(text);
      } catch (error) {
        expect(error).toBeInstanceOf(JsonReadError);
      }
    }));
  });

  it('keeps every digit of a long integer', () => {
    expect(readJson('{"n":9223372036854775807}')).toEqual({ n: 9223372036854775807n });
    expect(writeJson(readJson('[18446744073709551615,1.5]') as BodyValue)).toBe('[18446744073709551615,1.5]');
  });

  it('refuses a key that comes twice, with its place', () => {
    expect(() => readJson('{"a": 1,\n "a": 2}')).toThrow("Duplicate field 'a'");
    expect(readJson('{"a":":","b":"\\":"}')).toEqual({ a: ':', b: '":' });
  });

  it('makes own properties only', () => {
    const value = readJson('{"__proto__":{"x":1},"n":12345678901234567}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'n']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('counts lines and columns from one', () => {
    expect(locationAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });
});

/** Integers beyond 2^53 are kept as big ones. */
function withBigIntegers(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value))) return BigInt(String(value));
  if (Array.isArray(value)) return value.map(withBigIntegers);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withBigIntegers(entry)]));
  return value;
}

describe('writeJson', () => {
  it('passes raw text through and prints infinities as texts', () => {
    expect(writeJson({ a: new RawJson('{ "x" : 1.0 }'), b: [Infinity, -Infinity], c: undefined })).toBe('{"a":{ "x" : 1.0 },"b":["Infinity","-Infinity"]}');
  });
});

describe('matchesWildcard', () => {
  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(fc.property(letters, letters.map((text) => text.replaceAll('*', 'c')), (pattern, text) => {
      const expression = new RegExp(`^${pattern.split('*').map((part) => part.replaceAll('.', '\\.')).join('.*')}$`);
      expect(matchesWildcard(pattern, text)).toBe(expression.test(text));
    }));
  });

  it('takes no time over many stars', () => {
    const started = performance.now();
    expect(matchesWildcard(`${'*a'.repeat(50)}b`, 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
