import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '../../../../fixtures/builders/random';
import { conditions } from '../../__tests__/generate_queries';
import { compile, type CompiledStage, type EqlEvent, type EqlSchema, type EqlValue, print, run, runAll, type RunResult, SequenceSearch } from '../../index';
import { ConditionTree } from './condition_tree';
import { blockSize } from './event_block';

const types: Readonly<Record<string, string>> = { s: 'keyword', t: 'keyword', n: 'long', m: 'long', key: 'keyword', '@timestamp': 'date', 'event.category': 'keyword' };
const schema: EqlSchema = { resolve: (name) => (Object.hasOwn(types, name) ? { name, path: name, type: types[name] as string } : undefined), names: () => Object.keys(types) };
const count = blockSize * 5 + 77;
const place = { start: 0, end: 0 };

/** Texts of `s` hardly repeat, those of `t` do; some events have no value, some have several. */
function generate(): EqlEvent[] {
  const source = random('scan');
  const few = ['a', 'A', 'aa', 'ab', '\\Temp\\', 'É', '😀', ''] as const;
  const one = (value: EqlValue): readonly EqlValue[] => (source.below(20) === 0 ? [] : source.below(20) === 0 ? [value, 'b'] : [value]);
  return Array.from({ length: count }, (_, index) => {
    const fields: Record<string, readonly EqlValue[]> = {
      '@timestamp': [index],
      'event.category': [source.pick(['a', 'b', 'c'])],
      key: one(`k${source.below(6000)}`),
      s: one(`${source.pick(few)}${source.hex(4)}${source.pick(few)}`),
      t: one(source.pick(few)),
      n: source.below(4) === 0 ? [] : [source.below(7) - 3],
      m: [source.below(7) - 3],
    };
    return { values: (path) => fields[path] ?? [] };
  });
}

const events = generate();
const texts = fc.sample(conditions, { seed: 7, numRuns: 60 }).map((condition) =>
  print({ kind: 'event_query', text: '', pipes: [], location: place, filter: { kind: 'event_filter', category: null, categoryLocation: place, whereLocation: place, condition, location: place } })
);
const request = { size: count, resultPosition: 'head', maxEventIds: Infinity } as const;

describe('a walk over several blocks', () => {
  test('gives the events that the matcher accepts, whether their texts repeat or not', () => {
    for (const text of texts) {
      const query = compile(text, schema);
      const expected = events.filter((event) => query.stages[0]?.matcher.matches(event));
      const result = run(query, events, request);
      expect(result.kind === 'events' && result.events.length, text).toBe(expected.length);
      expect(result.kind === 'events' && result.events.every((event, index) => event === expected[index]), text).toBe(true);
    }
  });

  test('gives each of many queries what it finds alone', () => {
    const sequences = texts.slice(0, 20).map((text, index) => `sequence by ${['key', 't', 'key, t', 's, key, t'][index % 4] as string} with maxspan=2s [${text}] [${texts[index + 20] as string}]`);
    const queries = [...texts, ...sequences].map((text) => compile(text, schema));
    const outcomes = runAll(queries, events, request);
    queries.forEach((query, index) => expect(outcomes[index], texts[index] ?? sequences[index - texts.length]).toEqual(run(query, events, request)));
  });

  test('asks many patterns of several literals at once as it asks each alone', () => {
    const source = random('many patterns');
    const parts = ['copy', ' ', '/c', 'C:\\Temp\\', '>', '_', 'é', 'TEMP', 'a', '%', '.zip', 'Copy', '\\', 'x'] as const;
    const joined = (joints: readonly [string, ...string[]]): string => Array.from({ length: 1 + source.below(4) }, () => `${source.pick(joints)}${source.pick(parts)}`).join('') + source.pick(joints);
    const commands = Array.from({ length: 9000 }, (_, index): EqlEvent => {
      const fields: Record<string, readonly EqlValue[]> = { '@timestamp': [index], 'event.category': ['a'], s: [`${joined(['', ' ', '\\'])}${index}${joined(['', 'b'])}`] };
      return { values: (path) => fields[path] ?? [] };
    });
    const tests = Array.from({ length: 30 }, () => `${source.pick(['s :', 's like', 'not s :', 's : "*1*" and s :'])} (${Array.from({ length: 1 + source.below(5) }, () => JSON.stringify(joined(['*', '*', '', '?'])))
      .join(', ')})`);
    const queries = tests.map((test) => compile(`any where ${test}`, schema));
    runAll(queries, commands, { ...request, size: commands.length }).forEach((outcome, index) => {
      const expected = commands.filter((event) => queries[index]?.stages[0]?.matcher.matches(event));
      expect(outcome.kind === 'events' && outcome.events.length, tests[index]).toBe(expected.length);
      expect(outcome.kind === 'events' && outcome.events.every((event, place) => event === expected[place]), tests[index]).toBe(true);
    });
  });

  test('is what events asked one by one give', () => {
    const queries = texts.map((text) => compile(text, schema));
    const tree = new ConditionTree<number>();
    queries.forEach(({ stages }, index) => tree.add((stages[0] as CompiledStage).matcher, index));
    for (const event of events) {
      const expected = queries.flatMap(({ stages }, index) => (stages[0]?.matcher.matches(event) === true ? [index] : []));
      expect([...tree.targetsOf(event)].sort((a, b) => a - b)).toEqual(expected);
    }
    const sequences = texts.slice(0, 20).map((text, index) => `sequence by ${['key', 't', 'key, t', 's, key, t'][index % 4] as string} with maxspan=2s [${text}] [${texts[index + 20] as string}]`);
    for (const sequence of sequences.map((text) => compile(text, schema))) {
      const search = new SequenceSearch(sequence, request);
      events.forEach((event) => search.take(event, () => event));
      const { sequences: found } = run(sequence, events, request) as Extract<RunResult, { kind: 'sequences' }>;
      expect(search.sequences()).toEqual(found);
    }
  });

  test('reads a field of an event once, however many queries ask it', () => {
    let reads = 0;
    const counted = events.slice(0, 3000).map((event) => ({ values: (path: string) => {
      reads += path === 't' ? 1 : 0;
      return event.values(path);
    } }));
    runAll(['any where t : "*a*"', 'any where t == "ab"', 'sequence [any where t : "a*" and m == 1] [any where t : "*b"]'].map((text) => compile(text, schema)), counted, request);
    const several = counted.filter((event) => event.values('t').length > 1).length;
    reads -= counted.length;
    // Texts are asked of the matcher once each; events with several values are read by each test.
    expect(reads).toBeLessThanOrEqual(counted.length + several * 4 + 50);
  });

  test('keeps what a failing script meets to its own query', () => {
    const [good, bad] = ['any where m == 1', 'any where 1 / n > 0'].map((text) => compile(text, schema));
    const outcomes = runAll([good, bad] as never, events, request);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['events', 'refused']);
  });
});
