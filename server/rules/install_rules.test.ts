import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InstallReport, RuleRow } from '../../common/api';
import { packageRules } from '../../scripts/package_rules';
import { startAnotherHost, startTestStack, type AnotherHost, type TestClient, type TestStack } from '../../standalone/testing';

const contents = packageRules().rules;
/** The embedded stack has no ES|QL. */
const offered = contents.filter(({ type }) => type !== 'esql').map(({ rule_id }) => rule_id);
const shipped = offered.length;
const notOffered = contents.flatMap(({ rule_id: ruleId, twin }) => (twin === undefined ? [] : [{ ruleId, twin }]));
const path = '/internal/staging_watch/rules';
const sequence = 'staging-watch-seed-eql-sequence';
const script = 'staging-watch-script-downloaded';

/** Every start installs and enables all rules, and here hosts start many times. */
vi.setConfig({ testTimeout: 180_000 });

interface InstalledRule {
  readonly id: string;
  readonly rule_id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly revision: number;
  readonly query: string;
}
type Rules = { rules: RuleRow[]; notOffered?: unknown[]; installMode: string; startUp?: InstallReport; absentPlugins: string[] };

async function rulesOf(client: TestClient, prefix = ''): Promise<InstalledRule[]> {
  const { body } = await client.request<{ data: InstalledRule[] }>('GET', `${prefix}/api/detection_engine/rules/_find?per_page=1000&sort_field=name&sort_order=asc`);
  return body.data;
}

async function rows(client: TestClient): Promise<Rules> {
  const { status, body } = await client.request<Rules>('GET', path);
  expect(status).toBe(200);
  return body;
}

async function until<T>(read: () => Promise<T>, isReady: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const value = await read();
    if (isReady(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ready: ${JSON.stringify(await read()).slice(0, 500)}`);
}

async function createKey(stack: TestStack, roles?: Record<string, unknown>): Promise<string> {
  const { body } = await stack.elasticsearchClient.request<{ encoded: string }>('POST', '/_security/api_key', { name: 'installer', ...(roles ? { role_descriptors: roles } : {}) });
  return body.encoded;
}

const withKey = (apiKey: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({ 'stagingWatch.install.apiKey': apiKey, 'stagingWatch.install.enableRules': true, ...more });
const started = (host: AnotherHost): Promise<InstallReport> => until(() => rows(host.as('admin')).then(({ startUp }) => startUp), (report): boolean => report !== undefined && !report.failed.some(({ code }) => code === 'detection_engine_unavailable')) as Promise<InstallReport>;

describe('with a key', () => {
  let stack: TestStack;
  let key: string;
  let hosts: AnotherHost[] = [];
  beforeAll(async () => {
    stack = await startTestStack({ installKey: false });
    key = await createKey(stack);
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.close()));
    await stack.close();
  });

  it('two hosts that start at once end with one rule of each kind, enabled', async () => {
    hosts = await Promise.all([startAnotherHost(stack, withKey(key)), startAnotherHost(stack, withKey(key))]);
    await Promise.all(hosts.map(started));
    const rules = await until(() => rulesOf(stack.as('admin')), (found) => found.length === shipped && found.every(({ enabled }) => enabled));
    expect(new Set(rules.map(({ rule_id }) => rule_id)).size).toBe(shipped);
    for (const host of hosts) {
      const { rules: shown, installMode, notOffered: absent } = await rows(host.as('viewer'));
      expect(installMode).toBe('api_key');
      expect(shown.map(({ ruleId, state, enabled }) => [ruleId, state, enabled])).toEqual(offered.map((ruleId) => [ruleId, 'installed', true]));
      expect(absent).toMatchObject(notOffered);
      expect(shown[0]?.runsAs?.apiKeyOfInstaller).toBe(true);
    }
  });

  it('three restarts bring no second rule and no new revision', async () => {
    const before = await rulesOf(stack.as('admin'));
    for (let restart = 1; restart <= 3; restart += 1) {
      const host = await startAnotherHost(stack, withKey(key));
      expect(await started(host)).toMatchObject({ installed: [], failed: [], kept: [], notOffered, unchanged: expect.arrayContaining([sequence]) });
      await host.close();
    }
    expect((await rulesOf(stack.as('admin'))).map(({ id, revision }) => [id, revision])).toEqual(before.map(({ id, revision }) => [id, revision]));
  });

  it('leaves alone what a person edited, disabled or deleted, and repairs it when asked', async () => {
    const admin = stack.as('admin');
    const edited = { rule_id: sequence, query: 'process where true', name: 'Mine', building_block_type: 'default', tiebreaker_field: 'event.sequence' };
    expect((await admin.request('PATCH', '/api/detection_engine/rules', edited)).status).toBe(200);
    expect((await admin.request('DELETE', `/api/detection_engine/rules?rule_id=${script}`)).status).toBe(200);
    const third = (await rulesOf(admin)).find(({ rule_id }) => rule_id !== sequence);
    await admin.request('PATCH', '/api/detection_engine/rules', { id: third?.id, enabled: false });
    for (let restart = 1; restart <= 2; restart += 1) {
      const host = await startAnotherHost(stack, withKey(key));
      const { kept, installed } = await started(host);
      await host.close();
      expect(installed).toEqual([]);
      expect(kept.sort((a, b) => a.ruleId.localeCompare(b.ruleId))).toEqual([{ ruleId: script, why: 'deleted' }, { ruleId: sequence, why: 'edited' }]);
    }
    const after = await rulesOf(admin);
    expect(after).toHaveLength(shipped - 1);
    expect(after.find(({ rule_id }) => rule_id === sequence)).toMatchObject({ name: 'Mine', query: 'process where true' });
    expect(after.find(({ id }) => id === third?.id)?.enabled).toBe(false);
    expect(Object.fromEntries((await rows(admin)).rules.map(({ ruleId, state }) => [ruleId, state]))).toMatchObject({ [script]: 'deleted', [sequence]: 'edited' });

    const repaired = await stack.as('tuner').request<InstallReport>('POST', `${path}/_install`, { repair: true, ruleIds: [sequence] });
    expect(repaired.body).toMatchObject({ installed: [sequence], failed: [] });
    expect((await admin.request<InstallReport>('POST', `${path}/_install`, { repair: true })).body).toMatchObject({ installed: [script], failed: [] });
    expect((await rows(admin)).rules.map(({ ruleId, state }) => [ruleId, state])).toEqual(offered.map((ruleId) => [ruleId, 'installed']));
  });

  it('installs into every configured space, and nothing leaks between them', async () => {
    const admin = stack.as('admin');
    await admin.request('POST', '/api/spaces/space', { id: 'blue', name: 'Blue', disabledFeatures: [] });
    const before = await rulesOf(admin);
    const host = await startAnotherHost(stack, withKey(key, { 'stagingWatch.install.spaces': ['default', 'blue'] }));
    const blue = await until(() => rulesOf(admin, '/s/blue'), (found) => found.length === shipped && found.every(({ enabled }) => enabled));
    await started(host);
    await host.close();
    expect(blue.map(({ rule_id }) => rule_id).sort()).toEqual(before.map(({ rule_id }) => rule_id).sort());
    expect(blue.filter(({ id }) => before.some((rule) => rule.id === id))).toEqual([]);
    expect(await rulesOf(admin)).toEqual(before);
  });

  it('says in codes what a key must not do or is not', async () => {
    const weak = await createKey(stack, { nothing: { cluster: [], indices: [], applications: [] } });
    for (const [apiKey, code] of [[weak, 'forbidden'], ['bm90OmFrZXk=', 'unauthenticated']] as const) {
      const host = await startAnotherHost(stack, withKey(apiKey));
      const { failed, installed } = await started(host);
      await host.close();
      expect(installed).toEqual([]);
      expect(failed[0]?.code).toBe(code);
      expect(JSON.stringify(failed)).not.toContain(apiKey);
    }
  });
});

describe('without a key', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ installKey: false });
  });
  afterAll(() => stack.close());

  it('waits for a user who may, and then installs once, disabled, as the seeds are written', async () => {
    expect(await rows(stack.as('viewer'))).toMatchObject({ installMode: 'on_open', absentPlugins: [] });
    expect(await rulesOf(stack.as('admin'))).toEqual([]);
    expect((await stack.as('viewer').request('POST', `${path}/_install`, {})).status).toBe(403);
    const [first, second] = await Promise.all([1, 2].map(() => stack.as('tuner').request<InstallReport>('POST', `${path}/_install`, {})));
    expect(first?.body.failed).toEqual([]);
    expect(second?.body.failed).toEqual([]);
    expect((await stack.as('tuner').request<InstallReport>('POST', `${path}/_install`, {})).body).toMatchObject({ installed: [], failed: [] });
    const rules = await rulesOf(stack.as('admin'));
    expect(rules.map(({ enabled }) => enabled)).toEqual(Array(shipped).fill(false));
    const { rules: shown } = await rows(stack.as('viewer'));
    expect(rules.find(({ rule_id }) => rule_id === sequence)?.query).toBe(shown.find(({ ruleId }) => ruleId === sequence)?.query);
  });

  it('enables with one click, with an identity of its own', async () => {
    const enabled = await stack.as('tuner').request<{ changed: string[]; failed: unknown[] }>('POST', `${path}/_enable`, { ruleIds: [sequence, 'nothing'], enabled: true });
    expect(enabled.body).toMatchObject({ changed: [sequence], failed: [{ ruleId: 'nothing' }] });
    const row = (await rows(stack.as('viewer'))).rules.find(({ ruleId }) => ruleId === sequence);
    expect(row).toMatchObject({ enabled: true, state: 'installed', runsAs: { user: 'tuner', apiKeyOfInstaller: false } });
  });

  it('runs a rule now, or says why not', async () => {
    const run = (ruleId: string) => stack.as('tuner').request<{ started: boolean; why?: string }>('POST', `${path}/${ruleId}/_run_now`).then(({ body }) => body);
    expect(await run(sequence)).toEqual({ started: true });
    expect(await run(script)).toEqual({ started: false, why: 'disabled' });
    expect(await run('nothing')).toEqual({ started: false, why: 'missing' });
  });
});
