import type { Logger, SavedObjectsClientContract } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import type { InstallReport } from '../../common/api';
import type { LoopbackAnswer } from '../lib/loopback';
import { UpstreamFailure } from '../lib/upstream_failure';
import { installAtStartUp } from './install_at_start_up';

const said: string[] = [];
const write = (message: string | Error): void => void said.push(String(message));
const log: Logger = { trace: write, debug: write, info: write, warn: write, error: write, fatal: write, get: () => log };

/** Answers in turn: the last one for ever. */
async function start(answers: ReadonlyArray<LoopbackAnswer | UpstreamFailure>, stopAfter = Infinity): Promise<{ reports: InstallReport[]; asked: number }> {
  said.length = 0;
  const stopped = new AbortController();
  const reports: InstallReport[] = [];
  let asked = 0;
  await installAtStartUp({
    loopback: async ({ path }) => {
      if (path.includes('_find')) return { status: 200, body: { data: [] } };
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (asked >= stopAfter) stopped.abort();
      if (!answer || answer instanceof UpstreamFailure) throw answer;
      return answer;
    },
    apiKey: 'secret-key',
    enableRules: false,
    spaceId: 'default',
    ruleContents: [],
    savedObjects: {} as SavedObjectsClientContract,
    log,
    signal: stopped.signal,
    report: (report) => void reports.push(report),
    firstDelayMs: 1,
    longestDelayMs: 5,
  });
  return { reports, asked };
}

const ready = { status: 200, body: { is_authenticated: true, has_encryption_key: true } };
const notListening = new UpstreamFailure(0, 'connect ECONNREFUSED');
const notReady = { status: 503, body: { statusCode: 503, message: 'Kibana server is not ready yet' } };

describe('installAtStartUp', () => {
  it('asks again until the detection engine answers, and says a trouble once', async () => {
    const { asked, reports } = await start([notListening, notListening, notReady, notReady, ready]);
    expect(asked).toBe(5);
    expect(reports.at(-1)).toEqual({ installed: [], unchanged: [], kept: [], notOffered: [], failed: [] });
    expect(said.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(1);
  });

  it('stops when the host stops', async () => {
    expect((await start([notListening], 3)).asked).toBe(3);
  });

  it('takes a refusal for an answer', async () => {
    const cases = [
      [{ status: 403, body: { message: 'Your license does not allow this' } }, 'licence'],
      [{ status: 200, body: { is_authenticated: true, has_encryption_key: false } }, 'encryption_key_missing'],
    ] as const;
    for (const [answer, code] of cases) {
      const { asked, reports } = await start([answer]);
      expect([asked, reports.at(-1)?.failed[0]?.code]).toEqual([1, code]);
    }
  });

  it('asks again where the key is refused, and says so once for each cause', async () => {
    const forbidden = (request: string) => ({ status: 403, body: { message: `Forbidden [request ${request}]` } });
    const { asked, reports } = await start([{ status: 401, body: { message: 'Unauthorized' } }, { status: 401, body: { message: 'Unauthorized' } }, forbidden('1'), forbidden('2'), ready]);
    expect(asked).toBe(5);
    expect(reports.map(({ failed }) => failed[0]?.code)).toEqual(['unauthenticated', 'unauthenticated', 'forbidden', 'forbidden', undefined]);
    expect(said.filter((line) => line.includes('unauthenticated'))).toHaveLength(1);
    expect(said.filter((line) => line.includes('forbidden'))).toHaveLength(1);
  });

  it('never says the key', async () => {
    await start([{ status: 401, body: { message: 'Unauthorized' } }], 2);
    expect(said.join()).not.toContain('secret-key');
  });
});
