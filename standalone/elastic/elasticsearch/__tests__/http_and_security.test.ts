import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startElasticsearchInWorker, type ElasticsearchService } from '../index';
import { ask, startForTest } from './service';

const ROLES = {
  triage: { indices: [{ names: ['alerts-*'], privileges: ['read', 'write', 'view_index_metadata', 'maintenance'] }] },
  look: { indices: [{ names: ['alerts-*', 'all-alerts'], privileges: ['read'] }], applications: [{ application: 'kibana-.kibana', privileges: ['feature_siem.read'], resources: ['space:default'] }] },
};
const USERS = [
  { username: 'elastic', password: 'changeme', roles: ['superuser'] },
  { username: 'analyst', password: 'changeme', roles: ['triage'] },
  { username: 'viewer', password: 'changeme', roles: ['look'] },
  { username: 'nobody', password: 'changeme', roles: [] },
];
const ANALYST = 'analyst:changeme';
const VIEWER = 'viewer:changeme';
const NOBODY = 'nobody:changeme';

let service: ElasticsearchService;
let url: string;

beforeAll(async () => {
  service = await startForTest({ users: USERS, roles: ROLES });
  url = service.url;
  await ask(url, { method: 'PUT', path: '/alerts-1', body: { aliases: { 'all-alerts': {} } } });
  await ask(url, { method: 'PUT', path: '/alerts-1/_doc/1?refresh=true', body: { status: 'open' } });
  await ask(url, { method: 'PUT', path: '/secret/_doc/1?refresh=true', body: {} });
});
afterAll(() => service.close());

describe('host names', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST:1234'])('%s is answered', async (host) => {
    expect((await ask(url, { method: 'GET', path: '/', headers: { host } })).status).toBe(200);
  });

  it.each(['example.org', '127.0.0.1.example.org', '0.0.0.0'])('%s is refused before anything else', async (host) => {
    const answer = await ask(url, { method: 'GET', path: '/', headers: { host }, auth: null });
    expect(answer.status).toBe(421);
    expect(answer.headers['x-elastic-product']).toBeUndefined();
  });

  it('allows no other origin', async () => {
    const answer = await ask(url, { method: 'GET', path: '/', headers: { origin: 'http://example.org' } });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('what is not implemented', () => {
  it.each([
    ['POST', '/_sql'], ['GET', '/_ml/anomaly_detectors'], ['POST', '/alerts-1/_forcemerge'], ['PUT', '/_snapshot/mine'], ['GET', '/_cat/shards'], ['POST', '/_query'], ['GET', '/alerts-1/_eql/search/abc'],
  ])('%s %s is refused by name', async (method, path) => {
    const answer = await ask(url, { method, path });
    expect(answer.status).toBe(501);
    expect(JSON.stringify(answer.body)).toContain(path);
  });

  it.each([
    [{ knn: {} }, 'knn'], [{ suggest: {} }, 'suggest'], [{ rescore: {} }, 'rescore'], [{ aggs: { a: { percentiles: { field: 'n' } } } }, 'percentiles'], [{ sort: [{ _script: {} }] }, '_script'],
  ])('search option %j names %s', async (body, name) => {
    const answer = await ask(url, { method: 'POST', path: '/alerts-1/_search', body });
    expect(answer.status).toBe(501);
    expect(JSON.stringify(answer.body)).toContain(name);
  });
});

describe('rights', () => {
  it.each([
    [ANALYST, 'GET', '/alerts-1/_search', 200], [ANALYST, 'PUT', '/alerts-1/_doc/2', 201], [ANALYST, 'POST', '/alerts-1/_refresh', 200], [ANALYST, 'DELETE', '/alerts-1', 403], [ANALYST, 'GET', '/secret/_search', 403],
    [VIEWER, 'GET', '/alerts-1/_search', 200], [VIEWER, 'GET', '/all-alerts/_search', 200], [VIEWER, 'PUT', '/alerts-1/_doc/3', 403], [VIEWER, 'POST', '/alerts-1/_update_by_query', 403], [VIEWER, 'GET', '/secret/_doc/1', 403],
    [NOBODY, 'GET', '/alerts-1/_search', 403], [NOBODY, 'GET', '/missing/_search', 403], [NOBODY, 'PUT', '/_index_template/x', 403], [NOBODY, 'GET', '/_security/user', 403], [NOBODY, 'POST', '/_security/api_key', 403],
  ] as const)('%s %s %s: %i', async (auth, method, path, status) => {
    const body = method === 'PUT' || path === '/_security/api_key' ? { name: 'x', index_patterns: ['x'] } : undefined;
    expect((await ask(url, { method, path, auth, body })).status).toBe(status);
  });

  it('narrow wildcards silently', async () => {
    const everything = await ask(url, { method: 'GET', path: '/*/_search?size=0', auth: VIEWER });
    expect(everything.body).toMatchObject({ _shards: { total: 1, failed: 0 } });
    expect((await ask(url, { method: 'GET', path: '/*/_search', auth: NOBODY })).body).toMatchObject({ hits: { total: { value: 0 }, hits: [] } });
  });

  it('are told by _has_privileges', async () => {
    const body = { index: [{ names: ['alerts-1', 'secret'], privileges: ['read', 'write'] }], application: [{ application: 'kibana-.kibana', privileges: ['feature_siem.read', 'feature_siem.all'], resources: ['space:default'] }] };
    const answer = await ask(url, { method: 'POST', path: '/_security/user/_has_privileges', auth: VIEWER, body });
    expect(answer.body).toMatchObject({
      has_all_requested: false,
      index: { 'alerts-1': { read: true, write: false }, secret: { read: false, write: false } },
      application: { 'kibana-.kibana': { 'space:default': { 'feature_siem.read': true, 'feature_siem.all': false } } },
    });
  });

  it('of an API key are those it was made with, and end with it', async () => {
    const made = (await ask(url, { method: 'POST', path: '/_security/api_key/grant', body: { grant_type: 'password', username: 'viewer', password: 'changeme', api_key: { name: 'narrow' } } })).body as { id: string; encoded: string };
    const headers = { authorization: `ApiKey ${made.encoded}` };
    expect((await ask(url, { method: 'GET', path: '/alerts-1/_search', auth: null, headers })).status).toBe(200);
    expect((await ask(url, { method: 'PUT', path: '/alerts-1/_doc/9', auth: null, headers, body: {} })).status).toBe(403);
    await ask(url, { method: 'DELETE', path: '/_security/api_key', body: { ids: [made.id] } });
    expect((await ask(url, { method: 'GET', path: '/alerts-1/_search', auth: null, headers })).status).toBe(401);
  });

  it.each([null, 'elastic:wrong', 'somebody:changeme'])('nobody gets in as %s', async (auth) => {
    const answer = await ask(url, { method: 'GET', path: '/', auth });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('Basic realm="security"');
  });
});

describe('concurrent writers', () => {
  it('that expect the same version: one wins', async () => {
    const first = (await ask(url, { method: 'PUT', path: '/locks/_create/a', body: { owner: 0 } })).body as { _seq_no: number; _primary_term: number };
    const path = `/locks/_doc/a?if_seq_no=${first._seq_no}&if_primary_term=${first._primary_term}`;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, owner) => ask(url, { method: 'PUT', path, body: { owner: owner + 1 } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    const created = await Promise.all(Array.from({ length: 20 }, () => ask(url, { method: 'PUT', path: '/locks/_create/b', body: {} })));
    expect(created.filter((answer) => answer.status === 201)).toHaveLength(1);
  });
});

describe('hostile documents', () => {
  it('reach no prototype', async () => {
    const text = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}},"a":{"b":1},"a.c":2}';
    expect((await ask(url, { method: 'PUT', path: '/hostile/_doc/1?refresh=true', body: text })).status).toBe(201);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const found = await ask(url, { method: 'POST', path: '/hostile/_search', body: { query: { term: { 'a.c': 2 } }, fields: ['*'], _source: ['a.*', '__proto__'] } });
    expect(found.body).toMatchObject({ hits: { total: { value: 1 } } });
    const update = await ask(url, { method: 'POST', path: '/hostile/_update/1', body: '{"doc":{"__proto__":{"polluted":false}}}' });
    expect(update.status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('that are nested too deeply are refused, not a crash', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    expect((await ask(url, { method: 'PUT', path: '/hostile/_doc/2', body: deep })).status).toBe(400);
    expect((await ask(url, { method: 'POST', path: '/hostile/_search', body: deep })).status).toBe(400);
    expect((await ask(url, { method: 'GET', path: '/' })).status).toBe(200);
  });

  it('scripts that never end are stopped', async () => {
    const answer = await ask(url, { method: 'POST', path: '/hostile/_update/1', body: { script: { source: 'int i = 0; while (true) { i++; }' } } });
    expect(answer.status).toBe(400);
  });

  it('long numbers keep their digits', async () => {
    await ask(url, { method: 'PUT', path: '/hostile/_doc/3', body: '{"big": 9223372036854775807,  "f": 1.0}' });
    const raw = await fetch(`${url}/hostile/_source/3`, { headers: { authorization: `Basic ${Buffer.from('elastic:changeme').toString('base64')}` } });
    expect(await raw.text()).toBe('{"big": 9223372036854775807,  "f": 1.0}');
  });
});

describe('the official client', () => {
  it('talks to a service in a worker thread', async () => {
    const worker = await startElasticsearchInWorker({ port: 0, dataDirectory: undefined, users: USERS, roles: ROLES });
    const client = new Client({ node: worker.url, auth: { username: 'elastic', password: 'changeme' } });
    try {
      await client.bulk({ refresh: true, operations: [{ create: { _index: 'winlogbeat-x' } }, { '@timestamp': '2024-05-01T00:00:00Z', event: { category: ['process'] }, process: { name: 'Robocopy.exe' } }] });
      const found = await client.search({ index: 'winlogbeat-*', query: { term: { 'process.name.caseless': 'robocopy.exe' } } });
      expect(found.hits.hits).toHaveLength(1);
      const events = await client.eql.search({ index: 'winlogbeat-*', query: 'process where process.name : "robocopy*"' });
      expect(events.hits.events).toHaveLength(1);
      await expect(client.get({ index: 'winlogbeat-x', id: 'none' })).rejects.toMatchObject({ statusCode: 404 });
    } finally {
      await client.close();
      await worker.close();
    }
  });
});
