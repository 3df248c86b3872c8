import { describe, expect, it } from 'vitest';
import type { ExceptionEntry, ExceptionItem } from './exception';
import { buildExceptionFilter } from './exception_filter';

const item = (entries: ExceptionEntry[], more: Partial<ExceptionItem> = {}): ExceptionItem => ({ name: 'an item', entries, osTypes: [], expireTime: undefined, ...more });
const filterOf = (...items: ExceptionItem[]): unknown => buildExceptionFilter(items, Date.parse('2024-01-01T00:00:00Z')).excluded;
const phrase = (field: string, value: string): unknown => ({ bool: { minimum_should_match: 1, should: [{ match_phrase: { [field]: value } }] } });

describe('buildExceptionFilter', () => {
  it('ands the entries of an item and ors the items', () => {
    const filter = filterOf(
      item([{ type: 'match', field: 'a', operator: 'included', value: '1' }, { type: 'match_any', field: 'b', operator: 'included', value: ['x', 'y'] }]),
      item([{ type: 'exists', field: 'c', operator: 'excluded' }])
    );
    expect(filter).toEqual({
      bool: {
        should: [
          { bool: { filter: [phrase('a', '1'), { bool: { minimum_should_match: 1, should: [phrase('b', 'x'), phrase('b', 'y')] } }] } },
          { bool: { must_not: { bool: { minimum_should_match: 1, should: [{ exists: { field: 'c' } }] } } } },
        ],
      },
    });
  });

  it('sends wildcards raw', () => {
    expect(filterOf(item([{ type: 'wildcard', field: 'f', operator: 'included', value: 'C:\\\\x\\\\*' }]))).toEqual({ bool: { should: [{ bool: { filter: { wildcard: { f: 'C:\\\\x\\\\*' } } } }] } });
  });

  it('writes nested entries below their path', () => {
    const filter = filterOf(item([{ type: 'nested', field: 'n', entries: [{ type: 'match', field: 'a', operator: 'included', value: '1' }] }]));
    expect(filter).toEqual({ bool: { should: [{ bool: { filter: [{ nested: { path: 'n', query: phrase('n.a', '1'), score_mode: 'none' } }] } }] } });
  });

  it('leaves expired items out and names items with value lists', () => {
    const expired = item([{ type: 'exists', field: 'c', operator: 'included' }], { expireTime: '2023-12-31T00:00:00Z' });
    const listed = item([{ type: 'list', field: 'ip', operator: 'included', list: { id: 'l', type: 'ip' } }], { name: 'with a list' });
    expect(buildExceptionFilter([expired, listed], Date.parse('2024-01-01T00:00:00Z'))).toEqual({ excluded: undefined, unprocessed: ['with a list'] });
  });
});
