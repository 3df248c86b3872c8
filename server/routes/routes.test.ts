import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contracts from '../../common/api';
import { startTestStack, type TestStack } from '../../standalone/testing';
import { routes } from './index';

type User = 'admin' | 'tuner' | 'analyst' | 'viewer' | 'nobody';
interface Contract {
  readonly method: string;
  readonly path: string;
  readonly privilege: string;
}

const endpoints = Object.entries(contracts).flatMap(([name, value]): Array<readonly [string, Contract]> => (typeof value === 'object' && 'path' in value && 'privilege' in value ? [[name, value as Contract]] : []));
const allowed: Readonly<Record<string, readonly User[]>> = {
  read: ['admin', 'tuner', 'analyst', 'viewer'],
  triage: ['admin', 'tuner', 'analyst'],
  tune: ['admin', 'tuner'],
  manage_rules: ['admin', 'tuner'],
};
/** Valid for the endpoints that need something; of what does not exist, so that nothing is changed. */
const bodies: Readonly<Record<string, unknown>> = {
  setAlertStatus: { ids: ['nothing'], status: 'closed' },
  previewExclusionSwitch: { on: true },
  turnOnExclusion: { reason: 'test' },
  turnOffExclusion: { reason: 'test' },
  installRules: {},
  enableRules: { ruleIds: ['nothing'], enabled: true },
  runCoverage: { ruleIds: [], testIds: [] },
  addCoverageTest: { name: 'a test', ndjson: '{"@timestamp":"2024-01-01T00:00:00Z","event.category":"process","event.module":"endpoint"}', caughtBy: [] },
};
const queries: Readonly<Record<string, string>> = { getHostTimeline: '?hostName=nothing&at=2024-01-01T00:00:00Z', getCoverageCell: '?ruleId=nothing&testId=nothing&style=sysmon' };

describe.each(['8.12.2', '9.5.0'] as const)('routes on %s', (kibanaVersion) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ kibanaVersion });
    await stack.waitForRules();
  });
  afterAll(() => stack.close());

  const call = (user: User, name: string, { method, path }: Contract, body: unknown = bodies[name]) => stack.as(user).request<{ message?: string }>(method.toUpperCase(), path.replace(/\{\w+\}/, 'nothing') + (queries[name] ?? ''), body);

  it('are all registered', () => expect(routes).toHaveLength(endpoints.length));

  it.each(endpoints)('%s is refused to whoever has no right, and to nobody else', async (name, endpoint) => {
    for (const user of ['admin', 'tuner', 'analyst', 'viewer', 'nobody'] as const) {
      const { status, body } = await call(user, name, endpoint);
      const mayCall = allowed[endpoint.privilege]?.includes(user) ?? false;
      if (mayCall) expect([200, 404], `${name} as ${user}: ${status} ${JSON.stringify(body)}`).toContain(status);
      else expect([status, body.message], `${name} as ${user}`).toEqual([403, expect.any(String)]);
    }
  });

  it.each(endpoints.filter(([, { method }]) => method === 'post'))('%s refuses a body it does not know', async (name, endpoint) => {
    const known = (bodies[name] ?? {}) as object;
    expect((await call('admin', name, endpoint, { ...known, unknown: true })).status).toBe(400);
  });

  it.each(endpoints.filter(([, { method }]) => method === 'get'))('%s refuses a query it does not know', async (name, { path }) => {
    const query = queries[name] ? `${queries[name]}&unknown=1` : '?unknown=1';
    expect((await stack.as('admin').request('GET', path.replace(/\{\w+\}/, 'nothing') + query)).status).toBe(400);
  });
});
