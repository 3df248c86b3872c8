import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { nearMiss } from './near_miss';

const root = path.resolve(__dirname, '../..');
const seed = (parse(fs.readFileSync(path.join(root, 'rules/windows/collection_seed_copy_then_archive_in_staging_folder/rule.yml'), 'utf8')) as { query: string }).query;
const events = (scenario: string): Array<Record<string, unknown>> =>
  fs
    .readFileSync(path.join(root, 'fixtures/scenarios', scenario, 'events_elastic_defend.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const at = (seconds: number, rest: Record<string, unknown>) => ({ '@timestamp': new Date(1_700_000_000_000 + seconds * 1000).toISOString(), 'host.id': 'h', ...rest });
const copy = (seconds: number, rest: Record<string, unknown> = {}) => at(seconds, { 'event.category': 'process', 'event.type': 'start', 'process.name': 'xcopy.exe', 'process.args': ['C:\\ProgramData\\x\\'], ...rest });
const written = (seconds: number, rest: Record<string, unknown> = {}) => at(seconds, { 'event.category': 'file', 'event.type': 'creation', 'file.path': 'C:\\ProgramData\\x\\a.zip', 'file.extension': 'zip', ...rest });

describe('nearMiss', () => {
  it('shows that the pattern wants a backslash before Temp where the text has a variable', () => {
    const [first] = nearMiss(seed, events('cmd_copies_documents_into_temp_with_variables'))?.stages ?? [];
    const failed = first?.closest[0]?.failed;
    expect(failed).toMatchObject({ outcome: 'failed', field: 'process.args', operator: ':' });
    expect(failed?.patterns).toContain('*\\Temp\\*');
    expect(failed?.values.join(' ')).toMatch(/%TEMP%/);
  });
  it('names the exclusion that hid an event', () => {
    const [first] = nearMiss(seed, events('scheduled_task_redirects_output_to_windows_temp'))?.stages ?? [];
    expect(first?.closest[0]).toMatchObject({ branch: 3, failed: { outcome: 'excluded', field: 'process.parent.name', values: ['svchost.exe'] } });
  });
  it.each([
    ['nothing stands in the way', [copy(0), written(10)], { cause: 'none' }],
    ['the order is wrong', [copy(10), written(0)], { cause: 'order', position: 2, gapMs: -10_000, events: [0, 1] }],
    ['they are too far apart', [copy(0), written(301)], { cause: 'maxspan', position: 2, gapMs: 301_000 }],
    ['the hosts differ', [copy(0), written(1, { 'host.id': 'other' })], { cause: 'key', position: 2 }],
    ['a host is missing', [copy(0, { 'host.id': null }), written(1)], { cause: 'key', position: 1 }],
    ['no file was written', [copy(0)], { cause: 'term', position: 2 }],
  ])('tells that %s', (_title, documents, expected) => {
    expect(nearMiss(seed, documents)?.sequence).toMatchObject(expected);
  });
  it('prefers the closest event, then the first', () => {
    const [first] = nearMiss(seed, [at(0, { 'event.category': 'process', 'event.type': 'end' }), copy(1, { 'process.args': ['C:\\x'] }), copy(2, { 'process.args': ['C:\\x'] })])?.stages ?? [];
    expect(first?.closest.map(({ event }) => event)).toEqual([1, 2, 0]);
  });
  it('gives nothing for what is no query', () => expect(nearMiss('process where', [])).toBeUndefined());
});
