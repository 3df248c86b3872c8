import { describe, expect, test } from 'vitest';
import { compileJavaRegularExpression, compileLuceneRegularExpression, compileWildcard } from './index';

const long = 'a'.repeat(100_000);

/** The best of three, so that a busy machine does not count. */
function milliseconds(run: () => void): number {
  return Math.min(...[1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }));
}

describe('linear time over 100,000 characters', () => {
  test.each([
    ['wildcard *a*a*a*…b', 50, (): boolean => compileWildcard(`${'*a'.repeat(1000)}*b`, { caseInsensitive: true }).matches(long)],
    ['wildcard with ?', 50, (): boolean => compileWildcard(`${'*a?'.repeat(200)}*b`, { caseInsensitive: false }).matches(long)],
    ['Lucene (a*)*b', 1000, (): boolean => compileLuceneRegularExpression('(a*)*(.*a)*b', false).matches(long)],
    ['Lucene with counts', 1000, (): boolean => compileLuceneRegularExpression('(a{1,20}){1,20}b', false).matches(long)],
    ['Java (a+)+b', 1000, (): boolean => compileJavaRegularExpression('(a+)+b', false).matches(long)],
  ] as const)('%s', (_name, limit, run) => {
    expect(run()).toBe(false);
    expect(milliseconds(run)).toBeLessThan(limit);
  });
});

describe('Lucene dialect', () => {
  test.each([
    ['<1-20>', '017', true], ['<01-20>', '7', false], ['<01-20>', '07', true], ['~(abc)', 'abcd', true], ['~(abc)', 'abc', false], ['a.*?b', 'ab', true], ['"a*b"', 'a*b', true],
    ['a@', 'a\n', true], ['a#', 'a', false], ['^a$', '^a$', true], ['(?i)a', 'a', false], ['a.b', 'a\nb', true], ['[^a]', '😀', true], ['a&.', 'a', true], ['\\d+', '12', true], ['a|', 'x', undefined],
    ['(', 'x', undefined], ['[b-a]', 'x', undefined], ['a{2,1}', 'x', undefined], ['<a>', 'x', undefined], ['\\n', 'x', undefined],
  ] as const)('%s on %s', (pattern, text, expected) => {
    if (expected === undefined) {
      expect(() => compileLuceneRegularExpression(pattern, false)).toThrow();
    } else {
      expect(compileLuceneRegularExpression(pattern, false).matches(text)).toBe(expected);
    }
  });

  test.each([['é.*', 'Éx', true], ['[kq]', '\u212a', true], ['[a-c]+', 'AbC', false], ['ß', 'ẞ', true], ['i.*', 'İ', false], ['s.?', 'ſ', true]])('regex~ %s on %s', (pattern, text, expected) => {
    expect(compileLuceneRegularExpression(pattern, true).matches(text)).toBe(expected);
  });

  test('what stands for one text, for all and for nothing is known', () => {
    expect(compileLuceneRegularExpression('a{3}\\.', false).onlyText).toBe('aaa.');
    expect(compileLuceneRegularExpression('a|~a', false).matchesEverything).toBe(true);
    expect(compileLuceneRegularExpression('a|b', false).onlyText).toBeUndefined();
    expect(compileLuceneRegularExpression('#', false).onlyText).toBeUndefined();
  });
});

describe('wildcard', () => {
  test('every literal part has its span', () => {
    expect(compileWildcard('*\\Temp\\?.e*', { caseInsensitive: true }).trace('C:\\temp\\temp\\x.exe')).toEqual([{ start: 7, end: 13, part: '\\Temp\\' }, { start: 14, end: 16, part: '.e' }]);
  });

  test.each([['?x', '😀x', true], ['a*b', 'a\nb', false], ['a\nb*', 'a\nb', true], ['*', '', true], ['?', '\n', false]])('on results of functions %j on %j', (pattern, text, expected) => {
    expect(compileWildcard(pattern, { caseInsensitive: false, stopsAtLineBreaks: true }).matches(text)).toBe(expected);
  });
});
