import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { ruleContentSchema, type RuleContent } from '../../common/detection';
import { readCsv } from './csv_reader';
import { recall } from './main';
import { RecallInputError } from './recall_input_error';
import { withoutGroup } from './recall_origins';

describe('CSV', () => {
  it('has quoted fields with commas, quotes and line breaks', () => {
    expect(readCsv('a,b\r\n"x, ""y""\nz",\n1,"2"', 'f').map((row) => [row.get('a'), row.get('b')])).toEqual([['x, "y"\nz', ''], ['1', '2']]);
    expect(readCsv('\ufeffa\n', 'f')).toEqual([]);
    expect(readCsv('a,b\n,\n', 'f').map((row) => [...row.values()])).toEqual([['', '']]);
  });

  it('is refused with its row', () => {
    expect(() => readCsv('a,b\n1', 'f.csv')).toThrow('f.csv: row 2 has 1 fields, the first has 2');
    expect(() => readCsv('a\nx"y', 'f.csv')).toThrow('f.csv: row 2');
    expect(() => readCsv('a\n"never closed', 'f.csv')).toThrow('f.csv: row 2');
  });
});

const content = (fields: Partial<RuleContent>): RuleContent =>
  ruleContentSchema.parse({
    rule_id: 'staging-watch-x', name: 'x', description: 'x', seed: 'own', source: 'test', type: 'eql', language: 'eql', index: ['logs-windows.sysmon_operational-*'], query: 'any where false',
    severity: 'medium', severity_reason: 'x', risk_score: 50, interval: '5m', from: 'now-15m', max_signals: 100, tags: ['Staging Watch'],
    threat: [{ framework: 'MITRE ATT&CK', tactic: { id: 'TA0009', name: 'Collection', reference: 'https://attack.mitre.org/tactics/TA0009/' }, technique: [{ id: 'T1074', name: 'Data Staged', reference: 'https://attack.mitre.org/techniques/T1074/' }] }],
    references: [], data: [{ event: 1, category: 'file', fields: ['file.path'], sources: [{ style: 'sysmon', index: 'logs-windows.sysmon_operational-*', events: 'Sysmon 11' }] }],
    false_positives: [], known_faults: ['x'], triage: ['x'], ...fields,
  });

describe('alternatives of a group', () => {
  const rule = content({ query: 'file where (file.name : "a" and file.path : "x*") or file.path : ("*.dmp", "*.dit") or process.name in ("a.exe") and not user.name == "u"' });
  const left = (alternative: string): string | undefined => withoutGroup(rule, { 'staging-watch-x': [{ group: 'g', alternative }] }, 'g')?.query;

  it('are taken out of lists and of or, and nothing else is', () => {
    expect(left('"*.dmp"')).toBe(rule.query.replace('"*.dmp", ', ''));
    expect(left('(file.name : "a"   and file.path : "x*")')).toBe(rule.query.replace('(file.name : "a" and file.path : "x*") or ', ''));
    expect(left('"a.exe"')).toBe(rule.query.replace('process.name in ("a.exe")', 'false'));
    expect(left('*')).toBeUndefined();
  });

  it('of another group stay, and one that is not there is an error', () => {
    expect(withoutGroup(rule, { 'staging-watch-x': [{ group: 'g', alternative: '"*.dmp"' }] }, 'h')).toBe(rule);
    expect(() => left('"*.zip"')).toThrow(RecallInputError);
  });
});

describe('recall over labelled recordings', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recall-'));
  const file = (name: string, text: string): string => {
    const full = path.join(folder, name);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
    return full;
  };
  const event = (source: string, epoch: number, filePath: string): string =>
    JSON.stringify({ '@timestamp': `text ${epoch}`, 'event.category': ['file'], 'event.code': '11', 'event.module': 'sysmon', 'host.id': 'h', 'process.entity_id': '{1}', 'process.name': 'p.exe', 'file.path': filePath, 'labels.source': source, 'labels.epoch': epoch });

  beforeAll(() => {
    file('events.ndjson', [event('one', 100.5, 'C:\\a.dmp'), event('two', 50, 'C:\\a.dmp'), event('three', 70, 'C:\\b.dit'), event('three', 60, 'C:\\quiet.dmp'), event('four', 1, 'C:\\"odd", name.dit')].join('\n'));
    file('truth/truth.csv', ['source,event_code,utc,process_guid,object,label', 'one,11,text 100.5,{1},C:\\a.dmp,POSITIVE', 'two,11,text 50,{1},C:\\a.dmp,POSITIVE', 'three,11,text 70,{1},C:\\b.dit,BENIGN_HARD_NEGATIVE', 'four,11,text 1,{1},"C:\\""odd"", name.dit",POSITIVE', 'five,11,text 9,{1},C:\\gone,POSITIVE'].join('\r\n'));
    file('truth/sources.csv', 'source,group\none,g\ntwo,g\n');
    file('rules/images/rule.yml', stringify(content({ rule_id: 'staging-watch-images', query: 'file where file.path : ("*.dmp", "*.never")' })));
    file('rules/stores/rule.yml', stringify(content({ rule_id: 'staging-watch-stores', severity: 'low', risk_score: 21, query: 'file where file.path : "*.dit"' })));
    file('rules/both/rule.yml', stringify(content({ rule_id: 'staging-watch-both', type: 'threshold', language: 'kuery', index: ['.alerts-security.alerts-*'], query: 'kibana.alert.rule.tags: "Staging Watch"', threshold: { field: ['host.id'], value: 2 } })));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  interface Union {
    readonly recordings: readonly string[];
    readonly groups: readonly string[];
    readonly missed: readonly string[];
    readonly hits: Readonly<Record<string, number>>;
  }
  interface Report {
    readonly rules: ReadonlyArray<{ readonly rule_id: string; readonly hits: Readonly<Record<string, number>>; readonly positive_recordings: readonly string[]; readonly unlabelled: readonly unknown[] }>;
    readonly unions: readonly [Union, Union, Union, Union];
    readonly leave_one_group_out: { readonly declared_conditions: number; readonly unions: readonly [Union, Union, Union, Union] };
    readonly labelled_rows_without_event: readonly string[];
  }
  const args = (): string[] => ['--events', path.join(folder, 'events.ndjson'), '--truth', path.join(folder, 'truth/truth.csv'), '--rules', path.join(folder, 'rules')];
  const report = async (): Promise<Report> => JSON.parse(await recall([...args(), '--json'])) as Report;

  it('counts recordings, groups, labels and what has none', async () => {
    const { rules, unions, labelled_rows_without_event: without } = await report();
    expect(rules.map(({ rule_id, hits, positive_recordings }) => [rule_id, hits, positive_recordings])).toEqual([
      ['staging-watch-both', { BENIGN_HARD_NEGATIVE: 1 }, []],
      ['staging-watch-images', { POSITIVE: 2, unlabelled: 1 }, ['one', 'two']],
      ['staging-watch-stores', { BENIGN_HARD_NEGATIVE: 1, POSITIVE: 1 }, ['four']],
    ]);
    expect(rules[1]?.unlabelled).toEqual([{ rule: 'staging-watch-images', recording: 'three', process: 'p.exe', object: 'C:\\quiet.dmp' }]);
    expect(unions[0]).toMatchObject({ recordings: ['one', 'two'], groups: ['g'], missed: ['five', 'four'] });
    expect(unions[1]).toMatchObject({ groups: ['four', 'g'], hits: { POSITIVE: 3, BENIGN_HARD_NEGATIVE: 2, unlabelled: 1 } });
    expect(without).toHaveLength(1);
  });

  it('leaves out what was shaped on the group that is scored', async () => {
    expect(await recall(args())).toContain('No condition is declared as shaped on a group');
    const origins = file('rules/recall_origins.yml', stringify({ 'staging-watch-images': [{ group: 'g', alternative: '"*.dmp"' }] }));
    const { leave_one_group_out: left } = await report();
    expect([left.declared_conditions, left.unions[0].recordings, left.unions[1].groups]).toEqual([1, [], ['four']]);
    fs.rmSync(origins);
  });

  it('names what it cannot use', async () => {
    await expect(recall([])).rejects.toThrow('--events FILE');
    await expect(recall([...args().slice(0, 3), path.join(folder, 'none.csv')])).rejects.toThrow(RecallInputError);
    const bad = file('bad.ndjson', '{"labels.source":"x"}');
    await expect(recall(['--events', bad, ...args().slice(2)])).rejects.toThrow('bad.ndjson:1');
    await expect(recall(['--events', path.join(folder, 'none.ndjson'), ...args().slice(2)])).rejects.toThrow(RecallInputError);
    await expect(recall(['--events', file('list.ndjson', '[1]'), ...args().slice(2)])).rejects.toThrow('not a JSON object');
    const packed = gzipSync(fs.readFileSync(path.join(folder, 'events.ndjson')));
    fs.writeFileSync(path.join(folder, 'cut.gz'), packed.subarray(0, packed.length - 12));
    await expect(recall(['--events', path.join(folder, 'cut.gz'), ...args().slice(2)])).rejects.toThrow(RecallInputError);
    fs.writeFileSync(path.join(folder, 'whole.gz'), packed);
    expect(await recall(['--events', path.join(folder, 'whole.gz'), ...args().slice(2)])).toBe(await recall(args()));
  });
});
