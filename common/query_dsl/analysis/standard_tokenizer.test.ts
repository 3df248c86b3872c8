import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerCase } from './lower_case';
import { standardTokens } from './standard_tokenizer';

const words = (text: string): string[] => standardTokens(text).map(({ token }) => token);

describe('the standard tokenizer', () => {
  it.each([
    ['C:\\x\\Discovery.bat _Discovery.bat', ['C', 'x', 'Discovery.bat', '_Discovery.bat']],
    ['e-mail a@b.c 1,000.5 foo_bar foo/bar x:y', ['e', 'mail', 'a', 'b.c', '1,000.5', 'foo_bar', 'foo', 'bar', 'x:y']],
    ["don't 'quoted' Discovery.bat2 bat.7", ["don't", 'quoted', 'Discovery.bat2', 'bat', '7']],
    ['漢字 かな カナ', ['漢', '字', 'か', 'な', 'カナ']],
    ['naïve cafe\u0301', ['naïve', 'cafe\u0301']],
    ['a..b a.b. _ ... ', ['a', 'b', 'a.b']],
    ['10.0.0.5:8080/x?y=1', ['10.0.0.5', '8080', 'x', 'y', '1']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  it('cuts tokens at 255 units', () => {
    expect(words('a'.repeat(600)).map((word) => word.length)).toEqual([255, 255, 90]);
  });

  it('gives offsets that cut the tokens out of the text, in order', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      let last = 0;
      standardTokens(text).forEach(({ token, start, end, position }, index) => {
        expect(text.slice(start, end)).toBe(token);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(position).toBe(index);
        last = end;
      });
    }), { numRuns: 1000 });
  });

  it('takes linear time', () => {
    const start = performance.now();
    standardTokens("a.'".repeat(100_000));
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('lower-cases letter by letter', () => {
    expect(lowerCase('İSTANBUL ΣΑΣ STRASSE')).toBe('istanbul σασ strasse');
  });
});
