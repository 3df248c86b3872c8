import { describe, expect, test } from 'vitest';
import { eqlBatch } from './eql_batch';
import { readJson, writeJson } from './read_json';
import { BatchRun } from './run_batch';

const world = '{"define":"w","mapping":{"id":{"type":"long"},"@timestamp":{"type":"date"},"event.category":{"type":"keyword"},"ul":{"type":"unsigned_long"}},"docs":[{"id":1,"@timestamp":"2024-01-01T00:00:00Z","event.category":"x","ul":18446744073709551615},{"id":2,"@timestamp":"2024-01-01T00:00:01Z","event.category":"y","ul":5}]}';
const ask = (request: unknown): string => JSON.stringify({ id: 'c', language: 'eql', world: 'w', request });

function answered(...lines: readonly string[]): unknown[] {
  const run = new BatchRun([eqlBatch]);
  return lines.map((line) => run.line(line)).filter((line) => line !== undefined).map((line) => readJson(line));
}

describe('BatchRun', () => {
  test('events, sequences and refusals have the recorded shape', () => {
    expect(
      answered(
        world,
        ask({ query: 'any where ul == "18446744073709551615"' }),
        ask({ query: 'sequence by id [x where true] [y where true]' }),
        ask({ query: 'sequence [x where true] [y where true] by ul', size: 5 }),
        ask({ query: 'sequence by ul [any where true] [any where false]' }),
        ask({ query: 'any where', size: 5 })
      )
    ).toMatchObject([
      { id: 'c', answer: { status: 200, events: [1], total: 1 } },
      { id: 'c', answer: { status: 200, sequences: [], total: 0 } },
      { id: 'c', answer: { status: 400, error: { type: 'parsing_exception' } } },
      { id: 'c', answer: { status: 200, events: [], total: 0 } },
      { id: 'c', answer: { status: 400, error: { type: 'parsing_exception' } } },
    ]);
  });

  test('bad lines and unknown worlds are answered, not thrown', () => {
    expect(answered('{', '[]', '', ask({ query: 'any where true' }), '{"id":1,"language":"sql","world":"w"}', '{"define":"w","x":1}', ask({}))).toMatchObject([
      { error: { type: 'bad_line' } },
      { error: { type: 'bad_line' } },
      { id: 'c', error: { type: 'bad_case', reason: 'world [w] is not defined' } },
      { id: 1, error: { type: 'bad_case' } },
      { id: 'c', error: { type: 'bad_case' } },
    ]);
  });

  test('whole numbers beyond 2^53 survive reading and writing', () => {
    expect(writeJson(readJson('{"a":18446744073709551615,"b":"18446744073709551615","c":[1,9007199254740993]}'))).toBe('{"a":18446744073709551615,"b":"18446744073709551615","c":[1,9007199254740993]}');
  });
});
