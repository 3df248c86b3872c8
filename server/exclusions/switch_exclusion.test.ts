import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ExclusionRow } from '../../common/api';
import { startAnotherHost, startTestStack, type AnotherHost, type TestClient, type TestStack } from '../../standalone/testing';

const root = '/internal/staging_watch/exclusions';
const ruleId = 'staging-watch-seed-eql-sequence';
const ruleFile = path.resolve(import.meta.dirname, '../../rules/windows/collection_seed_copy_then_archive_in_staging_folder/rule.yml');
const { query: seedText } = parse(fs.readFileSync(ruleFile, 'utf8')) as { query: string };

interface Activity {
  readonly exclusionId: string;
  readonly outcome: string;
  readonly on: boolean;
  readonly by: string;
  readonly reason: string;
  readonly errorCode?: string;
  readonly queryBefore: string;
  readonly queryAfter?: string;
}
interface Rule {
  readonly id: string;
  readonly query: string;
  readonly revision: number;
}

let stack: TestStack;
let other: AnotherHost;
let tuner: TestClient;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.waitForRules();
  other = await startAnotherHost(stack);
  tuner = stack.as('tuner');
});
afterAll(async () => {
  await other.close();
  await stack.close();
});

/** Those of the seed sequence. */
const rows = async (client: TestClient = tuner): Promise<ExclusionRow[]> => (await client.request<{ exclusions: ExclusionRow[] }>('GET', root)).body.exclusions.filter((row) => row.ruleId === ruleId);
const rule = async (): Promise<Rule> => (await stack.as('admin').request<Rule>('GET', `/api/detection_engine/rules?rule_id=${ruleId}`)).body;
const turn = (id: string, on: boolean, client: TestClient = tuner, reason = 'test') => client.request<ExclusionRow & { attributes?: { code: string } }>('POST', `${root}/${encodeURIComponent(id)}/_turn_${on ? 'on' : 'off'}`, { reason });
const activity = async (perPage = 100): Promise<{ total: number; entries: Activity[] }> => (await tuner.request<{ total: number; entries: Activity[] }>('GET', `${root}/_activity?perPage=${perPage}`)).body;
const write = (query: string) => stack.as('admin').request('PATCH', '/api/detection_engine/rules', { rule_id: ruleId, query });

async function idOf(position: number, value: string): Promise<string> {
  const row = (await rows()).find((found) => found.position === position && found.value === value);
  if (!row) throw new Error(`no row for ${value}`);
  return row.id;
}

describe('a switch', () => {
  it('is one of thirteen rows, all on', async () => {
    const found = await rows(stack.as('viewer'));
    expect(found).toHaveLength(13);
    expect(found.every(({ on, state, source, ruleId: of }) => on && state === 'on' && source === 'seed' && of === ruleId)).toBe(true);
    expect(found.filter(({ position }) => position === 1).every(({ field }) => field === 'process.parent.name')).toBe(true);
  });

  it('rewrites one value of one clause, keeps the id, is written down, and goes back byte for byte', async () => {
    const id = await idOf(1, 'svchost.exe');
    const before = await rule();
    expect((await turn(id, false, tuner, ' N6 must alert ')).body).toMatchObject({ id, on: false, state: 'off', lastChange: { by: 'tuner', reason: 'N6 must alert', on: false } });
    const off = await rule();
    expect(off.query).toBe(seedText.replace('"svchost.exe", ', ''));
    expect([off.id, off.revision]).toEqual([before.id, before.revision + 1]);
    expect((await activity()).entries[0]).toMatchObject({ exclusionId: id, outcome: 'done', on: false, by: 'tuner', reason: 'N6 must alert', queryBefore: seedText, queryAfter: off.query });
    expect((await rows()).filter(({ on }) => !on).map((row) => row.id)).toEqual([id]);
    expect((await turn(id, true)).body.state).toBe('on');
    expect((await rule()).query).toBe(seedText);
  });

  it.each(['staging-watch-copy-then-write-endpoint', 'staging-watch-archive-by-new-program', 'staging-watch-many-files-one-process'])('takes a whole condition out of %s and puts it back byte for byte', async (conditionRule) => {
    const get = async (): Promise<Rule> => (await stack.as('admin').request<Rule>('GET', `/api/detection_engine/rules?rule_id=${conditionRule}`)).body;
    const ofRule = async () => (await tuner.request<{ exclusions: ExclusionRow[] }>('GET', root)).body.exclusions.filter((row) => row.ruleId === conditionRule);
    const [row] = await ofRule();
    if (!row) throw new Error('no exclusions');
    const before = await get();
    expect(before.query).toContain(`not (${row.value})`);
    const preview = await tuner.request<{ tests: number; blind: unknown[] }>('POST', `${root}/${encodeURIComponent(row.id)}/_preview`, { on: false });
    expect([preview.status, preview.body.blind]).toEqual([200, []]);
    expect((await get()).revision).toBe(before.revision);
    expect((await turn(row.id, false)).body).toMatchObject({ id: row.id, on: false, state: 'off' });
    expect((await get()).query).not.toContain(`not (${row.value})`);
    expect((await ofRule()).filter(({ on }) => !on).map(({ id }) => id)).toEqual([row.id]);
    expect((await turn(row.id, true)).body.state).toBe('on');
    expect((await get()).query).toBe(before.query);
  });

  it('is idempotent', async () => {
    const id = await idOf(2, 'Slack.exe');
    const { revision } = await rule();
    const { total } = await activity();
    expect((await turn(id, true)).status).toBe(200);
    expect([(await rule()).revision, (await activity()).total]).toEqual([revision, total]);
  });

  it('needs a reason, the right, and an exclusion', async () => {
    const id = await idOf(1, 'svchost.exe');
    for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 7 }]) expect((await tuner.request('POST', `${root}/${id}/_turn_off`, body)).status).toBe(400);
    for (const user of ['analyst', 'viewer', 'nobody'] as const) expect((await turn(id, false, stack.as(user))).status).toBe(403);
    expect(await turn('nothing', false)).toMatchObject({ status: 404, body: { attributes: { code: 'not_found' } } });
    expect((await rule()).query).toBe(seedText);
  });

  it('is not taken for an edit of the rule by the installation', async () => {
    const id = await idOf(2, 'Teams.exe');
    await turn(id, false);
    const { body } = await stack.as('admin').request<{ kept: unknown[]; installed: unknown[]; failed: unknown[] }>('POST', '/internal/staging_watch/rules/_install', {});
    expect(body).toMatchObject({ kept: [], installed: [], failed: [] });
    expect((await rows()).find((row) => row.id === id)?.on).toBe(false);
    await turn(id, true);
  });

  it('loses nothing over two hosts and a hundred switches at once', async () => {
    const all = await rows();
    const start = await activity(1);
    const clients = [tuner, other.as('tuner')];
    const orders = Array.from({ length: 100 }, (_, index) => ({ row: all[index % 13] as ExclusionRow, on: index >= 52 && index % 3 !== 0, client: clients[index % 2] as TestClient }));
    /* Each row is switched by one chain in order, so that what must come out is known; the chains run at the same time. */
    const chains = all.map((row) => orders.filter((order) => order.row.id === row.id).reduce((done, { on, client }) => done.then(async () => void expect((await turn(row.id, on, client)).status).toBe(200)), Promise.resolve()));
    await Promise.all(chains);
    const wanted = new Map(orders.map(({ row, on }) => [row.id, on]));
    expect(Object.fromEntries((await rows()).map(({ id, on }) => [id, on]))).toEqual(Object.fromEntries(wanted));
    const { entries, total } = await activity();
    expect(entries.slice(0, total - start.total).every(({ outcome }) => outcome === 'done')).toBe(true);
    const made = entries.slice(0, total - start.total).reverse();
    made.forEach((entry, index) => expect(entry.queryBefore).toBe(index === 0 ? seedText : made[index - 1]?.queryAfter));
    for (const { id } of all) await turn(id, true);
    expect((await rule()).query).toBe(seedText);
  }, 120_000);
});

/** A scheduled task that redirects into Windows\\Temp: what the seed's parent exclusion hides. */
function scheduledTask(minutes: number): Array<Record<string, unknown>> {
  const path = 'C:\\Windows\\Temp\\bouWFQYO.tmp';
  const at = (plusMs: number): string => new Date(Date.now() - minutes * 60_000 + plusMs).toISOString();
  const common = { 'host.id': 'h6', 'host.name': 'ws-6', 'host.os.type': 'windows', 'user.name': 'SYSTEM', 'process.entity_id': 'p6', 'process.name': 'cmd.exe', 'process.executable': 'C:\\Windows\\System32\\cmd.exe', 'data_stream.type': 'logs', 'data_stream.namespace': 'default' };
  return [
    { ...common, '@timestamp': at(0), 'data_stream.dataset': 'endpoint.events.process', 'event.category': ['process'], 'event.type': ['start'], 'event.action': 'start', 'event.sequence': 1, 'process.command_line': `cmd.exe /C whoami > ${path} 2>&1`, 'process.args': ['cmd.exe', '/C', 'whoami', '>', path, '2>&1'], 'process.parent.name': 'svchost.exe' },
    { ...common, '@timestamp': at(40), 'data_stream.dataset': 'endpoint.events.file', 'event.category': ['file'], 'event.type': ['creation'], 'event.action': 'creation', 'event.sequence': 2, 'file.path': path, 'file.name': 'bouWFQYO.tmp', 'file.extension': 'tmp' },
  ];
}

describe('the next run of the rule', () => {
  const alerts = async (): Promise<number> => {
    await stack.runRules();
    return (await tuner.request<{ total: number }>('GET', `/internal/staging_watch/alerts?from=now-1d&to=now%2B1m&rule=${ruleId}`)).body.total;
  };

  it('obeys', async () => {
    const id = await idOf(1, 'svchost.exe');
    await stack.index(scheduledTask(60));
    expect(await alerts()).toBe(0);
    await turn(id, false);
    expect(await alerts()).toBe(1);
    await turn(id, true);
    await stack.index(scheduledTask(20));
    expect(await alerts()).toBe(1);
  });
});

describe('a rule that a person edited', () => {
  it('is switched where the value stands, and refused where it does not', async () => {
    const edited = `/* mine */ ${seedText.replace('"svchost.exe", ', '').replace('maxspan=5m', 'maxspan=10m')}`;
    await write(edited);
    const found = await rows();
    const svchost = found.find(({ position, value }) => position === 1 && value === 'svchost.exe');
    const update = found.find(({ position, value }) => position === 1 && value === 'wuauclt.exe');
    expect([svchost?.state, svchost?.on, update?.state]).toEqual(['rule_edited', false, 'on']);
    for (const on of [true, false]) expect(await turn(svchost?.id ?? '', on)).toMatchObject({ status: 409, body: { attributes: { code: 'rule_edited' } } });
    expect((await activity()).entries[0]).toMatchObject({ outcome: 'refused', errorCode: 'rule_edited' });
    expect((await turn(update?.id ?? '', false)).body.state).toBe('off');
    expect((await rule()).query).toBe(edited.replace('"wuauclt.exe", ', ''));
    expect((await turn(update?.id ?? '', true)).body.state).toBe('on');
    expect((await rule()).query).toBe(edited);
  });

  it('says that the rule is missing where it was deleted', async () => {
    await stack.as('admin').request('DELETE', `/api/detection_engine/rules?rule_id=${ruleId}`);
    const found = await rows();
    expect(found.every(({ state, on }) => state === 'rule_missing' && !on)).toBe(true);
    expect((await turn(found[0]?.id ?? '', false)).status).toBe(404);
  });
});
