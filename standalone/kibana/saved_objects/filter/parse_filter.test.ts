import fc from 'fast-check';
import { isBoom } from '@hapi/boom';
import { describe, expect, it } from 'vitest';
import { filterToQuery } from './filter_to_query';
import { parseFilter } from './parse_filter';

const type = { name: 'thing', hidden: false, namespaceType: 'single', mappings: { properties: {} } } as const;

describe('the filter of saved objects', () => {
  it('binds "and" closer than "or", and "not" closest', () => {
    expect(parseFilter('a: 1 or b: 2 and not c: 3')).toEqual({
      kind: 'or',
      children: [
        { kind: 'is', field: 'a', value: '1', isQuoted: false },
        { kind: 'and', children: [{ kind: 'is', field: 'b', value: '2', isQuoted: false }, { kind: 'not', child: { kind: 'is', field: 'c', value: '3', isQuoted: false } }] },
      ],
    });
  });

  it('reads words up to the next sign, quotes with escapes, and lists', () => {
    expect(parseFilter('a: two words')).toEqual({ kind: 'is', field: 'a', value: 'two words', isQuoted: false });
    expect(parseFilter('a: "say \\"x\\" and (y)"')).toEqual({ kind: 'is', field: 'a', value: 'say "x" and (y)', isQuoted: true });
    expect(parseFilter('a: (x or not y)')).toMatchObject({ kind: 'or', children: [{ field: 'a', value: 'x' }, { kind: 'not', child: { field: 'a', value: 'y' } }] });
    expect(parseFilter('a >= 3')).toEqual({ kind: 'range', field: 'a', operator: 'gte', value: '3' });
  });

  it('makes queries over the fields of a type', () => {
    expect(filterToQuery('thing.attributes.a.b: *', [type])).toEqual({ exists: { field: 'thing.a.b' } });
    expect(filterToQuery('thing.attributes.a: x*', [type])).toEqual({ wildcard: { 'thing.a': { value: 'x*' } } });
    expect(filterToQuery('thing.updated_at > "2024-01-01"', [type])).toEqual({ bool: { filter: [{ term: { type: 'thing' } }, { range: { updated_at: { gt: '2024-01-01' } } }] } });
  });

  it.each(['', 'a', 'a:', '(a: 1', 'a: 1)', 'a: (x', 'a: "x', 'and', ': x', 'a < (', 'other.attributes.x: 1', 'thing.x: 1'])('refuses %j with 400', (filter) => {
    expect(() => filterToQuery(filter, [type])).toThrow(expect.objectContaining({ isBoom: true }) as Error);
  });

  it('never throws anything but a 400, however odd or deep the text', () => {
    const attempt = (text: string): void => {
      try {
        filterToQuery(text, [type]);
      } catch (error) {
        expect(isBoom(error, 400)).toBe(true);
      }
    };
    fc.assert(fc.property(fc.string(), attempt));
    fc.assert(fc.property(fc.array(fc.constantFrom('thing.attributes.a', ':', '(', ')', 'and', 'or', 'not', '"x"', '*', '<', 'x')).map((words) => words.join(' ')), attempt));
    attempt(`${'('.repeat(50_000)}a: 1`);
    attempt(`${'not '.repeat(50_000)}a: 1`);
  });
});
