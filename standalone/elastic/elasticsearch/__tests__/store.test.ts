import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from 'lmdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_FILE, MARKER_FILE } from '../store/data_directory';
import { ask, startForTest } from './service';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'elasticsearch-store-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const CHILD = fileURLToPath(new URL('./store_child.ts', import.meta.url));

/** Starts a service in a process of its own. */
function startChild(data: string): Promise<{ child: ChildProcess; url: string; log: () => string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, data], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => {
      resolve({ child, url: chunk.toString().trim(), log: () => log });
    });
    child.once('exit', () => {
      reject(new Error(log));
    });
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGKILL');
  });
}

const ROUNDS = 6;
const BULK = 500;

describe('a killed service', () => {
  it('has every acknowledged document, whole, and every counter that was acknowledged', async () => {
    const acknowledged = new Set<string>();
    let counter = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { child, url } = await startChild(directory);
      const stop = setTimeout(() => child.kill('SIGKILL'), 60 + ((round * 97) % 400));
      const exit = new Promise<void>((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => {
          resolve();
        });
      });
      try {
        await checkAll(url, acknowledged, counter);
        for (let batch = 0; ; batch++) {
          const ids = Array.from({ length: BULK }, (_, at) => `r${round}-b${batch}-${at}`);
          const answer = await ask(url, { method: 'POST', path: '/kept/_bulk', body: ids.flatMap((id) => [{ index: { _id: id } }, { id, text: 'x'.repeat(200) }]) });
          if (answer.status === 200) for (const id of ids) acknowledged.add(id);
          const counted = await ask(url, { method: 'PUT', path: '/counter/_doc/1', body: { value: counter + 1 } });
          if (counted.status < 300) counter++;
        }
      } catch (error) {
        if ((error as Error).name === 'AssertionError') throw error;
      }
      clearTimeout(stop);
      await exit;
    }
    const { child, url, log } = await startChild(directory);
    await checkAll(url, acknowledged, counter);
    expect(log()).toContain('was not closed by the service that used it last');
    await kill(child);
    expect(acknowledged.size).toBeGreaterThan(0);
  }, 180_000);
});

/** All that was acknowledged is there; a bulk that was not is there whole or not at all; a counter may be one ahead. */
async function checkAll(url: string, acknowledged: ReadonlySet<string>, counter: number): Promise<void> {
  if (acknowledged.size === 0) return;
  await ask(url, { method: 'POST', path: '/kept/_refresh' });
  const count = await ask(url, { method: 'GET', path: '/kept/_count' });
  const total = (count.body as { count: number }).count;
  expect(total % BULK).toBe(0);
  expect(total).toBeGreaterThanOrEqual(acknowledged.size);
  const sample = [...acknowledged].filter((_, at) => at % 37 === 0);
  const found = await ask(url, { method: 'POST', path: '/kept/_mget', body: { ids: sample } });
  const docs = (found.body as { docs: { found: boolean; _source: { id: string } }[] }).docs;
  expect(docs.every((doc, at) => doc.found && doc._source.id === sample[at])).toBe(true);
  const kept = await ask(url, { method: 'GET', path: '/counter/_source/1' });
  if (counter > 0) expect((kept.body as { value: number }).value).toBeGreaterThanOrEqual(counter);
}

describe('a data directory', () => {
  it('keeps everything over a restart', async () => {
    const first = await startForTest({ dataDirectory: directory });
    await ask(first.url, { method: 'PUT', path: '/_index_template/mine', body: { index_patterns: ['mine-*'], data_stream: {}, priority: 500 } });
    await ask(first.url, { method: 'PUT', path: '/mine-a/_create/1', body: { '@timestamp': '2024-05-01T00:00:00Z', n: 1 } });
    await ask(first.url, { method: 'PUT', path: '/plain', body: { aliases: { other: { is_write_index: true } }, mappings: { properties: { k: { type: 'keyword' } } } } });
    await ask(first.url, { method: 'PUT', path: '/other/_doc/1', body: { k: 'a', n: 2 } });
    await ask(first.url, { method: 'PUT', path: '/other/_doc/1', body: { k: 'b', n: 2 } });
    await ask(first.url, { method: 'DELETE', path: '/plain/_doc/2' });
    await ask(first.url, { method: 'PUT', path: '/_security/role/reader', body: { indices: [{ names: ['plain'], privileges: ['read'] }] } });
    await ask(first.url, { method: 'PUT', path: '/_security/user/rita', body: { password: 'long-enough', roles: ['reader'] } });
    const key = (await ask(first.url, { method: 'POST', path: '/_security/api_key', body: { name: 'k' } })).body as { encoded: string };
    await first.close();

    const second = await startForTest({ dataDirectory: directory });
    expect((await ask(second.url, { method: 'GET', path: '/other/_doc/1' })).body).toMatchObject({ _index: 'plain', _version: 2, _seq_no: 1, _source: { k: 'b', n: 2 } });
    expect((await ask(second.url, { method: 'GET', path: '/plain/_mapping' })).body).toEqual({ plain: { mappings: { properties: { k: { type: 'keyword' }, n: { type: 'long' } } } } });
    expect((await ask(second.url, { method: 'PUT', path: '/plain/_doc/2', body: {} })).body).toMatchObject({ _version: 2, _seq_no: 3 });
    expect((await ask(second.url, { method: 'GET', path: '/mine-a/_count' })).body).toMatchObject({ count: 1 });
    expect((await ask(second.url, { method: 'GET', path: '/plain/_search', auth: 'rita:long-enough' })).status).toBe(200);
    expect((await ask(second.url, { method: 'GET', path: '/_security/_authenticate', auth: null, headers: { authorization: `ApiKey ${key.encoded}` } })).body).toMatchObject({ authentication_type: 'api_key' });
    await second.close();
  });

  it('keeps an index and fields that a refused write made', async () => {
    const first = await startForTest({ dataDirectory: directory });
    await ask(first.url, { method: 'PUT', path: '/half/_doc/1', body: '{"n": 1, "n": 2}' });
    await ask(first.url, { method: 'PUT', path: '/half/_doc/2?if_seq_no=9&if_primary_term=1', body: { added: true } });
    await ask(first.url, { method: 'PUT', path: '/half/_doc/3', body: { n: 3 } });
    await first.close();
    const second = await startForTest({ dataDirectory: directory });
    expect((await ask(second.url, { method: 'GET', path: '/half/_doc/3' })).body).toMatchObject({ found: true, _source: { n: 3 } });
    expect((await ask(second.url, { method: 'GET', path: '/half/_mapping' })).body).toEqual({ half: { mappings: { properties: { added: { type: 'boolean' }, n: { type: 'long' } } } } });
    await second.close();
  });

  it('is private, and used by one service at a time', async () => {
    const service = await startForTest({ dataDirectory: directory });
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await expect(startForTest({ dataDirectory: directory })).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(String(process.pid)) as string });
    await service.close();
    const again = await startForTest({ dataDirectory: directory });
    await again.close();
  });

  it('is taken over from a process that is gone', async () => {
    writeFileSync(join(directory, 'store.lock'), '999999999 1');
    const service = await startForTest({ dataDirectory: directory });
    await service.close();
    expect(existsSync(join(directory, 'store.lock'))).toBe(false);
  });

  it('with files of somebody else is refused, fresh or not, and left as it is', async () => {
    writeFileSync(join(directory, 'letter.txt'), 'dear diary');
    for (const fresh of [true, false]) await expect(startForTest({ dataDirectory: directory, fresh })).rejects.toMatchObject({ code: 'not_a_store' });
    expect(readdirSync(directory)).toEqual(['letter.txt']);
  });

  it('starts fresh by deleting only what the store made', async () => {
    const first = await startForTest({ dataDirectory: directory });
    await ask(first.url, { method: 'PUT', path: '/gone/_doc/1', body: {} });
    await first.close();
    writeFileSync(join(directory, 'note.txt'), 'kept');
    const second = await startForTest({ dataDirectory: directory, fresh: true });
    expect((await ask(second.url, { method: 'GET', path: '/gone' })).status).toBe(404);
    await second.close();
    expect(readdirSync(directory).sort()).toEqual([MARKER_FILE, 'note.txt', DATABASE_FILE, `${DATABASE_FILE}-lock`].sort());
  });

  it('drops a record that was not written whole, and says so', async () => {
    const first = await startForTest({ dataDirectory: directory });
    await ask(first.url, { method: 'PUT', path: '/docs/_doc/1', body: { n: 1 } });
    await ask(first.url, { method: 'PUT', path: '/docs/_doc/2', body: { n: 2 } });
    const { uuid } = ((await ask(first.url, { method: 'GET', path: '/docs' })).body as { docs: { settings: { index: { uuid: string } } } }).docs.settings.index;
    await first.close();
    const root = open({ path: join(directory, DATABASE_FILE), noSubdir: true, compression: true, maxDbs: 4 });
    await root.openDB({ name: 'documents', encoding: 'msgpack' }).put([uuid, 1], ['2', 1, '{"n":', null]);
    await root.close();

    const lines: string[] = [];
    const second = await startForTest({ dataDirectory: directory, log: (line) => lines.push(line) });
    expect(lines.join('\n')).toContain('was not written whole was dropped: sequence number 1');
    expect((await ask(second.url, { method: 'GET', path: '/docs/_doc/1' })).status).toBe(200);
    expect((await ask(second.url, { method: 'GET', path: '/docs/_doc/2' })).status).toBe(404);
    await second.close();
  });
});
