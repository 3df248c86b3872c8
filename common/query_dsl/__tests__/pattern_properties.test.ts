import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wildcardTooComplex } from '../patterns/determinize_effort';
import { allowedEdits, withinEdits } from '../patterns/edit_distance';
import { foldAsciiCase, RegexpMatcher } from '../patterns/regexp_matcher';
import { parseRegexp, RegexpSyntaxError } from '../patterns/regexp_parser';
import { compileWildcard, parseWildcard, type WildcardPart } from '../patterns/wildcard_pattern';

/** The slow and obvious matcher: tries every length for every star. */
function slowMatches(parts: readonly WildcardPart[], characters: readonly string[]): boolean {
  const [first, ...rest] = parts;
  if (!first) return characters.length === 0;
  if (first.kind === 'any') return characters.some((_, taken) => slowMatches(rest, characters.slice(taken))) || slowMatches(rest, []);
  if (first.kind === 'one') return characters.length > 0 && slowMatches(rest, characters.slice(1));
  const literal = Array.from(first.text);
  return literal.every((character, index) => characters[index] === character) && slowMatches(rest, characters.slice(literal.length));
}

const letter = fc.constantFrom('a', 'b', 'A', '.', '\\', '😀');
const subject = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));

describe('wildcard patterns', () => {
  const pattern = fc.array(fc.constantFrom('a', 'b', 'A', '.', '😀', '*', '?', '\\*', '\\\\'), { maxLength: 7 }).map((parts) => parts.join(''));

  it('match as the slow matcher does, and their spans rebuild the text', () => {
    fc.assert(fc.property(pattern, subject, (written, text) => {
      const parts = parseWildcard(written);
      const compiled = compileWildcard(parts, false);
      expect(compiled.matches(text)).toBe(slowMatches(parts, Array.from(text)));
      const spans = compiled.spans(text);
      expect(spans !== undefined).toBe(compiled.matches(text));
      if (!spans) return;
      expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      for (const span of spans) {
        const part = parts[span.part];
        expect(part?.kind).toBe(span.kind);
        if (part?.kind === 'literal') expect(text.slice(span.start, span.end)).toBe(part.text);
      }
    }), { numRuns: 5000 });
  });

  it('takes a backslash before any character for that character', () => {
    expect(compileWildcard(parseWildcard('C:\\\\Win*'), false).matches('C:\\Windows')).toBe(true);
    expect(compileWildcard(parseWildcard('\\a\\*'), false).matches('a*')).toBe(true);
  });

  it('folds A to Z alone when it ignores case', () => {
    const ignoring = (written: string, text: string): boolean => compileWildcard(parseWildcard(written), true).matches(text);
    expect(ignoring('GRÖ?E', 'grÖße')).toBe(true);
    expect(ignoring('GRÖ?E', 'größe')).toBe(false);
  });

  it('stays fast on 100,000 characters', () => {
    const text = 'a'.repeat(100_000);
    const compiled = compileWildcard(parseWildcard(`${'*a'.repeat(50)}b`), false);
    compiled.matches(text);
    const start = performance.now();
    expect(compiled.matches(text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(50);
  });

  it('are refused where Lucene cannot make them deterministic', () => {
    expect(wildcardTooComplex(parseWildcard(`*${'a'.repeat(250)}*`))).toBeUndefined();
    expect(wildcardTooComplex(parseWildcard(`*${'a'.repeat(823)}*`))).toBe('Determinizing automaton with 825 states and 826 transitions would require more than 10000 effort.');
    expect(wildcardTooComplex(parseWildcard(`*a${'?'.repeat(20)}b*`))).toContain('would require more than 10000 effort');
    expect(wildcardTooComplex(parseWildcard('*\\Temp\\????????.exe'))).toBeUndefined();
  });
});

describe('regular expressions', () => {
  const source = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'A'),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => left + right),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left}|${right})`),
      fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}')).map(([inner, repeat]) => `(${inner})${repeat}`),
    ),
  })).node;
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'A', '😀', '\n'), { maxLength: 7 }).map((letters) => letters.join(''));

  it('agree with the engine\'s own where both have the syntax', () => {
    fc.assert(fc.property(source, text, (written, value) => {
      expect(new RegexpMatcher(parseRegexp(written)).matches(value)).toBe(new RegExp(`^(?:${written})$`, 'su').test(value));
    }), { numRuns: 3000 });
  });

  it('intersect, negate and fold as defined', () => {
    fc.assert(fc.property(source, source, text, (left, right, value) => {
      const matches = (written: string): boolean => new RegexpMatcher(parseRegexp(written)).matches(value);
      expect(matches(`(${left})&(${right})`)).toBe(matches(left) && matches(right));
      expect(matches(`~(${left})`)).toBe(!matches(left));
      const folded = new RegexpMatcher(foldAsciiCase(parseRegexp('aB+'))).matches(value);
      expect(folded).toBe(/^ab+$/i.test(value));
    }), { numRuns: 1000 });
  });

  it('throw nothing but their own error, whatever the pattern', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', '(', ')', '[', ']', '{', '}', '<', '>', '-', '1', ',', '|', '&', '~', '"', '\\', '*', '@', '#', '^'), { maxLength: 12 }), (parts) => {
      try {
        new RegexpMatcher(parseRegexp(parts.join(''))).matches('ab1');
      } catch (error) {
        expect(error).toBeInstanceOf(RegexpSyntaxError);
      }
    }), { numRuns: 3000 });
  });

  it.each([['<1-20>', '07', true], ['<1-20>', '21', false], ['<01-20>', '7', false], ['"a*b"', 'a*b', true], ['@', 'anything', true], ['#', '', false], ['\\d\\w', '1_', true], ['^a$', 'a', false]])(
    '%s on %s: %s',
    (written, value, expected) => {
      expect(new RegexpMatcher(parseRegexp(written)).matches(value)).toBe(expected);
    },
  );

  it('takes linear time where backtracking would explode', () => {
    const matcher = new RegexpMatcher(parseRegexp('(a*)*(a|aa)*b'));
    const start = performance.now();
    expect(matcher.matches('a'.repeat(100_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('refuses deep nesting and huge repetition', () => {
    expect(() => parseRegexp('('.repeat(10_000))).toThrow(RegexpSyntaxError);
    expect(() => parseRegexp('a{1001}')).toThrow(RegexpSyntaxError);
    expect(() => parseRegexp('(((a{1000}){1000}){1000}){1000}')).toThrow(RegexpSyntaxError);
  });
});

describe('edit distance', () => {
  function slowDistance(left: string, right: string): number {
    const table = Array.from({ length: left.length + 1 }, (_, row) => Array.from({ length: right.length + 1 }, (_unused, column) => (row === 0 ? column : column === 0 ? row : 0)));
    const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity;
    for (let row = 1; row <= left.length; row += 1) {
      for (let column = 1; column <= right.length; column += 1) {
        const cost = left[row - 1] === right[column - 1] ? 0 : 1;
        let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost);
        if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) best = Math.min(best, at(row - 2, column - 2) + 1);
        const line = table[row];
        if (line) line[column] = best;
      }
    }
    return at(left.length, right.length);
  }

  it('is the one of the full table', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 }).map((letters) => letters.join(''));
    fc.assert(fc.property(word, word, fc.constantFrom(0, 1, 2), (left, right, edits) => {
      expect(withinEdits(left, right, edits, true)).toBe(slowDistance(left, right) <= edits);
    }), { numRuns: 3000 });
  });

  it('allows what the fuzziness says', () => {
    expect(['ab', 'abc', 'abcdef'].map((term) => allowedEdits('AUTO', term))).toEqual([0, 1, 2]);
    expect(allowedEdits('3', 'abc')).toBeUndefined();
  });
});
