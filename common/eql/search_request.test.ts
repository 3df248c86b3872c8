import { describe, expect, test } from 'vitest';
import { EqlError } from './errors/index';
import { readSearchRequest } from './search_request';

describe('readSearchRequest', () => {
  test('what is absent keeps its default', () => {
    expect(readSearchRequest({ query: 'any where true' }, 5)).toEqual({ query: 'any where true', options: { timestampField: undefined, tiebreakerField: undefined, eventCategoryField: undefined, now: 5 }, run: {}, filter: undefined, fields: undefined });
  });

  test('all parameters are read', () => {
    const body = { query: 'q', size: 0, fetch_size: 2, result_position: 'head', timestamp_field: 't', tiebreaker_field: 's', event_category_field: 'c', max_samples_per_key: 3, filter: { match_all: {} }, fields: ['a'] };
    expect(readSearchRequest(body, 0)).toMatchObject({ run: { size: 0, fetchSize: 2, resultPosition: 'head', maxSamplesPerKey: 3 }, options: { timestampField: 't', tiebreakerField: 's', eventCategoryField: 'c' }, filter: { match_all: {} }, fields: ['a'] });
  });

  test.each([
    [{}, 'query is null or empty'],
    [{ query: 'q', runtime_mappings: {} }, 'runtime_mappings is not supported'],
    [{ query: 'q', sice: 1 }, 'unknown field [sice]'],
    [{ query: 'q', fetch_size: 1 }, 'fetch_size'],
    [{ query: 'q', size: -1 }, 'size'],
    [{ query: 'q', size: 1.5 }, 'size'],
    [{ query: 'q', result_position: 'middle' }, 'result_position'],
    [{ query: 'q', timestamp_field: '' }, 'timestamp_field'],
  ])('%j is refused', (body, reason) => {
    expect(() => readSearchRequest(body, 0)).toThrow(EqlError);
    expect(() => readSearchRequest(body, 0)).toThrow(reason);
  });
});
