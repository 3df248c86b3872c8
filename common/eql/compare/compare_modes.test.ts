import { describe, expect, test } from 'vitest';
import { compareModes, compile, type EqlEvent, type EqlSchema, type RunRequest } from '../index';

const types: Readonly<Record<string, string>> = { '@timestamp': 'date', 'event.category': 'keyword', k: 'keyword', seq: 'long' };
const schema: EqlSchema = { resolve: (name) => (Object.hasOwn(types, name) ? { name, path: name, type: types[name] as string } : undefined), names: () => Object.keys(types) };

/** `A` at 1 ms with key p: `['A', 1, 'p']`; a fourth value is the tiebreaker. */
type Line = readonly [string, number, string?, number?];

function compared(text: string, lines: readonly Line[], request: RunRequest = {}, tiebreakerField?: string): string[] {
  const events = lines.map(([category, time, key, seq]): EqlEvent => {
    const values: Readonly<Record<string, readonly (string | number)[]>> = { '@timestamp': [time], 'event.category': [category], k: key === undefined ? [] : [key], seq: seq === undefined ? [] : [seq] };
    return { values: (path) => values[path] ?? [] };
  });
  const { onlyIdeal, onlyExact, shared, refusal } = compareModes(compile(text, schema, { tiebreakerField }), events, request);
  const print = (mark: string) => ({ sequence, cause }: (typeof onlyIdeal)[number]): string => `${mark}${sequence.events.map((event) => (event === null ? '-' : events.indexOf(event) + 1)).join()} ${cause}`;
  return [`shared ${shared}`, ...onlyIdeal.map(print('ideal ')), ...onlyExact.map(print('exact ')), ...(refusal === undefined ? [] : [`refused: ${refusal}`])];
}

const pair = 'sequence [A where true] [B where true]';

describe('compareModes', () => {
  test('distinct times: nothing differs', () => {
    expect(compared(pair, [['A', 1], ['B', 2], ['A', 3], ['B', 4]])).toEqual(['shared 2']);
  });

  test('ties of the first stage run backwards in tail', () => {
    expect(compared(pair, [['A', 1], ['A', 1], ['B', 2]])).toEqual(['shared 0', 'ideal 2,3 tie', 'exact 1,3 tie']);
  });

  test('a tied event without tiebreaker value', () => {
    expect(compared(pair, [['A', 1], ['B', 1]], { resultPosition: 'head' }, 'seq')).toEqual(['shared 0', 'ideal 1,2 missing_tiebreaker_value']);
  });

  test('the limit', () => {
    expect(compared(pair, [['A', 1], ['B', 2], ['A', 3], ['B', 4]], { size: 1 })).toEqual(['shared 1', 'ideal 1,2 limit']);
  });

  test('the first event is exempt from until', () => {
    expect(compared(`${pair} until [A where true]`, [['A', 1], ['B', 2]])).toEqual(['shared 0', 'exact 1,2 until_exemption']);
  });

  test('a refusal takes all', () => {
    expect(compared('sequence by ?k with maxspan=1m [A where true] ![C where true] [B where true]', [['A', 1], ['B', 2]])).toEqual(['shared 0', 'ideal 1,-,2 refused', 'refused: value cannot be null']);
  });
});
