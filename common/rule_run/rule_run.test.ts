import { describe, expect, it } from 'vitest';
import { compileMapping, indexDocument, type JsonObject } from '../query_dsl';
import { prepareRule, runRule, selectIndices, type EventIndex, type FoundAlert, type RuleRun, type RunnableRule } from './index';

const keyword = { type: 'keyword' };
const processes = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, 'event.category': keyword, 'host.id': keyword, 'user.name': keyword, 'process.name': keyword, 'process.args': keyword, note: { type: 'text' }, size: keyword } });
const files = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, 'event.category': keyword, 'host.id': keyword, 'file.path': keyword, size: { type: 'long' } } });

const start = Date.UTC(2024, 0, 10);
const minute = 60_000;

function index(name: string, mapping: EventIndex['mapping'], events: readonly (readonly [atMinute: number, fields: JsonObject])[]): EventIndex {
  const documents = events.map(([at, fields], position) => indexDocument(mapping, { '@timestamp': new Date(start + at * minute).toISOString(), ...fields }, { id: `${position}` }).document);
  return { name, mapping, documents };
}

const started = (name: string, fields: JsonObject = {}): JsonObject => ({ 'event.category': 'process', 'host.id': 'h1', 'process.name': name, ...fields });
const wrote = (path: string): JsonObject => ({ 'event.category': 'file', 'host.id': 'h1', 'file.path': path });

function alertsOf(run: RuleRun): readonly FoundAlert[] {
  if (run.outcome !== 'ran') throw new Error(JSON.stringify(run));
  return run.alerts;
}
const ids = (run: RuleRun): string[][] => alertsOf(run).map(({ events }) => events.map(({ id }) => id));

const world = [
  index('logs-files-default', files, [[1, wrote('a.zip')], [9, wrote('b.zip')]]),
  index('logs-process-default', processes, [[0, started('cmd.exe')], [8, started('CMD.EXE')], [20, started('rar.exe')]]),
];

describe('an EQL rule', () => {
  const sequence: RunnableRule = { type: 'eql', index: ['logs-process-*,logs-files-*'], query: 'sequence by host.id with maxspan=5m [process where process.name : "cmd.exe"] [file where file.path : "*.zip"]' };

  it('joins events over several indices', () => {
    const [first, second] = alertsOf(runRule(sequence, world));
    expect(first).toEqual({ key: ['h1'], events: [{ index: 'logs-process-default', id: '0' }, { index: 'logs-files-default', id: '0' }] });
    expect(second?.events.map(({ id }) => id)).toEqual(['1', '1']);
  });

  it('keeps the last alerts where there are too many, and says so', () => {
    const run = runRule(sequence, world, { maxSignals: 1 });
    expect(ids(run)).toEqual([['1', '1']]);
    expect(run).toMatchObject({ isTruncated: true });
    expect(runRule(sequence, world, { maxSignals: 2 })).toMatchObject({ isTruncated: false });
  });

  it('sees the events of its window only, without those that an exception is true of', () => {
    expect(ids(runRule(sequence, world, { fromMs: start + 5 * minute }))).toEqual([['1', '1']]);
    expect(ids(runRule({ ...sequence, mustNot: [{ term: { 'file.path': 'b.zip' } }] }, world))).toEqual([['0', '0']]);
  });

  it('fails with the sentence of Elasticsearch for a field that no index has, unless it is optional', () => {
    const rule = { type: 'eql', index: ['logs-process-*'], query: 'process where file.path : "*"' };
    expect(runRule(rule, world)).toEqual({ outcome: 'failed', message: 'Found 1 problem\nline 1:15: Unknown column [file.path]' });
    expect(runRule({ ...rule, index: ['logs-*'] }, world)).toMatchObject({ outcome: 'ran' });
    expect(ids(runRule({ ...rule, query: 'process where ?file.path == null' }, world))).toHaveLength(3);
  });

  it('fails for a field of two types, and for a text that cannot be read', () => {
    expect(runRule({ type: 'eql', index: ['logs-*'], query: 'any where size == 1' }, world)).toMatchObject({ outcome: 'failed', message: expect.stringContaining('[2] incompatible types: [keyword] in [logs-process-default], [long] in [logs-files-default]') as unknown });
    expect(runRule({ type: 'eql', index: ['logs-*'], query: 'any where' }, world)).toMatchObject({ outcome: 'failed', message: expect.stringContaining('line 1:') as unknown });
  });

  it('is compiled once for worlds of the same indices', () => {
    const prepared = prepareRule(sequence);
    expect(ids(prepared.run(world))).toHaveLength(2);
    expect(ids(prepared.run(world.map((entry) => ({ ...entry, documents: entry.documents.slice(0, 1) }))))).toEqual([['0', '0']]);
  });
});

describe('a KQL rule', () => {
  it('alerts on each event, oldest first, whatever fields are missing', () => {
    const rule = { type: 'query', language: 'kuery', index: ['logs-*'], query: 'process.name: cmd.exe or file.path: *.zip or unknown: x' };
    expect(alertsOf(runRule(rule, world)).map(({ events }) => events[0])).toEqual([
      { index: 'logs-process-default', id: '0' },
      { index: 'logs-files-default', id: '0' },
      { index: 'logs-files-default', id: '1' },
    ]);
    expect(runRule(rule, world, { maxSignals: 2 })).toMatchObject({ isTruncated: true });
  });

  it('fails for a text that cannot be read', () => {
    expect(runRule({ type: 'query', index: ['logs-*'], query: 'a: (b' }, world)).toMatchObject({ outcome: 'failed', message: expect.stringContaining('but end of input found') as unknown });
  });
});

describe('a threshold rule', () => {
  const rule: RunnableRule = { type: 'threshold', language: 'kuery', index: ['logs-process-*'], query: 'event.category: process', threshold: { field: ['host.id', 'user.name'], value: 2, cardinality: [{ field: 'process.name', value: 2 }] } };
  const many = [
    index('logs-process-default', processes, [
      [0, started('a', { 'user.name': ['u', 'v'] })],
      [1, started('b', { 'user.name': 'u' })],
      [2, started('b')],
      [3, started('a', { 'user.name': 'v' })],
      [50, started('c', { 'user.name': 'u' })],
    ]),
  ];

  it('counts an event in each of its groups, none without a field, and distinct values', () => {
    expect(alertsOf(runRule(rule, many)).map(({ key, events }) => [key, events.map(({ id }) => id)])).toEqual([[['h1', 'u'], ['0', '1', '4']]]);
    expect(alertsOf(runRule({ ...rule, threshold: { field: ['host.id', 'user.name'], value: 2 } }, many)).map(({ key }) => key)).toEqual([['h1', 'u'], ['h1', 'v']]);
  });

  it('counts everything together without fields', () => {
    expect(ids(runRule({ ...rule, threshold: { field: [], value: 5 } }, many))).toEqual([['0', '1', '2', '3', '4']]);
    expect(ids(runRule({ ...rule, threshold: { field: '', value: 6 } }, many))).toEqual([]);
  });

  it('counts in the windows of its runs, events of an earlier alert no more', () => {
    const schedule = { everyMs: 5 * minute, lookBackMs: 10 * minute };
    expect(ids(runRule({ ...rule, threshold: { field: 'host.id', value: 2 } }, many, { schedule }))).toEqual([['0', '1', '2', '3']]);
    expect(ids(runRule({ ...rule, threshold: { field: 'host.id', value: 1 } }, many, { schedule: { everyMs: minute, lookBackMs: 10 * minute } }))).toEqual([['0'], ['1'], ['2'], ['3'], ['4']]);
  });

  it('fails where a group is made by text', () => {
    const notes = [index('logs-process-default', processes, [[0, started('a', { note: 'some words' })]])];
    expect(runRule({ ...rule, threshold: { field: ['note'], value: 1 } }, notes)).toMatchObject({ outcome: 'failed', message: expect.stringContaining('Fielddata is disabled on [note]') as unknown });
  });
});

describe('a new terms rule', () => {
  const day = 24 * 60;
  const rule: RunnableRule = { type: 'new_terms', language: 'kuery', index: ['logs-process-*'], query: 'event.category: process', new_terms_fields: ['host.id', 'process.name'], history_window_start: 'now-7d' };
  const history = [
    index('logs-process-default', processes, [
      [-10 * day, started('old')],
      [-2 * day, started('known')],
      [0, started('known')],
      [1, started('old')],
      [2, started('fresh')],
      [3, started('fresh')],
    ]),
  ];

  it('alerts on the first event of what the history does not have', () => {
    expect(alertsOf(runRule(rule, history, { fromMs: start, toMs: start + 10 * minute })).map(({ key, events }) => [key[1], events[0]?.id])).toEqual([['old', '3'], ['fresh', '4']]);
  });

  it('without a window, takes what lies before each event as its history', () => {
    expect(ids(runRule(rule, history))).toEqual([['0'], ['1'], ['3'], ['4']]);
  });

  it('fails where the history is not longer than the window', () => {
    expect(runRule({ ...rule, history_window_start: 'now-5m' }, history, { fromMs: start, toMs: start + 10 * minute })).toMatchObject({ outcome: 'failed', message: expect.stringContaining('History window size') as unknown });
  });
});

describe('what is not run', () => {
  it('is named', () => {
    expect(runRule({ type: 'esql', language: 'esql', index: ['logs-*'], query: 'from logs-*' }, world)).toEqual({ outcome: 'unsupported', what: 'rules of type esql' });
    expect(runRule({ type: 'query', language: 'sql', index: ['logs-*'] }, world)).toEqual({ outcome: 'unsupported', what: 'query rules in sql' });
    expect(runRule({ type: 'query', index: ['other-*'], query: '*' }, world)).toEqual({ outcome: 'no_index' });
  });
});

describe('index patterns', () => {
  const named = (...names: string[]): EventIndex[] => names.map((name) => ({ name, mapping: files, documents: [] }));
  const selected = (patterns: readonly string[], ...names: string[]): string[] => selectIndices(patterns, named(...names)).map(({ name }) => name);

  it('are names, wildcards, lists and exclusions, and pass over hidden names', () => {
    expect(selected(['logs-*', '-logs-b'], 'logs-a', 'logs-b', 'other')).toEqual(['logs-a']);
    expect(selected(['b,a', 'missing'], 'a', 'b', 'c')).toEqual(['a', 'b']);
    expect(selected(['*'], '.alerts-security.alerts-default', 'a')).toEqual(['a']);
    expect(selected(['.alerts-security.alerts-*'], '.internal.alerts-security.alerts-default-000001', 'a')).toEqual(['.internal.alerts-security.alerts-default-000001']);
    expect(selected(['logs-x-*'], '.ds-logs-x-default-2024.01.10-000001')).toEqual(['.ds-logs-x-default-2024.01.10-000001']);
  });
});
