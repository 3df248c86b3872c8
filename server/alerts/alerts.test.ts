import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointResponse, findAlerts as findContract, getAlert as getContract, setAlertStatus as statusContract } from '../../common/api';
import { packageRules } from '../../scripts/package_rules';
import { startTestStack, type TestClient, type TestStack } from '../../standalone/testing';

const root = '/internal/staging_watch/alerts';
const sequence = 'staging-watch-seed-eql-sequence';
type Found = EndpointResponse<typeof findContract>;
type One = EndpointResponse<typeof getContract>;
type Status = EndpointResponse<typeof statusContract>;

let stack: TestStack;
let analyst: TestClient;

const minutesAgo = (minutes: number, plusMs = 0): string => new Date(Date.now() - minutes * 60_000 + plusMs).toISOString();

/** A redirect into Temp, then the file: what the seed's sequence is about. */
function redirect(host: string, minutes: number, entityId = 'p1', tagsOf: readonly string[][] = []): Array<Record<string, unknown>> {
  const path = 'C:\\Users\\ana\\AppData\\Local\\Temp\\all.tmp';
  const common = { 'host.id': `id-${host}`, 'host.name': host, 'host.os.type': 'windows', 'user.name': 'ana', 'data_stream.type': 'logs', 'data_stream.namespace': 'default', 'process.executable': 'C:\\Windows\\System32\\cmd.exe', 'process.name': 'cmd.exe' };
  const command = `cmd.exe /c whoami /all >> ${path}`;
  return [
    { ...common, ...(tagsOf[0] ? { tags: tagsOf[0] } : {}), '@timestamp': minutesAgo(minutes), 'data_stream.dataset': 'endpoint.events.process', 'event.category': ['process'], 'event.type': ['start'], 'event.action': 'start', 'event.sequence': 1, 'process.entity_id': 'p1', 'process.command_line': command, 'process.args': command.split(' '), 'process.parent.name': 'explorer.exe', 'process.parent.executable': 'C:\\Windows\\explorer.exe' },
    { ...common, ...(tagsOf[1] ? { tags: tagsOf[1] } : {}), '@timestamp': minutesAgo(minutes, 1_500), 'data_stream.dataset': 'endpoint.events.file', 'event.category': ['file'], 'event.type': ['creation'], 'event.action': 'creation', 'event.sequence': 2, 'process.entity_id': entityId, 'file.path': path, 'file.name': 'all.tmp', 'file.extension': 'tmp' },
  ];
}

const find = async (query = '', client: TestClient = analyst): Promise<Found> => {
  const { status, body } = await client.request<Found>('GET', `${root}?from=now-1d&to=now%2B1m&rule=${sequence}${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const setStatus = (ids: readonly string[], status: string, client: TestClient = analyst, as?: string) => client.request<Status & { attributes?: { code: string } }>('POST', `${root}/_set_status`, { ids, status, ...(as === undefined ? {} : { as }) });

beforeAll(async () => {
  stack = await startTestStack();
  await stack.waitForRules();
  analyst = stack.as('analyst');
});
afterAll(() => stack.close());

describe('alerts', () => {
  it('are none before there are any', async () => {
    expect(await find()).toMatchObject({ alerts: [], total: 0, totalRelation: 'eq', facets: { rules: [], hosts: [] } });
  });

  it('are one row an episode, times and parents from the blocks', async () => {
    await stack.index([...redirect('ws-1', 30), ...redirect('ws-2', 50, 'p2'), ...redirect('ws-3', 70)]);
    await stack.runRules();
    const { alerts, total, facets } = await find();
    expect(total).toBe(3);
    const first = alerts.find(({ host }) => host.name === 'ws-1');
    expect(first).toMatchObject({ status: 'open', severity: 'high', riskScore: 73, rule: { ruleId: sequence }, user: { name: 'ana' }, parent: { name: 'explorer.exe' }, joinStrength: 'same_process', missingEvents: 0 });
    expect(first?.events.map(({ position, category }) => [position, category])).toEqual([[1, 'process'], [2, 'file']]);
    expect(Date.now() - Date.parse(first?.occurredAt ?? '')).toBeGreaterThan(29 * 60_000);
    expect(Date.parse(first?.occurredAt ?? '')).toBe(Date.parse(first?.events[0]?.occurredAt ?? ''));
    expect(Date.now() - Date.parse(first?.createdAt ?? '')).toBeLessThan(60_000);
    expect(first?.documentIds).toHaveLength(3);
    expect(alerts.find(({ host }) => host.name === 'ws-2')?.joinStrength).toBe('same_user_and_folder');
    expect(facets.hosts).toEqual(expect.arrayContaining([{ name: 'ws-1', count: expect.any(Number) }, { name: 'ws-2', count: expect.any(Number) }]));
    expect(facets.rules).toContainEqual({ ruleId: sequence, name: expect.stringContaining('seed'), count: 3 });
  });

  it('are sorted, filtered and paged', async () => {
    const hosts = async (query: string): Promise<Array<string | undefined>> => (await find(query)).alerts.map(({ host }) => host.name);
    expect(await hosts('&sort=host&order=asc')).toEqual(['ws-1', 'ws-2', 'ws-3']);
    expect(await hosts('&sort=host&order=desc&perPage=1&page=2')).toEqual(['ws-2']);
    expect(await hosts('&host=ws-3&host=ws-1&sort=host&order=asc')).toEqual(['ws-1', 'ws-3']);
    expect((await find('&status=closed')).total).toBe(0);
    for (const sort of ['created', 'severity', 'status', 'rule']) expect((await find(`&sort=${sort}&order=asc`)).alerts).toHaveLength(3);
    expect((await analyst.request('GET', `${root}?from=yesterday-ish`)).status).toBe(400);
    expect((await analyst.request('GET', `${root}?page=101&perPage=100`)).status).toBe(400);
  });

  it('are shown one by one with a reason why they matched, by the id of the shell or of a block', async () => {
    const [alert] = (await find('&host=ws-1')).alerts;
    const { body, status } = await analyst.request<One>('GET', `${root}/${alert?.id}`);
    expect(status).toBe(200);
    expect(body.alert).toEqual(alert);
    expect(body.explanation.kind).toBe('explained');
    if (body.explanation.kind === 'explained') {
      expect(body.explanation.events.map(({ position }) => position)).toEqual([1, 2]);
      expect(body.explanation.events[0]?.predicates.some(({ text = '', spans }) => spans.some(({ start, end, part }) => text.slice(start, end).toLowerCase() === part.toLowerCase()))).toBe(true);
    }
    const block = alert?.documentIds.find((id) => id !== alert.id);
    expect((await analyst.request<One>('GET', `${root}/${block}`)).body.alert?.id).toBe(alert?.id);
    expect((await analyst.request('GET', `${root}/nothing`)).status).toBe(404);
  });

  it('change their status as a whole, shell and blocks, and tell what did not', async () => {
    const { alerts } = await find('&sort=host&order=asc');
    const [one, two] = alerts.map(({ id }) => id);
    const answer = await setStatus([one ?? '', 'nothing'], 'acknowledged');
    expect(answer.body).toEqual({ updated: [one], failed: [{ id: 'nothing', reason: 'not_found', message: expect.any(String) }] });
    const { body } = await stack.as('admin').request<{ hits: { hits: Array<{ _source: Record<string, unknown> }> } }>('POST', '/api/detection_engine/signals/search', { size: 10, query: { ids: { values: alerts[0]?.documentIds } } });
    expect(body.hits.hits.map(({ _source }) => _source['kibana.alert.workflow_status'])).toEqual(Array(3).fill('acknowledged'));
    expect((await find('&sort=status&order=desc')).alerts.map(({ status }) => status)).toEqual(['open', 'open', 'acknowledged']);
    expect((await setStatus([one ?? '', two ?? ''], 'closed')).body.updated).toEqual([one, two]);
    expect((await find('&status=open')).alerts.map(({ host }) => host.name)).toEqual(['ws-3']);
  });

  it('survive many hands on one alert', async () => {
    const [alert] = (await find('&host=ws-3')).alerts;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => setStatus([alert?.id ?? ''], ['open', 'acknowledged', 'closed'][index % 3] ?? 'open')));
    for (const { status, body } of answers) expect([status, body.updated.length + body.failed.length]).toEqual([200, 1]);
    expect((await setStatus([alert?.id ?? ''], 'open')).body.updated).toEqual([alert?.id]);
  });

  it('are refused to whoever may not read or write them, and never as an empty list', async () => {
    const [alert] = (await find()).alerts;
    expect((await stack.as('nobody').request('GET', root)).status).toBe(403);
    expect((await setStatus([alert?.id ?? ''], 'closed', stack.as('viewer'))).status).toBe(403);
    expect((await find('', stack.as('viewer'))).total).toBe(3);
  });

  it('of an exercise are left out and counted where every event carries the tag, shown when asked, and closed as test', async () => {
    const tag = 'staging-watch-test';
    const rulesOf = async () => (await analyst.request<{ rules: Array<{ ruleId: string; alertsLast24h?: number; testAlertsLast24h?: number }> }>('GET', '/internal/staging_watch/rules')).body.rules.find(({ ruleId }) => ruleId === sequence);
    await stack.index([...redirect('red-1', 20, 'p1', [[tag, 'other'], [tag]]), ...redirect('red-2', 10, 'p1', [[tag], ['other']])]);
    await stack.runRules();
    const hidden = await find('&sort=host&order=asc');
    expect([hidden.alerts.map(({ host }) => host.name), hidden.testAlerts]).toEqual([['red-2', 'ws-1', 'ws-2', 'ws-3'], 1]);
    expect(hidden.facets.hosts.map(({ name }) => name)).not.toContain('red-1');
    expect((await find('&host=ws-1')).testAlerts).toBe(0);
    const { alerts, testAlerts } = await find('&tests=only');
    expect([alerts.map(({ host, isTest }) => [host.name, isTest]), testAlerts]).toEqual([[['red-1', true]], 1]);
    const shown = await find('&tests=show&sort=host&order=asc');
    expect([shown.total, shown.alerts[0]?.isTest, shown.alerts[1]?.isTest, shown.facets.hosts.map(({ name }) => name).includes('red-1')]).toEqual([5, true, false, true]);
    expect(await rulesOf()).toMatchObject({ alertsLast24h: 4, testAlertsLast24h: 1 });

    const [test, real] = [alerts[0]?.id ?? '', hidden.alerts[0]?.id ?? ''];
    expect((await setStatus([test], 'open', analyst, 'test')).status).toBe(400);
    expect((await setStatus([test, real], 'closed', analyst, 'test')).body).toEqual({ updated: [test], failed: [{ id: real, reason: 'not_a_test', message: expect.any(String) }] });
    const { body } = await stack.as('admin').request<{ hits: { hits: Array<{ _source: Record<string, unknown> }> } }>('POST', '/api/detection_engine/signals/search', { size: 10, query: { ids: { values: alerts[0]?.documentIds } } });
    expect(body.hits.hits.map(({ _source }) => [_source['kibana.alert.workflow_status'], _source['kibana.alert.workflow_tags']])).toEqual(Array(3).fill(['closed', ['Staging Watch: test']]));
    expect((await find('&host=red-2')).alerts[0]?.status).toBe('open');
  });

  it('do not cross spaces', async () => {
    await stack.as('admin').request('POST', '/api/spaces/space', { id: 'blue', name: 'Blue', disabledFeatures: [] });
    const { status, body } = await stack.as('admin').request<Found>('GET', `/s/blue${root}?from=now-1d`);
    expect([status, body.total]).toEqual([200, 0]);
    expect((await stack.as('admin').request<{ rules: Array<{ state: string }> }>('GET', '/s/blue/internal/staging_watch/rules')).body.rules.map(({ state }) => state)).toEqual(Array(packageRules().rules.length).fill('missing'));
  });
});
