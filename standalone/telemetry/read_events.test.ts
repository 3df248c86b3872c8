import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fieldOf, prepareEvent } from './prepare_event';
import { assertReadable, readEvents, UnreadableFileError, type EventLine } from './read_events';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'staging-watch-events-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Buffer): Promise<EventLine[]> {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  const lines: EventLine[] = [];
  for await (const line of readEvents(file)) lines.push(line);
  return lines;
}
const reasons = (lines: EventLine[]): string[] => lines.map((line) => (line.kind === 'bad' ? `${line.line}: ${line.reason}` : 'event'));

describe('readEvents', () => {
  it('names a bad line and reads the rest', async () => {
    expect(reasons(await read('mixed.ndjson', '{"a":1}\n[1]\nnull\n{"a"\n{"b":2}'))).toEqual(['event', '2: expected a JSON object, found an array', '3: expected a JSON object, found null', expect.stringMatching(/^4: not JSON/), 'event']);
  });
  it('reads gzip and a byte order mark', async () => {
    expect(reasons(await read('packed.ndjson.gz', gzipSync('\uFEFF{"a":1}\r\n{"a":2}\n')))).toEqual(['event', 'event']);
  });
  it('refuses depth, size, and width without parsing itself to death', async () => {
    const deep = `{"a":${'['.repeat(60)}${']'.repeat(60)}}`;
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, 1])));
    const long = `{"a":"${'x'.repeat(16 * 1024 * 1024)}"}`;
    expect(reasons(await read('limits.ndjson', [deep, wide, long, '{"a":1}'].join('\n')))).toEqual(['1: nested deeper than 50', '2: more than 10,000 fields', '3: longer than 16 MiB', 'event']);
  });
  it('stops at a gzip that grows more than 200-fold, and says so', async () => {
    const lines = await read('bomb.ndjson.gz', gzipSync(Buffer.alloc(128 * 1024 * 1024, 32)));
    expect(reasons(lines).at(-1)).toMatch(/unpacks to more than 200 times/);
  });
  it('says what is wrong with bytes that are no UTF-8 and with a broken gzip', async () => {
    expect(reasons(await read('latin.ndjson', Buffer.from([0x7b, 0xff, 0x7d])))).toEqual(['1: not UTF-8']);
    expect(reasons(await read('broken.ndjson.gz', Buffer.from('no gzip')))).toEqual([expect.stringMatching(/^0: incorrect header/)]);
  });
  it('refuses a missing file before anything starts', () => {
    expect(() => assertReadable([path.join(folder, 'nowhere')])).toThrow(UnreadableFileError);
  });
});

describe('prepareEvent', () => {
  const ready = (source: Record<string, unknown>) => {
    const prepared = prepareEvent(source);
    if (prepared.kind === 'bad') throw new Error(prepared.reason);
    return prepared.event;
  };
  it.each([
    [{ '@timestamp': '2020-06-10 02:50:54.631' }, '2020-06-10T02:50:54.631Z'],
    [{ '@timestamp': '2020-06-10T02:50:54' }, '2020-06-10T02:50:54.000Z'],
    [{ '@timestamp': '2020-06-10T02:50:54.1234567Z' }, '2020-06-10T02:50:54.1234567Z'],
    [{ '@timestamp': '2020-06-10T02:50:54.123456789+02:00' }, '2020-06-10T00:50:54.123Z'],
    [{ '@timestamp': 'nonsense', labels: { epoch: 1.5 } }, '1970-01-01T00:00:01.500Z'],
    [{ '@timestamp': '2020-01-01T00:00:00Z', 'labels.epoch': '1591757454.631' }, '2020-06-10T02:50:54.631Z'],
    [{ _t: '2023-11-14 22:13:20.125', '@timestamp': '2020-01-01T00:00:00Z' }, '2023-11-14T22:13:20.125Z'],
  ])('reads the time of %j', (source, expected) => expect(ready(source).document['@timestamp']).toBe(expected));
  it('refuses an event without a time', () => expect(prepareEvent({ message: 'x' })).toEqual({ kind: 'bad', reason: expect.stringMatching(/no time/) }));
  it('sends each event to its own data stream', () => {
    const at = { '@timestamp': '2020-01-01T00:00:00Z' };
    expect(ready({ ...at, data_stream: { type: 'logs', dataset: 'endpoint.events.file', namespace: 'lab' } }).target).toBe('logs-endpoint.events.file-lab');
    expect(ready({ ...at, 'data_stream.dataset': 'windows.sysmon_operational' }).target).toBe('logs-windows.sysmon_operational-default');
    expect(ready(at).target).toMatch(/^winlogbeat-/);
    expect(prepareEvent({ ...at, 'data_stream.dataset': '../x' }).kind).toBe('bad');
  });
  it('leaves helper fields out and does not stumble over names of the language', () => {
    const document = JSON.parse('{"@timestamp":"2020-01-01T00:00:00Z","_src":"x","__proto__":{"polluted":true},"constructor":1,"a":1,"a.b":2}') as Record<string, unknown>;
    expect(Object.keys(ready(document).document)).toEqual(['@timestamp', 'constructor', 'a', 'a.b']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(fieldOf({}, 'constructor')).toBeUndefined();
  });
});
