import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, indexDocument, type JsonObject } from '../query_dsl';
import { prepareRule, runRules, type EventIndex, type RunnableRule } from './index';

const keyword = { type: 'keyword' };
const mapping = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, 'event.category': keyword, 'host.id': keyword, 'process.name': keyword, 'process.args': keyword, 'file.path': { type: 'wildcard' }, note: { type: 'text' }, size: { type: 'long' } } });
const other = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, 'event.category': keyword, 'host.id': keyword, 'process.name': keyword, 'file.path': keyword } });

const start = Date.UTC(2024, 0, 10);
const event = fc.record({
  at: fc.nat(300),
  index: fc.constantFrom('logs-a', 'logs-b'),
  fields: fc.record(
    {
      'event.category': fc.constantFrom('process', 'file'),
      'host.id': fc.constantFrom('h1', 'h2'),
      'process.name': fc.constantFrom('cmd.exe', 'tar.exe', '7z.exe'),
      'process.args': fc.array(fc.constantFrom<string>('-a', '-b', 'x'), { maxLength: 2 }),
      'file.path': fc.constantFrom<string>('C:\\Temp\\a.zip', 'C:\\Temp\\b.txt', '/tmp/c.zip'),
      note: fc.constantFrom('one two', 'two three'),
      size: fc.nat(5),
    },
    { requiredKeys: ['event.category', 'host.id'] }
  ),
});
type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

function worldOf(events: readonly Event[]): EventIndex[] {
  const documents = (name: string, of: typeof mapping) => events.filter(({ index }) => index === name).map(({ at, fields }, place) => indexDocument(of, { '@timestamp': new Date(start + at * 1_000).toISOString(), ...(fields as JsonObject) }, { id: `${name}-${place}` }).document);
  return [{ name: 'logs-a', mapping, documents: documents('logs-a', mapping) }, { name: 'logs-b', mapping: other, documents: documents('logs-b', other) }];
}

const conditions = ['event.category:file', 'process.name:(cmd.exe or tar.exe)', 'not process.name:7z.exe', 'file.path:*\\\\Temp\\\\*', 'not file.path:(*.txt or /tmp/*)', 'process.args:-a', 'not (process.args:x and host.id:h1)', 'note:two', 'size > 2', 'size:(1 or 3)', 'process.name:*', 'not file.path:*', '*:cmd.exe'] as const;
const kuery = fc.array(fc.constantFrom(...conditions), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' and '));
const eql = fc.constantFrom(
  'process where process.name == "cmd.exe"',
  'file where file.path : "*.zip" and not process.name == "tar.exe"',
  'any where size > 2',
  'sequence by host.id with maxspan=1m [process where true] [file where file.path : "*.zip"]',
  'sequence by host.id with maxspan=1m [process where true] [file where file.path : "*.zip" and not process.name == "tar.exe"]',
  'process where no.such.field == 1',
  'process where ?size == 1 or'
);
const index = fc.constantFrom(['logs-a'], ['logs-b'], ['logs-*'], ['none-*']);
const mustNot = fc.constantFrom<JsonObject[]>([], [], [{ term: { 'host.id': 'h2' } }]);
const rule = fc.oneof(
  fc.record({ type: fc.constant('eql'), query: eql, index, mustNot }),
  fc.record({ type: fc.constant('query'), query: kuery, index, mustNot }),
  fc.record({ type: fc.constant('threshold'), query: kuery, index, threshold: fc.constantFrom({ field: ['host.id'], value: 2 }, { field: ['host.id', 'process.name'], value: 2, cardinality: [{ field: 'file.path', value: 2 }] }) }),
  fc.record({ type: fc.constant('new_terms'), query: kuery, index, new_terms_fields: fc.constant(['process.name']) }),
  fc.record({ type: fc.constantFrom('esql', 'threat_match'), index })
) satisfies fc.Arbitrary<RunnableRule>;
const options = fc.constantFrom({}, { maxSignals: 1 }, { fromMs: start + 60_000, toMs: start + 200_000 }, { schedule: { everyMs: 60_000, lookBackMs: 120_000 } });

describe('runRules', () => {
  it('gives each rule what it finds alone, whatever runs beside it', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), fc.array(fc.tuple(rule, options), { minLength: 2, maxLength: 8 }), (events, rules) => {
        const together = runRules(rules.map(([one, withOptions]) => ({ rule: prepareRule(one), options: withOptions })), worldOf(events));
        const alone = rules.map(([one, withOptions]) => prepareRule(one).run(worldOf(events), withOptions));
        alone.forEach((run) => outcomes.add(run.outcome === 'ran' ? `ran ${Math.min(run.alerts.length, 1)}` : run.outcome));
        expect(together).toEqual(alone);
      }),
      { numRuns: 300, seed: 20_240_110 }
    );
    expect([...outcomes].sort()).toEqual(['failed', 'no_index', 'ran 0', 'ran 1', 'unsupported']);
  });

  it('finds the same over the next events with the rules that were prepared before', () => {
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 10 }), { minLength: 2, maxLength: 3 }), fc.array(rule, { minLength: 2, maxLength: 5 }), (worlds, rules) => {
        const prepared = rules.map((one) => ({ rule: prepareRule(one) }));
        for (const events of worlds) expect(runRules(prepared, worldOf(events))).toEqual(rules.map((one) => prepareRule(one).run(worldOf(events))));
      }),
      { numRuns: 100, seed: 7 }
    );
  });

  it('looks at every value of a field that has several', () => {
    const lists = [['x'], ['x', '-a'], [], ['-a'], ['-a', 'x'], ['x']];
    const events = lists.map((args, at): Event => ({ at, index: 'logs-a', fields: { 'event.category': 'process', 'host.id': 'h1', 'process.args': args } }));
    const rules = ['process.args:-a', 'process.args:x', 'process.args:(-a or x)', 'not process.args:x', 'process.args:*'].map((query) => ({ rule: prepareRule({ type: 'query', index: ['logs-a'], query }) }));
    const found = runRules(rules, worldOf(events)).map((run) => (run.outcome === 'ran' ? run.alerts.map(({ events: [one] }) => Number(one?.id.slice(-1))) : []));
    expect(found).toEqual([[1, 3, 4], [0, 1, 4, 5], [0, 1, 3, 4, 5], [2, 3], [0, 1, 3, 4, 5]]);
  });

  it('keeps verdicts apart where a field has more values than are kept', () => {
    const many = Array.from({ length: 9_000 }, (_, place): Event => ({ at: 0, index: 'logs-a', fields: { 'event.category': 'file', 'host.id': 'h1', 'file.path': `${place % 2 ? 'C:\\Temp' : 'D:\\Other'}\\${place % 6_000}.zip` } }));
    const rules = ['file.path:*\\\\Temp\\\\*', 'not file.path:*\\\\Temp\\\\*'].map((query) => ({ rule: prepareRule({ type: 'query', index: ['logs-a'], query }) }));
    expect(runRules(rules, worldOf(many)).map((run) => run.outcome === 'ran' && run.alerts.length)).toEqual([4_500, 4_500]);
  });
});
