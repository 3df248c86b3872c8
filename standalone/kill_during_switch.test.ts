import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { client } from './testing/start_test_stack';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'staging-watch-kill-'));
const exclusion = 'staging-watch-seed-eql-sequence.event-1.process.parent.name.svchost.exe';
const kills = 5;
let running: ChildProcess | undefined;
afterAll(() => {
  running?.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Host {
  readonly child: ChildProcess;
  readonly url: string;
  readonly elasticsearchUrl: string;
  readonly authorization: string;
}

async function startHost(): Promise<Host> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'testing/host_process.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = text.split('\n').find((one) => one.startsWith('{'));
      if (found !== undefined && text.includes('\n')) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the host ended with ${code}: ${text}`)));
  });
  return { child, ...(JSON.parse(line) as Omit<Host, 'child'>) };
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('kill -9 during a switch and a bulk', () => {
  it(`keeps rule, switch and every acknowledged event over ${kills} kills at random moments`, { timeout: 240_000 }, async () => {
    const acknowledged = new Set<string>();
    let seedQuery: string | undefined;
    for (let round = 0; round <= kills; round += 1) {
      const host = await startHost();
      const kibana = client(host.url, host.authorization);
      const elasticsearch = client(host.elasticsearchUrl, host.authorization);
      const query = await readQuery(kibana);
      seedQuery ??= query;
      expect([seedQuery, seedQuery.replace('"svchost.exe", ', '')]).toContain(query);
      const rows = await kibana.request<{ exclusions: Array<{ id: string; on: boolean; state: string }> }>('GET', '/internal/staging_watch/exclusions');
      const row = rows.body.exclusions.find(({ id }) => id === exclusion);
      expect(row).toMatchObject({ on: query === seedQuery, state: row?.on ? 'on' : 'off' });
      if (acknowledged.size > 0) {
        const { body } = await elasticsearch.request<{ hits: { hits: Array<{ _id: string }> } }>('POST', '/kill-test/_search', { size: 10_000, _source: false, query: { match_all: {} } });
        const there = new Set(body.hits.hits.map((hit) => hit._id));
        expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
      }
      if (round === kills) return killed(host.child);
      let alive = true;
      const work = Promise.allSettled([switchOnAndOff(kibana, () => alive), writeEvents(elasticsearch, round, acknowledged, () => alive)]);
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
      await killed(host.child);
      alive = false;
      await work;
    }
  });
});

type Client = ReturnType<typeof client>;

async function readQuery(kibana: Client): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { status, body } = await kibana.request<{ query: string }>('GET', '/api/detection_engine/rules?rule_id=staging-watch-seed-eql-sequence');
    if (status === 200) return body.query;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the seed rule was not installed');
}

async function switchOnAndOff(kibana: Client, alive: () => boolean): Promise<void> {
  for (let turn = 0; alive(); turn += 1) await kibana.request('POST', `/internal/staging_watch/exclusions/${exclusion}/_turn_${turn % 2 === 0 ? 'off' : 'on'}`, { reason: `turn ${turn}` });
}

async function writeEvents(elasticsearch: Client, round: number, acknowledged: Set<string>, alive: () => boolean): Promise<void> {
  for (let number = 0; alive(); number += 1) {
    const id = `${round}-${number}`;
    const { status } = await elasticsearch.request('PUT', `/kill-test/_doc/${id}?refresh=true`, { at: id });
    if (status === 201) acknowledged.add(id);
  }
}
