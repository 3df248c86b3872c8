import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointResponse, findHosts as hostsContract, getHostTimeline as timelineContract } from '../../common/api';
import { startTestStack, type TestStack } from '../../standalone/testing';

type Timeline = EndpointResponse<typeof timelineContract>;
type Hosts = EndpointResponse<typeof hostsContract>;

const atMs = Date.now() - 3_600_000;
const at = new Date(atMs).toISOString();
let stack: TestStack;

function file(offsetMs: number, name: string, rest: Record<string, unknown> = {}): Record<string, unknown> {
  const path = `C:\\ProgramData\\stage\\${name}`;
  return {
    '@timestamp': new Date(atMs + offsetMs).toISOString(),
    'event.ingested': new Date(atMs + offsetMs + 2_000).toISOString(),
    'event.category': ['file'],
    'event.type': ['creation'],
    'event.action': 'creation',
    'data_stream.type': 'logs',
    'data_stream.dataset': 'endpoint.events.file',
    'data_stream.namespace': 'default',
    'host.id': 'h1',
    'host.name': 'ws-1',
    'host.os.type': 'windows',
    'user.name': 'ana',
    'process.entity_id': 'p1',
    'process.name': 'robocopy.exe',
    'process.executable': 'C:\\Windows\\System32\\Robocopy.exe',
    'file.path': path,
    'file.name': name,
    'file.extension': name.split('.').pop(),
    'file.size': 10,
    ...rest,
  };
}
const start = (offsetMs: number): Record<string, unknown> => {
  const { 'file.path': _path, 'file.name': _name, 'file.extension': _extension, 'file.size': _size, ...rest } = file(offsetMs, 'x');
  return { ...rest, 'event.category': ['process'], 'event.type': ['start'], 'event.action': 'start', 'data_stream.dataset': 'endpoint.events.process', 'process.command_line': 'robocopy.exe C:\\d C:\\ProgramData\\stage\\', 'process.args': ['robocopy.exe', 'C:\\d', 'C:\\ProgramData\\stage\\'], 'process.parent.name': 'explorer.exe' };
};

async function timeline(query: string, user: 'viewer' | 'analyst' | 'nobody' = 'viewer'): Promise<Timeline> {
  const { status, body } = await stack.as(user).request<Timeline>('GET', `/internal/staging_watch/host_timeline?at=${encodeURIComponent(at)}&${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

beforeAll(async () => {
  stack = await startTestStack();
  await stack.waitForRules();
  await stack.index([start(-1_000), file(0, 'a.zip'), file(1_000, 'b.txt'), file(2_000, 'c.zip'), file(30 * 60_000, 'later.zip'), file(0, 'z.zip', { 'host.id': 'h2', 'host.name': 'ws-2' }), file(-20 * 60_000, 'early.txt', { 'host.id': 'h2', 'host.name': 'ws-2' })]);
  await stack.runRules();
});
afterAll(() => stack.close());

describe('the timeline of a host', () => {
  it('shows its events and alerts around a moment in one order, repeats folded', async () => {
    const { rows, host, totalEvents, shownEvents, blindLanes } = await timeline('hostId=h1&hostName=ws-1&spanMinutes=5');
    expect(host).toEqual({ id: 'h1', name: 'ws-1', os: 'windows' });
    const events = rows.filter(({ lane }) => lane !== 'alert');
    expect(events.map(({ lane, count }) => [lane, count])).toEqual([['process', 1], ['file', 1], ['file', 2]]);
    expect(rows.length - events.length).toBeGreaterThanOrEqual(2);
    expect(events[2]).toMatchObject({ folder: 'C:\\ProgramData\\stage', extensions: ['txt', 'zip'], sizeBytes: 20, lagMs: 2_000, user: 'ana' });
    expect([totalEvents, shownEvents, blindLanes]).toEqual([4, 4, ['registry']]);
    const alert = rows.find(({ lane }) => lane === 'alert');
    expect(alert?.alert).toMatchObject({ status: 'open' });
    expect(Math.abs(Date.parse(alert?.occurredAt ?? '') - atMs)).toBeLessThan(5 * 60_000);
    expect(rows.map(({ occurredAt }) => occurredAt)).toEqual(rows.map(({ occurredAt }) => occurredAt).sort());
  });

  it('shows every event where asked, and more of them in a wider span', async () => {
    expect((await timeline('hostName=ws-1&spanMinutes=5&fold=false')).rows.filter(({ lane }) => lane === 'file')).toHaveLength(3);
    expect((await timeline('hostName=ws-1&spanMinutes=60')).totalEvents).toBe(5);
  });

  it('is of one host alone', async () => {
    expect((await timeline('hostId=h2&spanMinutes=5')).rows.filter(({ lane }) => lane === 'file').map(({ object }) => object)).toEqual(['C:\\ProgramData\\stage\\z.zip']);
  });

  it('tells an empty range from an unknown host', async () => {
    const empty = await stack.as('viewer').request<Timeline>('GET', `/internal/staging_watch/host_timeline?hostName=ws-2&spanMinutes=5&at=${encodeURIComponent(new Date(atMs + 20 * 60_000).toISOString())}`);
    expect(empty.body).toMatchObject({ rows: [], totalEvents: 0, lastEventAt: at });
    const unknown = await timeline('hostName=unknown');
    expect([unknown.rows, unknown.lastEventAt, unknown.blindLanes]).toEqual([[], undefined, ['process', 'file', 'registry']]);
  });

  it('is refused without a host, without a right, and for other spans', async () => {
    const status = async (query: string, user: 'viewer' | 'nobody' = 'viewer'): Promise<number> => (await stack.as(user).request('GET', `/internal/staging_watch/host_timeline?${query}`)).status;
    expect(await status(`at=${encodeURIComponent(at)}`)).toBe(400);
    expect(await status(`hostName=ws-1&at=${encodeURIComponent(at)}&spanMinutes=7`)).toBe(400);
    expect(await status('hostName=ws-1&at=now')).toBe(400);
    expect(await status(`hostName=ws-1&at=${encodeURIComponent(at)}`, 'nobody')).toBe(403);
  });
});

describe('no data and no right', () => {
  it('are told apart: whoever may use the app but read no index is refused, not shown an empty page', async () => {
    const applications = [{ application: 'kibana-.kibana', privileges: ['feature_stagingWatch.read', 'feature_siem.read'], resources: ['*'] }];
    const { body: key } = await stack.elasticsearchClient.request<{ encoded: string }>('POST', '/_security/api_key', { name: 'no indices', role_descriptors: { app: { cluster: [], indices: [], applications } } });
    const read = (path: string) => stack.as('viewer').request<{ attributes?: { code: string } }>('GET', `/internal/staging_watch/${path}`, undefined, { authorization: `ApiKey ${key.encoded}` });
    for (const path of ['hosts', 'alerts', `host_timeline?hostName=ws-1&at=${encodeURIComponent(at)}`]) expect(await read(path)).toMatchObject({ status: 403, body: { attributes: { code: 'forbidden' } } });
    expect((await read('exclusions')).status).toBe(200);
  });
});

describe('hosts', () => {
  it('come with open alerts first', async () => {
    const { body } = await stack.as('viewer').request<Hosts>('GET', '/internal/staging_watch/hosts?from=now-1d');
    expect(body.truncated).toBe(false);
    const [first, second] = body.hosts;
    expect(first).toMatchObject({ name: 'ws-1', id: 'h1', os: 'windows', events: 5 });
    expect(first?.openAlerts).toBeGreaterThan(0);
    expect(second).toMatchObject({ name: 'ws-2', events: 2 });
    expect(Date.parse(first?.lastEventAt ?? '')).toBe(atMs + 30 * 60_000);
  });
});
