import { describe, expect, test } from 'vitest';
import { applyEdits } from '../source/index';
import { EqlSyntaxError } from '../errors/index';
import type { Membership } from './ast';
import { parse, print, visit } from './index';

function errorOf(text: string): EqlSyntaxError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof EqlSyntaxError) {
      return error;
    }
    throw error;
  }
  throw new Error(`accepted: ${text.slice(0, 80)}`);
}

describe('parse', () => {
  test.each([
    ['any where a == 1 or b == 2 and not c == 3', 'any where a == 1 or b == 2 and not c == 3'],
    ['sequence by a,?b with maxspan=5m[x where true]by c ![any where f:"*x*"] by d with runs=3 until[y where true] by e|head 1+1', 'sequence by a, ?b with maxspan=5m\n  [x where true] by c\n  ![any where f : "*x*"] by d with runs=3\nuntil [y where true] by e | head 1 + 1'],
    ['sample by a [x where true] [y where true]', 'sample by a\n  [x where true]\n  [y where true]'],
    ['"odd name" where `sequence` > 10 // why\n and -n not in (1, 2) == true', '"odd name" where `sequence` > 10 and -n not in (1, 2) == true'],
    ['x where f == """a"""""', 'x where f == """a"""""'],
    ['x where /* a /* nested */ b */ f like~ ("a\\u{41}", """b\\c""")', 'x where f like~ ("aA", """b\\c""")'],
  ])('%s', (text, printed) => {
    expect(print(parse(text))).toBe(printed);
    expect(print(parse(printed))).toBe(printed);
  });

  test.each([
    ['process where nmae ==', '1:22', '<EOF>'],
    ['process\nwhere a == "x', '2:12', '"x'],
    ["process where a == 'x'", '1:20', "'x'"],
    ['process where a not like "x"', '1:17', 'not'],
    ['process where a == b == c', '1:22', '=='],
    ['sequence [x where true]', '1:10', '[x where true]'],
    ['sequence with maxspan=5s by a [x where true] [y where true]', '1:26', 'by'],
    ['sequence with maxspan=5w [x where true] [y where true]', '1:24', 'w'],
    ['sequence [x where true] ![y where true]', '1:25', '![y where true]'],
    ['any where a[0] == 1', '1:12', '['],
    ['any where s == "\\u{d800}"', '1:17', '\\u{d800}'],
    ['any where true | unique a', '1:18', 'unique'],
    ['any where true | head -1', '1:23', '-1'],
    ['join [x where true] [y where true]', '1:1', 'join'],
    ['any where n == 1e400', '1:16', '1e400'],
  ])('%s is refused at %s', (text, place, found) => {
    const error = errorOf(text);
    expect(`${error.line}:${error.column}`).toBe(place);
    expect(error.found).toBe(found);
    expect(error.frame.split('\n')[1]).toMatch(/^ *\| *\^+$/);
  });

  test.each([
    ['brackets', `any where ${'('.repeat(10_000)}true${')'.repeat(10_000)}`],
    ['not', `any where ${'not '.repeat(10_000)}a == 1`],
    ['signs', `any where 1 == ${'- '.repeat(10_000)}1`],
    ['calls', `any where ${'length('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['sums', `any where 1 == ${'1 + '.repeat(10_000)}1`],
  ])('10,000 %s deep is refused', (_name, text) => {
    expect(errorOf(text)).toBeInstanceOf(EqlSyntaxError);
  });

  test('a chain of 10,000 `or` is no depth', () => {
    const query = parse(`any where ${Array.from({ length: 10_000 }, (_, index) => `a == ${index}`).join(' or ')}`);
    expect(query.kind === 'event_query' && query.filter.condition.kind === 'logical' && query.filter.condition.operands.length).toBe(10_000);
  });

  test('the limit of tokens is named', () => {
    expect(() => parse('any where a == 1', { maxTokens: 3 })).toThrow(/more than 3 tokens/);
  });
});

describe('edits', () => {
  const text = 'process where /* why */ not process.parent.name in~ ("a.exe", /* keep */ "b.exe" , "c.exe") and x == 1 // end';

  test('an element goes with its comma, everything else stays', () => {
    let list: Membership | undefined;
    visit(parse(text), (node) => {
      list = node.kind === 'membership' ? node : list;
    });
    const { items, list: punctuation } = list as Membership;
    const edited = applyEdits(text, [
      { location: items[1]?.location ?? { start: 0, end: 0 }, text: '' },
      { location: punctuation.commas[1] ?? { start: 0, end: 0 }, text: '' },
    ]);
    expect(edited).toBe('process where /* why */ not process.parent.name in~ ("a.exe", /* keep */   "c.exe") and x == 1 // end');
    expect(() => parse(edited)).not.toThrow();
  });

  test('every location holds the text of its node', () => {
    visit(parse(text), (node) => {
      if (node.kind === 'string') {
        expect(text.slice(node.location.start, node.location.end)).toBe(`"${node.value}"`);
      }
      if (node.kind === 'not' || node.kind === 'comparison') {
        expect(text.slice(node.operatorLocation.start, node.operatorLocation.end)).toBe(node.kind === 'not' ? 'not' : node.operator);
      }
    });
  });

  test('overlapping edits are refused', () => {
    expect(() => applyEdits('abc', [{ location: { start: 0, end: 2 }, text: '' }, { location: { start: 1, end: 3 }, text: '' }])).toThrow(RangeError);
  });
});
