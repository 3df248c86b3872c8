import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExclusionRow } from '../../common/api';
import { packageRules } from '../../scripts/package_rules';
import { startTestStack, type TestStack } from '../../standalone/testing';
import type { Orders, Result } from './one_host';

/** The embedded stack has no ES|QL. */
const shipped = packageRules().rules.filter(({ type }) => type !== 'esql').length;
let stack: TestStack;
let key: string;
beforeAll(async () => {
  stack = await startTestStack({ installKey: false });
  key = (await stack.elasticsearchClient.request<{ encoded: string }>('POST', '/_security/api_key', { name: 'installer' })).body.encoded;
});
afterAll(() => stack.close());

function runHost(orders: Pick<Orders, 'configuration' | 'awaitInstall' | 'switches'>): Promise<Result> {
  const environment = { ...process.env, ORDERS: JSON.stringify({ url: stack.elasticsearch.url, authorization: stack.hostAuthorization, ...orders }) };
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'one_host.ts')], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      const line = text.split('\n').find((found) => found.startsWith('RESULT '));
      if (line) resolve(JSON.parse(line.slice('RESULT '.length)) as Result);
      else reject(new Error(`the host ended with ${code}: ${text.slice(-2_000)}`));
    });
  });
}

describe('two operating-system processes', () => {
  it('that install at once end with one rule of each kind', async () => {
    const orders = { configuration: { 'stagingWatch.install.apiKey': key, 'stagingWatch.install.enableRules': true }, awaitInstall: true, switches: [] };
    const results = await Promise.all([runHost(orders), runHost(orders)]);
    for (const { report } of results) expect(report?.kept).toEqual([]);
    const { body } = await stack.as('admin').request<{ data: Array<{ rule_id: string; enabled: boolean }> }>('GET', '/api/detection_engine/rules/_find?per_page=1000');
    expect(body.data).toHaveLength(shipped);
    expect(new Set(body.data.map(({ rule_id }) => rule_id)).size).toBe(shipped);
    expect(body.data.every(({ enabled }) => enabled)).toBe(true);
  }, 300_000);

  it('that switch a hundred times lose none', async () => {
    const rows = async (): Promise<ExclusionRow[]> => (await stack.as('tuner').request<{ exclusions: ExclusionRow[] }>('GET', '/internal/staging_watch/exclusions')).body.exclusions.filter(({ source }) => source === 'seed');
    const all = await rows();
    const halves = [all.filter((_, index) => index % 2 === 0), all.filter((_, index) => index % 2 === 1)];
    const orders = halves.map((half) => Array.from({ length: 50 }, (_, index) => ({ id: half[index % half.length]?.id ?? '', on: Math.floor(index / half.length) % 2 === 1 })));
    const results = await Promise.all(orders.map((switches) => runHost({ configuration: {}, awaitInstall: false, switches })));
    expect(results.flatMap(({ statuses }) => statuses)).toEqual(Array(100).fill(200));
    const wanted = Object.fromEntries(orders.flat().map(({ id, on }) => [id, on]));
    expect(Object.fromEntries((await rows()).map(({ id, on }) => [id, on]))).toEqual({ ...Object.fromEntries(all.map(({ id }) => [id, true])), ...wanted });
    const { body } = await stack.as('tuner').request<{ entries: Array<{ outcome: string }> }>('GET', '/internal/staging_watch/exclusions/_activity?perPage=100');
    expect(body.entries.filter(({ outcome }) => outcome === 'done')).toHaveLength(100);
  }, 300_000);
});
