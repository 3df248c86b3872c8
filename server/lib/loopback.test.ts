import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDetectionEngineClient } from './detection_engine_client';
import { createLoopback } from './loopback';
import { UpstreamFailure } from './upstream_failure';

let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Seen {
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
}

async function listen(answer: (url: string, response: http.ServerResponse) => void): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = http.createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    request.resume();
    answer(request.url ?? '', response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

function json(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function loopbackTo(port: number, serverBasePath = '', hostname = '127.0.0.1', timeLimitMs = 2_000) {
  return createLoopback({ getServerInfo: () => ({ name: 'kibana', hostname, port, protocol: 'http' }), basePath: { serverBasePath }, timeLimitMs });
}

async function failureOf(promise: Promise<unknown>): Promise<UpstreamFailure> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof UpstreamFailure)) throw new Error(`no UpstreamFailure: ${String(error)}`);
  return error;
}

const get = { method: 'GET', path: '/api/x', spaceId: 'default', credentials: { authorization: 'Basic secret' } } as const;

describe('loopback', () => {
  it('sends the credentials it is given, what Kibana wants of every call, and nothing else', async () => {
    const { port, seen } = await listen((_, response) => json(response, 200, { ok: true }));
    await loopbackTo(port)({ ...get, spaceId: 'blue team', apiVersion: '2023-10-31', credentials: { cookie: 'sid=1' } });
    expect(seen[0]?.url).toBe('/s/blue%20team/api/x');
    expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual(['accept', 'connection', 'cookie', 'elastic-api-version', 'host', 'kbn-xsrf', 'x-elastic-internal-origin']);
  });

  it('reaches a server that listens on every address', async () => {
    const { port } = await listen((_, response) => json(response, 200, { ok: true }));
    expect((await loopbackTo(port, '', '0.0.0.0')(get)).body).toEqual({ ok: true });
  });

  it('finds out once whether the server itself wants the base path', async () => {
    for (const rewrites of [true, false]) {
      const { port, seen } = await listen((url, response) => json(response, url.startsWith('/kibana') === rewrites ? 200 : 404, {}));
      const loopback = loopbackTo(port, '/kibana');
      await loopback(get);
      await loopback(get);
      expect(seen.map(({ url }) => url)).toEqual(['/kibana/api/status', ...Array<string>(2).fill(rewrites ? '/kibana/api/x' : '/api/x')]);
      server?.close();
    }
  });

  it('is not misled by a Kibana that asks strangers to log in before it says that a page is not there', async () => {
    const { port, seen } = await listen((url, response) => {
      const isKnown = seen[seen.length - 1]?.headers.authorization === 'Basic secret';
      json(response, url.startsWith('/kibana') ? (isKnown ? 404 : 401) : 200, {});
    });
    const loopback = loopbackTo(port, '/kibana');
    expect((await loopback({ ...get, credentials: { authorization: 'Basic wrong' } })).status).toBe(401);
    expect((await loopback(get)).status).toBe(200);
  });

  it('refuses redirects', async () => {
    const { port, seen } = await listen((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    expect((await failureOf(loopbackTo(port)(get))).code).toBe('upstream_failed');
    expect(seen).toHaveLength(1);
  });

  it('gives up after the time limit, without a word about what was sent', async () => {
    const { port } = await listen(() => undefined);
    const failure = await failureOf(loopbackTo(port, '', '127.0.0.1', 100)(get));
    expect(failure.code).toBe('detection_engine_unavailable');
    expect(failure.message).toContain('time limit');
    expect(`${failure.message}${JSON.stringify(failure.details)}${failure.stack}`).not.toContain('secret');
  });

  it('gives up too where the answer never ends', async () => {
    const { port } = await listen((_, response) => response.writeHead(200).write('{'));
    expect((await failureOf(loopbackTo(port, '', '127.0.0.1', 100)(get))).code).toBe('detection_engine_unavailable');
  });

  it('says that nobody listens', async () => {
    expect((await failureOf(loopbackTo(1)(get))).message).toContain('ECONNREFUSED');
  });

  it('refuses an answer that is no JSON', async () => {
    const { port } = await listen((_, response) => response.writeHead(200).end('<html>'));
    expect((await failureOf(loopbackTo(port)(get))).code).toBe('upstream_failed');
  });
});

describe('detection engine client', () => {
  async function clientTo(status: number, body: unknown) {
    const { port, seen } = await listen((_, response) => json(response, status, body));
    const client = createDetectionEngineClient({ loopback: loopbackTo(port), credentials: () => ({ authorization: 'irrelevant' }), spaceId: 'default' });
    return { client, seen };
  }

  it('reads both shapes of error bodies', async () => {
    const security = await clientTo(409, { message: 'rule_id: "x" already exists', status_code: 409 });
    expect(await failureOf(security.client.readRights())).toMatchObject({ code: 'conflict', status: 409, message: 'rule_id: "x" already exists' });
    const listed = await clientTo(400, { message: ['one', 'two'], status_code: 400 });
    expect(await failureOf(listed.client.readRights())).toMatchObject({ code: 'upstream_failed', message: 'one; two' });
    const core = await clientTo(403, { statusCode: 403, error: 'Forbidden', message: 'Forbidden' });
    expect(await failureOf(core.client.readRights())).toMatchObject({ code: 'forbidden', status: 403 });
    const lost = await clientTo(401, { statusCode: 401, error: 'Unauthorized', message: 'x' });
    expect(await failureOf(lost.client.readRights())).toMatchObject({ code: 'authentication_not_forwardable' });
  });

  it('tells a rule that is not there from an engine that is not there', async () => {
    const missing = await clientTo(404, { message: 'id: "x" not found', status_code: 404 });
    expect(await missing.client.getRule('x')).toBeUndefined();
    const absent = await clientTo(404, { statusCode: 404, error: 'Not Found', message: 'Not Found' });
    expect((await failureOf(absent.client.readRights())).code).toBe('detection_engine_unavailable');
    expect((await failureOf(absent.client.getRule('x'))).code).toBe('detection_engine_unavailable');
  });

  it('asks for rules by their quoted ids and gives the oldest first', async () => {
    const rule = (id: string, created_at: string) => ({ id, rule_id: 'a', created_at });
    const { client, seen } = await clientTo(200, { data: [rule('2', '2024-01-01'), rule('1', '2024-01-01'), rule('0', '2025-01-01'), { id: 'x', rule_id: 'other', created_at: '' }] });
    expect((await client.findRules(['a', 'b"'])).map(({ id }) => id)).toEqual(['1', '2', '0']);
    expect(new URL(`http://x${seen[0]?.url}`).searchParams.get('filter')).toBe('alert.attributes.params.ruleId: ("a" OR "b\\"")');
  });

  it('asks nothing where no rule is asked for: an empty list of values is no KQL', async () => {
    const { client, seen } = await clientTo(400, { message: 'Expected "(", NOT, value, whitespace but ")" found.' });
    expect([await client.findRules([]), (await client.findAlertingFacts([])).size, seen.length]).toEqual([[], 0, 0]);
  });

  it('hands on the words of a Kibana that does not run a rule now', async () => {
    const clientThatSays = async (status: number, words: string) => createDetectionEngineClient({ loopback: loopbackTo((await listen((_, response) => response.writeHead(status).end(words))).port), credentials: () => get.credentials, spaceId: 'default' });
    expect(await (await clientThatSays(204, '')).runRuleSoon('x')).toEqual({ outcome: 'started' });
    expect(await (await clientThatSays(200, 'La règle est déjà en cours d’exécution')).runRuleSoon('x')).toEqual({ outcome: 'not_now', words: 'La règle est déjà en cours d’exécution' });
    expect(await (await clientThatSays(404, '{"statusCode":404}')).runRuleSoon('x')).toEqual({ outcome: 'not_offered' });
  });

  it('knows as whom rules run from one answer, and of none where that is refused', async () => {
    const { client, seen } = await clientTo(200, { data: [{ id: '1', api_key_owner: 'tuner', api_key_created_by_user: false }, { id: '2', api_key_owner: null }] });
    expect([...(await client.findAlertingFacts(['a', 'b']))]).toEqual([['1', { apiKeyOwner: 'tuner', apiKeyCreatedByUser: false }], ['2', { apiKeyCreatedByUser: false }]]);
    expect(seen.map(({ url }) => url.split('?')[0])).toEqual(['/api/alerting/rules/_find']);
    expect((await (await clientTo(403, { message: 'no' })).client.findAlertingFacts(['a'])).size).toBe(0);
  });

  it('keeps what succeeded of a bulk action that answers 500', async () => {
    const { client } = await clientTo(500, { statusCode: 500, message: 'Bulk edit failed', attributes: { errors: [{ message: 'Rule not found', rules: [{ id: 'b' }] }], results: { updated: [{ id: 'a' }], skipped: [] } } });
    expect(await client.switchRules(['a', 'b'], true)).toEqual({ changed: [{ id: 'a' }], errors: [{ message: 'Rule not found', ids: ['b'] }] });
  });
});
