import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { QueryLanguage } from './command_line';
import { queryEvents } from './query_events';

const root = path.resolve(__dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'staging_watch_query_'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function query(language: QueryLanguage, args: readonly string[], input: string | readonly Buffer[] = '') {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await queryEvents(language, args, {
    input: Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input),
    write: (text) => Promise.resolve(void out.push(text)),
    report: (line) => errors.push(line),
    now: Date.UTC(2024, 0, 1),
  });
  const text = out.join('');
  return { code, text, lines: text.split('\n').filter(Boolean), errors };
}

const fileOf = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};
const event = (seconds: number, category: string, rest: object = {}): string => JSON.stringify({ '@timestamp': new Date(1_700_000_000_000 + seconds * 1000).toISOString(), event: { category: [category] }, 'host.id': 'h1', ...rest });
const start = event(0, 'process', { process: { name: 'cmd.exe', args: ['cmd', 'tar'] }, 'event.sequence': 1 });
const write = event(5, 'file', { 'file.path': 'C:\\Temp\\a.zip' });
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('events of files and of standard input', () => {
  it('gives matches as they were read, nested and flat names alike', async () => {
    expect(await query('eql', ['process where process.args : "t*r"'], `\ufeff${start}\r\n\n${write}`)).toEqual({ code: 0, text: `${start}\n`, lines: [start], errors: [] });
    expect((await query('kql', ['file.path: *Temp* and host.id: h1', '--events', '-'], `${start}\n${write}\n`)).lines).toEqual([write]);
  });

  it('unpacks gzip in files and in the input, whatever the name', async () => {
    const packed = gzipSync(`${start}\n${write}\n`);
    const file = fileOf('events.bin', packed);
    expect((await query('eql', ['--events', file, '--events', fileOf('more.ndjson', write), 'file where true'])).lines).toEqual([write, write]);
    expect((await query('eql', ['file where true'], [packed.subarray(0, 1), packed.subarray(1)])).lines).toEqual([write]);
    const { code, lines, errors } = await query('eql', ['--events', fileOf('cut.gz', gzipSync(`${start}\n`.repeat(20_000)).subarray(0, -300)), 'process where true']);
    expect(code).toBe(0);
    expect(lines.length).toBeGreaterThan(100);
    expect(errors[0]).toMatch(/cut\.gz: unexpected end of file; read up to line \d+/);
  });

  it('passes over bad lines, counts them and names the first 20', async () => {
    const bad = ['{', '[1]', 'null', nested(60), '"\u202e', ...Array.from({ length: 30 }, () => 'x\u001b[2J')];
    const { code, lines, errors } = await query('eql', ['process where true'], `${bad.join('\n')}\n${start}\n`);
    expect([code, lines]).toEqual([0, [start]]);
    expect(errors).toHaveLength(21);
    expect(errors[1]).toBe('standard input:2: not a JSON object');
    expect(errors[3]).toBe('standard input:4: nested more than 50 deep');
    expect(errors[20]).toBe('35 lines were passed over; 15 of them not shown.');
    expect(errors.join('')).not.toMatch(/[\u001b\u202e]/);
  });

  it('does not keep a line that is too long, and refuses bytes that are no UTF-8', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    const { lines, errors } = await query('eql', ['process where true'], [...Array.from({ length: 17 }, () => megabyte), Buffer.from(`\n${start}\n`), Buffer.from([0xff, 0x0a])]);
    expect(lines).toEqual([start]);
    expect(errors).toEqual(['standard input:1: longer than 16 MiB', 'standard input:3: not UTF-8', '2 lines were passed over.']);
  });

  it('reads lines wherever the bytes are cut, in any script', async () => {
    const lines = [start, event(1, 'process', { process: { name: 'größe 文件 🙂' } }), write, event(2, 'process', { 'process.name': 'x'.repeat(200_000) })];
    const bytes = Buffer.from(`${lines.join('\r\n')}`);
    for (const step of [1, 7, 65_536, bytes.length]) {
      const parts = Array.from({ length: Math.ceil(Math.min(bytes.length, 3_000) / step) }, (_, index) => bytes.subarray(index * step, (index + 1) * step));
      const rest = bytes.subarray(parts.reduce((sum, part) => sum + part.length, 0));
      expect((await query('eql', ['process where true'], [...parts, rest])).lines).toEqual([start, lines[1], lines[3]]);
    }
    expect((await query('eql', ['process where true', '--events', fileOf('cut.ndjson', bytes)])).lines).toEqual([start, lines[1], lines[3]]);
  });

  it('counts depth to the level', async () => {
    const { errors } = await query('eql', ['any where true'], `${nested(50)}\n${nested(51)}\n{"a":${'['.repeat(50)}${']'.repeat(50)}}`);
    expect(errors).toContain('standard input:2: nested more than 50 deep');
    expect(errors).toContain('standard input:3: nested more than 50 deep');
    expect(errors).toContain('2 lines were passed over.');
  });

  it('names each line that is not UTF-8 among others', async () => {
    const { lines, errors } = await query('eql', ['process where true'], [Buffer.concat([Buffer.from(`${start}\n`), Buffer.from([0xc3, 0x28, 10]), Buffer.from(`${start}\nbad\n\n`), Buffer.from([0xff])])]);
    expect(lines).toEqual([start, start]);
    expect(errors.slice(0, 3)).toEqual(['standard input:2: not UTF-8', expect.stringMatching(/^standard input:4: not JSON/), 'standard input:6: not UTF-8']);
  });

  it('survives names of the language and arrays in arrays', async () => {
    const odd = `{"__proto__":{"x":1},"constructor":"c","":{"":1},"@timestamp":"2024-01-01T00:00:00Z","event.category":"process","process":{"args":[["a",null],"tar"]}}`;
    expect((await query('eql', ['process where process.args == "tar"'], odd)).lines).toEqual([odd]);
    const explained = await query('kql', ['--explain', 'tar'], odd);
    expect(explained).toMatchObject({ code: 0, text: 'Match 1: standard input:1\n  process.args : "tar"  (value 2)\n      tar\n      ^^^\n\n', errors: [] });
    expect((await query('eql', ['any where true'], `{"event":${'['.repeat(500_000)}${']'.repeat(500_000)}}`)).errors[0]).toMatch(/nested more than 50/);
  });

  it('prints nothing that a terminal would apply', async () => {
    const hostile = event(0, 'process', { process: { name: 'cmd\u202eexe.\u009b2J', args: ['\u001b]0;x\u0007'] } });
    const { text } = await query('eql', ['process where process.name : "cmd*"'], hostile);
    expect(JSON.parse(text)).toEqual(JSON.parse(hostile));
    expect(text).not.toMatch(/[\u202e\u009b\u001b]/);
    expect((await query('eql', ['--explain', 'process where process.name : "cmd*2*"'], hostile)).text).toBe('Match 1: standard input:1\n  process.name : "cmd*2*"\n      cmd<RLO>exe.<U+009B>2J\n      ^^^                 ^\n\n');
  });
});

describe('sequences', () => {
  const text = 'sequence by host.id with maxspan=1m [process where process.name == "cmd.exe"] [file where true]';

  it('sorts by time, whatever the order of arrival, and gives join keys', async () => {
    const { code, lines } = await query('eql', [text], `${write}\n${event(2, 'network')}\n${start}\n`);
    expect(code).toBe(0);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([{ join_keys: ['h1'], events: [JSON.parse(start), JSON.parse(write)] }]);
  });

  it('orders events of one time by the tiebreaker, and names one that no event has', async () => {
    const at = (category: string, order: number): string => event(0, category, { 'my.order': order });
    const args = ['sequence by host.id [process where true] [file where true]'];
    expect((await query('eql', ['--tiebreaker', 'my.order', ...args], `${at('file', 10)}\n${at('process', 9)}`)).lines).toHaveLength(1);
    expect((await query('eql', ['--tiebreaker', 'my.order', ...args], `${at('file', 9)}\n${at('process', 10)}`)).code).toBe(1);
    expect((await query('eql', ['--tiebreaker', 'my.odrer', ...args], `${at('file', 10)}\n${at('process', 9)}`)).errors).toEqual(['No event has a value of the field my.odrer. Is my.order meant?']);
  });

  it('asks nothing of the category where the query has none', async () => {
    expect(await query('eql', ['any where host.id == "h2"'], '{"@timestamp":1,"host.id":"h2"}')).toMatchObject({ code: 0, errors: [] });
  });

  it('finds all, beyond the limits of a search', async () => {
    const input = Array.from({ length: 6_000 }, (_, index) => `${event(index * 100, 'process', { process: { name: 'cmd.exe' } })}\n${event(index * 100 + 1, 'file')}`).join('\n');
    for (const mode of ['ideal', 'exact']) expect((await query('eql', ['--mode', mode, text], input)).lines).toHaveLength(6_000);
  });

  it('shows a missing event as null and names events without a time', async () => {
    const missing = await query('eql', ['sequence by host.id with maxspan=1m [process where true] ![network where true] [file where true]'], `${start}\n${write}\n${JSON.stringify({ event: { category: 'file' }, host: { id: 'h1' } })}`);
    expect((JSON.parse(missing.text) as { events: unknown[] }).events).toEqual([JSON.parse(start), null, JSON.parse(write)]);
    expect(missing.errors).toEqual(['standard input:3: no @timestamp that can be read: a sequence needs one', '1 line was passed over.']);
  });

  it('runs pipes over sorted events, and samples', async () => {
    expect((await query('eql', ['any where host.id == "h1" | head 1'], `${write}\n${start}`)).lines).toEqual([start]);
    const alwaysTrue = 'any where true | head 1';
    expect((await query('eql', [alwaysTrue], `${write}\n${start}`)).lines, 'Elasticsearch loses the direction here').toEqual([write]);
    expect((await query('eql', ['--mode', 'ideal', alwaysTrue], `${write}\n${start}`)).lines).toEqual([start]);
    expect((await query('eql', ['sample by host.id [process where true] [file where true]'], `${write}\n${start}`)).lines).toHaveLength(1);
  });
});

describe('what is wrong is said', () => {
  it('points at a syntax error', async () => {
    expect(await query('eql', ['process where\n  process.name ; "x\u202e"'], start)).toMatchObject({ code: 2, text: '', errors: [expect.stringMatching(/^line 2:16: .*\n2 \| {3}process\.name ; "x<RLO>"\n {2}\| {16}\^{10}$/)] });
    expect((await query('kql', ['a: ('], start)).errors[0]).toMatch(/\n1 \| a: \(\n {2}\| {5}\^$/);
  });

  it('points at each field the mapping does not have, and at types', async () => {
    const mapping = fileOf('mapping.json', JSON.stringify({ 'logs-1': { mappings: { properties: { '@timestamp': { type: 'date' }, event: { properties: { category: { type: 'keyword' } } }, process: { properties: { pid: { type: 'long' }, name: { type: 'keyword' } } } } } } }));
    const { code, errors } = await query('eql', ['--mapping', mapping, 'process where process.nmae == "x" and process.pid == 1'], start);
    expect(code).toBe(2);
    expect(errors[0]).toMatch(/process\.nmae.*process\.name.*\n1 \| .*\n {2}\| {15}\^{12}$/);
    expect((await query('eql', ['process where process.pid == "x"'], start)).code).toBe(2);
    expect((await query('eql', ['--mapping', fileOf('no_time.json', '{"properties":{"a":{"type":"keyword"}}}'), 'any where true'], start)).errors).toEqual(['The mapping has no field @timestamp, which EQL orders events by.']);
    expect((await query('eql', ['--mapping', fileOf('no_mapping.json', '[]'), 'any where true'])).errors[0]).toMatch(/has no "properties"/);
  });

  it('names fields that no event has', async () => {
    const { code, errors } = await query('eql', ['process where process.nmae == "x"'], start);
    expect([code, errors]).toEqual([1, ['No event has a value of the field process.nmae. Is process.name or process.args meant?']]);
    expect((await query('eql', ['any where host.id == "h1"'], '{"host":{"id":"h1"}}')).errors).toEqual(['No event has a value of the field @timestamp.']);
    expect((await query('kql', ['proces.name: cmd.exe'], start)).errors).toEqual(['No event has a value of the field proces.name. Is process.name meant?']);
  });

  it('refuses arguments and files it cannot use', async () => {
    for (const args of [[], ['a', 'b'], ['--nope', 'x'], ['--rule', 'x', 'any where true'], ['--mode', 'x', 'any where true'], ['--events', path.join(folder, 'absent'), 'any where true'], ['--events', folder, 'any where true'], ['--rule', folder]]) {
      const { code, text, errors } = await query('eql', args);
      expect([code, text, errors.length > 0]).toEqual([2, '', true]);
    }
  });

  it('fails on an event that the query fails on, by name', async () => {
    const { code, errors } = await query('eql', ['any where 1 / (event.`sequence` - 1) == 1'], start);
    expect([code, errors[0]]).toEqual([2, expect.stringContaining('standard input:1: the query fails on this event')]);
  });

  it('has help', async () => expect(await query('kql', ['--help'])).toMatchObject({ code: 0, text: expect.stringContaining('Usage: npm run -s kql') }));
});

describe('types without a mapping', () => {
  it('come from ECS and from the values of the first events', async () => {
    const events = `${event(0, 'process', { 'my.count': 9, 'my.flag': true, 'process.pid': '12' })}\n${event(1, 'process', { my: { count: 10, flag: false } })}\n`;
    expect((await query('eql', ['process where my.count >= 10'], events)).lines).toHaveLength(1);
    expect((await query('eql', ['process where my.flag and process.pid == 12'], events)).lines).toHaveLength(1);
    expect((await query('kql', ['my.co*: 10'], events)).lines).toHaveLength(1);
  });

  it('stay what they are when later events differ: those are named', async () => {
    const { lines, errors } = await query('eql', ['process where my.flag'], `${event(0, 'process', { 'my.flag': true })}\n${event(1, 'process', { 'my.flag': 'perhaps' })}\n`);
    expect(lines).toHaveLength(1);
    expect(errors[0]).toMatch(/^standard input:2: an index would refuse it: .*my\.flag/);
  });

  it('keep whole numbers beyond 2^53', async () => {
    const big = '{"@timestamp":1700000000000,"event.category":"process","event.sequence":9007199254740993}';
    expect((await query('eql', ['process where event.`sequence` == 9007199254740993'], big)).lines).toEqual([big]);
    expect((await query('eql', ['process where event.`sequence` == 9007199254740992'], big)).code).toBe(1);
  });
});

describe('rules', () => {
  const rules = path.join(root, 'rules/windows');
  const evidence = (rule: string): string =>
    (JSON.parse(fs.readFileSync(path.join(rules, rule, 'fires_on.ndjson'), 'utf8').split('\n')[0] ?? '') as { events: object[] }).events.map((one) => JSON.stringify(one)).join('\n');

  it('explains a sequence to the character', async () => {
    const seed = 'collection_seed_copy_then_archive_in_staging_folder';
    const { code, text } = await query('eql', ['--explain', '--rule', path.join(rules, seed)], evidence(seed));
    expect(code).toBe(0);
    expect(text).toMatch(/^Match 1: host\.id = "id-ws-1"\n {2}Event 1: standard input:1\n {4}alternative 3 of 3 held\n/);
    expect(text).toContain('process.command_line : "*>>*"');
    expect(text).toMatch(/whoami \/all >> C:.*\n +\^\^\n/);
  });

  it('fire on each case they must fire on and on none they must not', async () => {
    let fired = 0;
    for (const folderOf of ['windows', 'cross_platform'].flatMap((platform) => fs.readdirSync(path.join(root, 'rules', platform)).map((name) => path.join(root, 'rules', platform, name)))) {
      const rule = fs.readFileSync(path.join(folderOf, 'rule.yml'), 'utf8');
      // What counts matches (threshold, new terms) is more than its query.
      if (!/^type: (eql|query)$/m.test(rule)) continue;
      const language = /^language: eql$/m.test(rule) ? 'eql' : 'kql';
      for (const [file, code] of [['fires_on', 0], ['stays_silent_on', 1]] as const) {
        for (const line of fs.readFileSync(path.join(folderOf, `${file}.ndjson`), 'utf8').split('\n').filter(Boolean)) {
          const { case: name, events } = JSON.parse(line) as { case: string; events: object[] };
          const answer = await query(language, ['--rule', folderOf], events.map((one) => JSON.stringify(one)).join('\n'));
          expect([path.basename(folderOf), name, answer.code]).toEqual([path.basename(folderOf), name, code]);
          fired += 1 - answer.code;
        }
      }
    }
    expect(fired).toBeGreaterThan(10);
  });

  it('runs a KQL rule and refuses the rule of the other language', async () => {
    const seed = 'collection_seed_discovery_script_by_powershell';
    expect((await query('kql', ['--rule', path.join(rules, seed)], evidence(seed))).code).toBe(0);
    expect((await query('eql', ['--rule', path.join(rules, seed)])).errors[0]).toContain('use npm run kql');
  });
});

describe('the commands', () => {
  const call = (script: string, args: readonly string[], input: string) => spawnSync(process.execPath, [path.join(root, 'scripts', script), ...args], { input, encoding: 'utf8' });

  it('answer on standard output with exit codes', () => {
    expect(call('eql.mjs', ['process where true'], `${start}\nbad\n`)).toMatchObject({ status: 0, stdout: `${start}\n`, stderr: expect.stringContaining('1 line was passed over') });
    expect(call('kql.mjs', ['process.name: nothing'], start)).toMatchObject({ status: 1, stdout: '' });
    expect(call('eql.mjs', ['process where'], start)).toMatchObject({ status: 2, stdout: '' });
  });
});
