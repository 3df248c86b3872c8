/** The properties of the engine; `properties.test.ts` runs them briefly, `npm run fuzz` for long. */
import fc from 'fast-check';
import { compile, EqlError, type EqlEvent, type EqlSchema, EqlSyntaxError, type EventQuery, type Expression, type MatchTrace, parse, type PredicateTrace, print, run, runAll, type RunOutcome, runStream, SequenceSearch, trace } from '../index';
import { compileJavaRegularExpression, compileLuceneRegularExpression, compileWildcard } from '../evaluate/patterns/index';
import { conditions, events, type GeneratedEvent, patterns, texts } from './generate_queries';
import { matches, sequences } from './reference_evaluator';

const types: Readonly<Record<string, string>> = { s: 'keyword', t: 'keyword', n: 'long', m: 'long', key: 'keyword', '@timestamp': 'date', 'event.category': 'keyword' };
const schema: EqlSchema = { resolve: (name) => (Object.hasOwn(types, name) ? { name, path: name, type: types[name] as string } : undefined), names: () => Object.keys(types) };

function toEvent({ time, key, kind, ...fields }: GeneratedEvent): EqlEvent {
  const values: Record<string, readonly (string | number)[]> = { ...fields, '@timestamp': [time], 'event.category': [kind], key: key === undefined ? [] : [key] };
  return { values: (path) => values[path] ?? [] };
}

const place = { start: 0, end: 0 };

function anyWhere(condition: Expression): EventQuery {
  return { kind: 'event_query', text: '', pipes: [], location: place, filter: { kind: 'event_filter', category: null, categoryLocation: place, whereLocation: place, condition, location: place } };
}

const placeKeys: readonly string[] = ['location', 'text', 'list', 'raw', 'quoted'];

/** A tree as text: its shape and values without places, keys in one order. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(shapeOf).join()}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const entries = Object.entries(value).filter(([key, inner]) => inner !== undefined && !placeKeys.includes(key) && (key === 'notLocation' || !/Locations?$/.test(key)));
  return `{${entries.map(([key, inner]) => `${key}:${key === 'notLocation' ? 'yes' : shapeOf(inner)}`).sort().join()}}`;
}

const large = { size: 1_000_000 };

function checkSpans(node: MatchTrace): boolean {
  if (node.kind === 'and' || node.kind === 'or') {
    return node.parts.every(checkSpans);
  }
  if (node.kind === 'not') {
    return checkSpans(node.part);
  }
  const fold = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (node.kind === 'constant') {
    return true;
  }
  const { spans, text = '' } = node as PredicateTrace;
  return spans.every(({ start, end, part }) => fold(text.slice(start, end)) === fold(part));
}

/** Same verdict, refusals included. */
function verdict(run: () => boolean): boolean | 'refused' {
  try {
    return run();
  } catch (error) {
    if (error instanceof EqlError) {
      return 'refused';
    }
    throw error;
  }
}

const sequenceQueries = fc.record({
  stages: fc.array(fc.constantFrom('a', 'b', 'any'), { minLength: 2, maxLength: 4 }),
  byKey: fc.boolean(),
  maxSpan: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  until: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
});

function sequenceText({ stages, byKey, maxSpan, until }: { stages: string[]; byKey: boolean; maxSpan: number | undefined; until: string | undefined }): string {
  return `sequence${byKey ? ' by key' : ''}${maxSpan === undefined ? '' : ` with maxspan=${maxSpan}ms`} ${stages.map((kind) => `[${kind} where true]`).join(' ')}${until === undefined ? '' : ` until [${until} where true]`}`;
}

function found(text: string, list: readonly EqlEvent[], mode: 'exact' | 'ideal', position: 'head' | 'tail' = 'head'): string[] {
  const result = run(compile(text, schema), list, { ...large, mode, resultPosition: position, maxEventIds: Infinity });
  return result.kind === 'sequences' ? result.sequences.map(({ events: hits }) => hits.map((hit) => (hit === null ? -1 : list.indexOf(hit))).join()).sort() : [];
}

/** The ideal sequences in the order in which they are complete. */
function inOrder(text: string, list: readonly EqlEvent[]): string[] {
  const result = run(compile(text, schema), list, { ...large, mode: 'ideal', resultPosition: 'head' });
  return result.kind === 'sequences' ? result.sequences.map(({ events: hits }) => hits.map((hit) => (hit === null ? -1 : list.indexOf(hit))).join()) : [];
}

/** An answer by the numbers of its events; a refusal as what it says. */
function answerOf(answer: () => RunOutcome, list: readonly EqlEvent[]): string {
  try {
    const outcome = answer();
    if (outcome.kind === 'refused') {
      return outcome.error.reason;
    }
    const results = outcome.kind === 'events' ? outcome.events.map((event) => [event]) : outcome.sequences.map(({ events: hits }) => hits);
    return JSON.stringify(results.map((hits) => hits.map((hit) => (hit === null ? -1 : list.indexOf(hit)))));
  } catch (error) {
    if (error instanceof EqlError) {
      return error.reason;
    }
    throw error;
  }
}

/** Two or three stages with conditions of their own, by nothing, one or two keys. */
const sequencesOfConditions = fc.tuple(fc.constantFrom('', ' by key', ' by key, s'), fc.constantFrom('', ' with maxspan=4ms'), fc.array(conditions, { minLength: 2, maxLength: 3 }), fc.constantFrom('', ' until [c where true]')).map(
  ([keys, maxSpan, stages, until]) => `sequence${keys}${maxSpan} ${stages.map((condition) => `[${print(anyWhere(condition))}]`).join(' ')}${until}`
);

/** Two stages with a missing event in front, between or behind. */
const sequencesWithMissing = fc.tuple(fc.constantFrom('', ' by key'), fc.array(conditions, { minLength: 3, maxLength: 3 }), fc.nat(2)).map(
  ([keys, stages, missing]) => `sequence${keys} with maxspan=4ms ${stages.map((condition, index) => `${index === missing ? '!' : ''}[${print(anyWhere(condition))}]`).join(' ')}`
);

const eventQueries = conditions.map((condition) => print(anyWhere(condition)));
const samples = fc.tuple(conditions, conditions).map(([left, right]) => `sample by key [${print(anyWhere(left))}] [${print(anyWhere(right))}]`);

function streamed(text: string, list: readonly EqlEvent[]): string[] {
  return Array.from(runStream(compile(text, schema), list), ({ events: hits }) => hits.map((hit) => (hit === null ? -1 : list.indexOf(hit))).join());
}

const queryNoise = fc.array(fc.constantFrom('any', 'where', 'sequence', 'sample', 'by', 'with', 'maxspan', '=', '5s', '[', '![', ']', '(', ')', 'not', 'and', 'or', '==', ':', 'in~', '"a"', '"""b"""', '`q`', 'f', '?', '.', ',', '1', '1.5', '-', '|', 'head', 'until', 'runs', 'regex', '"(', '\\', '/*', '//', '\n', 'length('), { maxLength: 40 });

/** All properties by name. */
export const properties: readonly { readonly name: string; readonly property: fc.IRawProperty<unknown, false> }[] = [
  {
    name: 'parse ∘ print is identity on trees',
    property: fc.property(conditions, (condition) => {
      const query = anyWhere(condition);
      return shapeOf(parse(print(query))) === shapeOf(query);
    }),
  },
  {
    name: 'a condition is decided as the slow evaluator decides it',
    property: fc.property(conditions, fc.array(events, { maxLength: 6 }), (condition, generated) => {
      const list = generated.map(toEvent);
      const result = run(compile(print(anyWhere(condition)), schema), list, large);
      const expected = generated.map((event, index) => (matches(condition, event) ? index : -1)).filter((index) => index >= 0).sort((a, b) => (generated[a]?.time ?? 0) - (generated[b]?.time ?? 0));
      return result.kind === 'events' && JSON.stringify(result.events.map((event) => list.indexOf(event)).sort()) === JSON.stringify(expected.sort());
    }),
  },
  {
    name: 'ideal sequences are those of the slow machine, however the events arrive',
    property: fc.property(sequenceQueries, fc.array(events, { maxLength: 14 }), (query, generated) => {
      const expected = sequences(query, generated).map((hits) => hits.join()).sort();
      return JSON.stringify(found(sequenceText(query), generated.map(toEvent), 'ideal')) === JSON.stringify(expected);
    }),
  },
  {
    name: 'queries run at once give what each gives alone',
    property: fc.property(fc.array(fc.oneof(sequencesOfConditions, eventQueries, samples), { minLength: 2, maxLength: 5 }), fc.array(events, { maxLength: 10 }), fc.constantFrom('head' as const, 'tail' as const), (texts, generated, resultPosition) => {
      const list = generated.map(toEvent);
      const queries = texts.map((text) => compile(text, schema));
      const together = runAll(queries, list, { ...large, resultPosition, maxEventIds: Infinity });
      return queries.every((query, index) => answerOf(() => together[index] as RunOutcome, list) === answerOf(() => run(query, list, { ...large, resultPosition, maxEventIds: Infinity }), list));
    }),
  },
  {
    name: 'a stream of events in order gives the ideal sequences',
    property: fc.property(fc.oneof(sequenceQueries.map(sequenceText), sequencesOfConditions), fc.array(events, { maxLength: 14 }), (text, generated) => {
      const list = [...generated].sort((a, b) => a.time - b.time).map(toEvent);
      return JSON.stringify(streamed(text, list)) === JSON.stringify(inOrder(text, list));
    }),
  },
  {
    name: 'events given one by one give the sequences of all at once',
    property: fc.property(fc.oneof(sequencesOfConditions, sequencesWithMissing), fc.array(events, { maxLength: 14 }), fc.constantFrom('exact' as const, 'ideal' as const), fc.constantFrom('head' as const, 'tail' as const), (text, generated, mode, resultPosition) => {
      const list = generated.map(toEvent);
      const query = compile(text, schema);
      const request = { ...large, mode, resultPosition, maxEventIds: Infinity };
      const oneByOne = (): RunOutcome => {
        const search = new SequenceSearch(query, request);
        list.forEach((event) => search.take(event, () => event));
        const found = search.sequences();
        return { kind: 'sequences', sequences: found, total: found.length };
      };
      return answerOf(oneByOne, list) === answerOf(() => run(query, list, request), list);
    }),
  },
  {
    name: 'with distinct times and one page, exact and ideal agree but for the exemption from until',
    property: fc.property(fc.record({ stages: fc.array(fc.constantFrom('a', 'b', 'any'), { minLength: 2, maxLength: 4 }), byKey: fc.boolean(), maxSpan: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }) }), fc.array(events, { maxLength: 14 }), fc.constantFrom('head' as const, 'tail' as const), (query, generated, position) => {
      const text = sequenceText({ ...query, until: undefined });
      const list = generated.map((event, index) => toEvent({ ...event, time: index }));
      return JSON.stringify(found(text, list, 'exact', position)) === JSON.stringify(found(text, list, 'ideal'));
    }),
  },
  {
    name: 'the trace says what the matcher says, and its spans hold their parts',
    property: fc.property(conditions, events, (condition, generated) => {
      const stage = compile(print(anyWhere(condition)), schema).stages[0];
      const event = toEvent(generated);
      const traced = stage === undefined ? undefined : trace(stage, event);
      return stage !== undefined && traced !== undefined && traced.matched === stage.matcher.matches(event) && checkSpans(traced);
    }),
  },
  {
    name: 'the parser throws nothing but its own error',
    property: fc.property(fc.oneof(queryNoise.map((parts) => parts.join(' ')), fc.string({ unit: 'binary', maxLength: 60 }), conditions.map((condition) => print(anyWhere(condition)).slice(0, -1))), (text) => {
      try {
        parse(text);
        return true;
      } catch (error) {
        return error instanceof EqlSyntaxError;
      }
    }),
  },
  {
    name: 'a wildcard matches as a Lucene expression of the same meaning does',
    property: fc.property(patterns, texts, fc.boolean(), (pattern, text, caseInsensitive) => {
      const fold = (part: string): string => (caseInsensitive ? part.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : part);
      const expression = [...fold(pattern)].map((character) => (character === '*' ? '.*' : character === '?' ? '.' : `"${character}"`)).join('');
      const wildcard = compileWildcard(pattern, { caseInsensitive });
      return wildcard.matches(text) === compileLuceneRegularExpression(expression, false).matches(fold(text)) && (wildcard.trace(text) !== undefined) === wildcard.matches(text);
    }),
  },
  {
    name: 'a regular expression without its own syntax means the same in both dialects',
    property: fc.property(fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', '(', ')', '|', '*', '+', '?', '.') }), fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b') }), (pattern, text) => {
      const java = verdict(() => compileJavaRegularExpression(pattern, false).matches(text));
      const lucene = verdict(() => compileLuceneRegularExpression(pattern, false).matches(text));
      return java === 'refused' || lucene === 'refused' || /\(\)|\|\||\(\||\|\)|^\||\|$|[*+?][*+?]|\([*+?]|\|[*+?]/.test(pattern) || java === lucene;
    }),
  },
];
