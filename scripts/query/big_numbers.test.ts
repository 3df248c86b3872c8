import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../languages/read_json';
import { mayHoldBigNumber } from './big_numbers';

const says = (text: string): boolean => mayHoldBigNumber(Buffer.from(text));

describe('mayHoldBigNumber', () => {
  it('knows a number from digits in a text', () => {
    expect(says('{"a":9007199254740993}')).toBe(true);
    expect(says('{"a": -9007199254740993 }')).toBe(true);
    expect(says('[1,18446744073709551615]')).toBe(true);
    expect(says('9007199254740993')).toBe(true);
    expect(says('{"a":900719925474099}')).toBe(false);
    expect(says('{"hash":"12345678901234567890"}')).toBe(false);
    expect(says('{"a":0.12345678901234567890}')).toBe(false);
  });

  it('never passes over a number that is to be kept exactly', () => {
    const value = fc.oneof(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String), fc.stringMatching(/^[0-9a:, .-]{0,40}$/).map((text) => JSON.stringify(text)), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String));
    const text = fc.array(fc.tuple(fc.constantFrom(' ', '', '\n', '\t'), value)).map((items) => `[${items.map(([blank, item]) => blank + item).join(',')}]`);
    fc.assert(fc.property(text, (json) => {
      const kept = (readJson(json) as readonly unknown[]).some((item) => typeof item === 'bigint');
      if (kept) expect(says(json)).toBe(true);
    }), { numRuns: 2_000 });
  });

  it('takes linear time over digits', () => {
    const begin = performance.now();
    says(`"${'1'.repeat(4_000_000)}"`);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
