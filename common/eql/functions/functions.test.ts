import { describe, expect, test } from 'vitest';
import { findFunction, functions, parseIpRange, type ScriptValue } from './index';

function call(name: string, values: readonly ScriptValue[]): ScriptValue {
  const definition = findFunction(name.replace('~', ''));
  if (definition === undefined) {
    throw new Error(`no function ${name}`);
  }
  return definition.run(values, name.endsWith('~'));
}

describe('functions', () => {
  test.each([
    ['length', ['😀x'], 3n], ['length', [null], null],
    ['substring', ['hello', 1n], 'ello'], ['substring', ['hello', -3n, -1n], 'll'], ['substring', ['hello', 4n, 2n], ''], ['substring', ['hello', null], 'hello'],
    ['indexOf', ['abcabc', 'c'], 2n], ['indexOf', ['abcabc', 'c', 3n], 5n], ['indexOf', ['abc', 'C'], null], ['indexOf~', ['abc', 'C'], 2n], ['indexOf', ['abc', 'a', -1n], 0n],
    ['between', ['a[b]c]', '[', ']'], 'b'], ['between', ['a[b]c]', '[', ']', true], 'b]c'], ['between', ['abc', 'x', 'y'], ''], ['between', ['abc', '', 'y'], 'abc'], ['between~', ['xAyBz', 'a', 'b'], 'y'],
    ['startsWith', ['abc', 'A'], false], ['startsWith~', ['abc', 'A'], true], ['startsWith', [null, 'a'], null],
    ['endsWith~', ['abc', 'BC'], true], ['stringContains', ['abc', ''], false], ['stringContains', ['a*c', '*'], true],
    ['concat', ['a', 1n, 2.5, true], 'a12.5true'], ['concat', ['a', null], null],
    ['string', [1.0], '1.0'], ['string', [1e10], '1.0E10'], ['string', [123456789.5], '1.234567895E8'], ['string', [7n], '7'],
    ['number', ['0x1F'], 31n], ['number', ['017'], 17n], ['number', [' 7'], 7], ['number', ['1e3'], 1000], ['number', ['+5'], 5n], ['number', ['12.5'], 12.5], ['number', ['ff', 16n], 255n], ['number', ['0xff', 16n], 255n],
    ['cidrMatch', ['10.0.0.1', '10.0.0.0/8'], true], ['cidrMatch', ['10.0.0.1', '::/0'], true], ['cidrMatch', ['2001:db8::1', '10.0.0.0/8', '2001:db8::/32'], true], ['cidrMatch', [null, '10.0.0.0/8'], null],
  ] as const)('%s(%s)', (name, values, expected) => {
    expect(call(name, values as readonly ScriptValue[])).toBe(expected);
  });

  test.each([
    ['number', ['x']], ['number', ['']], ['number', ['0x1F', 10n]], ['number', ['1.5', 16n]], ['number', ['1', 37n]],
    ['between', ['07', '07', '07', true]], ['between', ['a', null, 'c']], ['cidrMatch', ['10.0.0.1', '10.0.0.0/33']], ['cidrMatch', ['10.0.0.1', 'x']],
  ] as const)('%s(%s) fails', (name, values) => {
    expect(() => call(name, values as readonly ScriptValue[])).toThrow();
  });

  test('names are found in any case, others not', () => {
    expect(findFunction('CIDRMATCH')?.name).toBe('cidrMatch');
    expect(['wildcard', 'match', 'arrayContains', '__proto__', 'constructor'].map(findFunction)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(new Set(functions.map(({ name }) => name)).size).toBe(functions.length);
  });

  test.each([['10.0.0.7/24', true], ['10.0.0.1', true], ['::ffff:0:0/96', false], ['::ffff:10.0.0.0/8', true], ['1.2.3', false], ['10.0.0.0/33', false], ['::1/129', false], ['1.2.3.4/', false], [':::', false]])('%s is a range: %s', (text, expected) => {
    expect(parseIpRange(text) !== undefined).toBe(expected);
  });
});
