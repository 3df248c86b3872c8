import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { explainEpisode, type SourceEvent } from './explain_episode';
import type { Explanation, PredicateExplanation } from './explanation';

const root = path.resolve(__dirname, '../..');
const queryOf = (folder: string): string => (parse(fs.readFileSync(path.join(root, 'rules', folder, 'rule.yml'), 'utf8')) as { query: string }).query;
const seed = queryOf('windows/collection_seed_copy_then_archive_in_staging_folder');
const discovery = queryOf('windows/collection_seed_discovery_script_by_powershell');
const scenario = (name: string, style: string): SourceEvent[] =>
  fs
    .readFileSync(path.join(root, 'fixtures/scenarios', name, `events_${style}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line, index) => ({ position: index + 1, document: JSON.parse(line) as Record<string, unknown> }));

const process = (args: readonly string[], rest: Record<string, unknown> = {}): SourceEvent => ({
  position: 1,
  document: { '@timestamp': '2023-11-14T22:13:20.400Z', event: { category: ['process'], type: ['start'] }, host: { id: 'h1' }, process: { name: 'cmd.exe', args, command_line: args.join(' '), parent: { name: 'explorer.exe' } }, ...rest },
});
const file = (filePath: string, extension: string): SourceEvent => ({
  position: 2,
  document: { '@timestamp': '2023-11-14T22:13:22.700Z', 'event.category': ['file'], 'event.type': ['creation'], 'host.id': 'h1', 'file.path': filePath, 'file.extension': extension, 'process.name': 'cmd.exe' },
});
const eql = (query: string, events: readonly SourceEvent[]): Explanation => explainEpisode({ rule: { query, language: 'eql', type: 'eql' }, events });

function explained(explanation: Explanation) {
  if (explanation.kind !== 'explained') throw new Error(JSON.stringify(explanation));
  return explanation;
}
const cut = ({ text = '', spans }: PredicateExplanation): string[] => spans.map(({ start, end }) => text.slice(start, end));

describe('explainEpisode', () => {
  it('names branch, pattern, argument and characters of a sequence', () => {
    const { events, joinKeys, maxSpanMs } = explained(eql(seed, [process(['cmd.exe', '/c', 'start', 'C:\\ProgramData\\App\\agent.exe']), file('C:\\Users\\Public\\a.zip', 'zip')]));
    expect(joinKeys).toEqual([{ field: 'host.id', value: 'h1' }]);
    expect(maxSpanMs).toBe(300_000);
    expect(events[0]?.branch).toEqual({ number: 1, of: 3 });
    const tool = events[0]?.predicates.find((predicate) => predicate.pattern === '*tar*');
    expect(tool).toMatchObject({ outcome: 'matched', field: 'process.args', operator: ':', text: 'start', element: 2 });
    expect(tool && cut(tool)).toEqual(['tar']);
    const parent = events[0]?.predicates.find((predicate) => predicate.field === 'process.parent.name');
    expect(parent).toMatchObject({ outcome: 'did_not_exclude', text: 'explorer.exe', spans: [], patterns: ['MsMpEng.exe', 'svchost.exe', 'TiWorker.exe', 'wuauclt.exe', 'msiexec.exe'] });
    expect(events[1]?.predicates.map((predicate) => predicate.field)).toEqual(['event.type', 'file.path', 'file.extension', 'process.name']);
  });

  it('explains a real run of the appending test in both styles', () => {
    for (const style of ['elastic_defend', 'sysmon']) {
      const [first, second] = scenario('cmd_appends_output_to_collected_data_with_full_paths', style);
      const explanation = explained(eql(seed, [first, second].map((event, index) => ({ position: index + 1, document: event?.document ?? {} }))));
      expect(explanation.events[0]?.branch?.number).toBe(3);
    }
  });

  it('explains a KQL phrase by the words it stands for', () => {
    const document = scenario('powershell_downloads_discovery_batch', 'sysmon')[0]?.document ?? {};
    const { events } = explained(explainEpisode({ rule: { query: discovery, language: 'kuery', type: 'query' }, events: [{ position: 1, document }] }));
    const phrase = events[0]?.predicates.find((predicate) => predicate.field === 'process.command_line.text');
    expect(phrase && cut(phrase).map((text) => text.toLowerCase())).toContain('discovery.bat');
  });

  it('says so when today the query no longer matches, when it is broken, and when it is another language', () => {
    expect(eql(seed, [process(['cmd.exe', '/c', 'dir']), file('C:\\Users\\Public\\a.zip', 'zip')])).toMatchObject({ kind: 'not_explained', problem: 'rule_changed', detail: 'event 1' });
    expect(eql('process where', [process([])])).toEqual({ kind: 'not_explained', problem: 'query_invalid' });
    expect(explainEpisode({ rule: { query: 'a:(', language: 'kuery', type: 'query' }, events: [process([])] })).toEqual({ kind: 'not_explained', problem: 'query_invalid' });
    expect(explainEpisode({ rule: { query: 'a:b', language: 'lucene', type: 'query' }, events: [process([])] })).toMatchObject({ problem: 'language_not_explained', detail: 'lucene' });
    expect(explainEpisode({ rule: { query: 'x', language: 'kuery', type: 'threshold' }, events: [process([])] })).toMatchObject({ problem: 'language_not_explained', detail: 'threshold' });
    expect(eql(seed, [])).toMatchObject({ problem: 'event_missing' });
  });

  it('survives documents that no mapping would take', () => {
    const odd = JSON.parse('{"__proto__":{"x":1},"constructor":"c","process":{"name":"cmd.exe","args":["a",null,["copy"]],"pid":"many"},"process.name":"cmd.exe","a":1,"a.b":2,"event":{"category":"process","type":"start"},"@timestamp":"nonsense"}') as Record<string, unknown>;
    expect(explained(eql('process where process.args : "*op*"', [{ position: 1, document: odd }])).events[0]?.predicates[0]).toMatchObject({ text: 'copy' });
  });

  it('gives spans that, cut out of the text, are the pattern parts they are given for', () => {
    let explainedTexts = 0;
    const piece = fc.constantFrom('Temp', 'TEMP', 'tar', 'aa', 'a', '\\', 'ſ', '\u202e', 'é', 'x', '😀', ' ');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.array(fc.constantFrom('temp', 'tar', 'aa', 'a', '\\', 'x'), { minLength: 1, maxLength: 3 }), (text, parts) => {
        const pattern = `*${parts.join('*')}*`;
        const explanation = eql(`process where process.command_line : ${JSON.stringify(pattern)}`, [{ position: 1, document: { '@timestamp': 1, 'event.category': 'process', 'process.command_line': text.join('') } }]);
        if (explanation.kind !== 'explained') return;
        explainedTexts += 1;
        const predicate = explanation.events[0]?.predicates[0];
        if (!predicate) throw new Error('no predicate');
        expect(predicate.spans.map(({ part }) => part)).toEqual(parts);
        expect(cut(predicate).map((found) => found.toLowerCase())).toEqual(parts.map((part) => part.toLowerCase()));
        const starts = predicate.spans.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }),
      { numRuns: 500 }
    );
    expect(explainedTexts).toBeGreaterThan(20);
  });
});
