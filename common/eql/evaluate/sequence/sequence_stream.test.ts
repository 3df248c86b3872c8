import { describe, expect, test } from 'vitest';
import { compile, type EqlEvent, type EqlSchema, EqlError, runStream, SequenceStream } from '../../index';

const types: Readonly<Record<string, string>> = { '@timestamp': 'date', 'event.category': 'keyword', host: 'keyword' };
const schema: EqlSchema = { resolve: (name) => (Object.hasOwn(types, name) ? { name, path: name, type: types[name] as string } : undefined), names: () => Object.keys(types) };

function event(time: number, category: string, host: string): EqlEvent {
  const values: Record<string, readonly (string | number)[]> = { '@timestamp': [time], 'event.category': [category], host: [host] };
  return { values: (path) => values[path] ?? [] };
}

const query = compile('sequence by host with maxspan=10s [a where true] [b where true]', schema);

describe('a sequence in a stream', () => {
  test('is given with its last event', () => {
    const stream = new SequenceStream(query);
    const [first, second] = [event(0, 'a', 'x'), event(1000, 'b', 'x')];
    expect(stream.push(first)).toEqual([]);
    expect(stream.push(event(500, 'b', 'y'))).toEqual([]);
    expect(stream.push(second)).toEqual([{ events: [first, second], joinKeys: ['x'] }]);
    expect(stream.open).toBe(0);
  });

  test('keeps what is open inside maxspan, however many events come', () => {
    const stream = new SequenceStream(query);
    let most = 0;
    for (let index = 0; index < 300_000; index += 1) {
      stream.push(event(index * 10, 'a', `host-${index}`));
      most = Math.max(most, stream.open);
    }
    // 1,000 hosts start something in ten seconds.
    expect(most).toBeLessThanOrEqual(2 * 1001 + 1);
  });

  test('refuses what only the end of the events decides, and events out of order', () => {
    const refusal = (text: string): unknown => {
      try {
        return new SequenceStream(compile(text, schema));
      } catch (error) {
        return error instanceof EqlError ? error.reason : error;
      }
    };
    expect(refusal('any where true')).toMatch(/only sequences/);
    expect(refusal('sequence with maxspan=1s [a where true] ![b where true]')).toMatch(/missing events/);
    expect(refusal('sequence [a where true] [b where true] | tail 3')).toMatch(/tail/);
    const stream = new SequenceStream(query);
    stream.push(event(1000, 'a', 'x'));
    expect(() => stream.push(event(999, 'b', 'x'))).toThrow(/event 2 of the stream is before/);
  });

  test('ends when head has all it wants', () => {
    let taken = 0;
    function* endless(): Generator<EqlEvent> {
      for (;;) {
        taken += 1;
        yield event(taken, taken % 2 === 1 ? 'a' : 'b', 'x');
      }
    }
    const found = [...runStream(compile('sequence by host [a where true] [b where true] | head 2', schema), endless())];
    expect(found).toHaveLength(2);
    expect(taken).toBe(4);
  });
});
