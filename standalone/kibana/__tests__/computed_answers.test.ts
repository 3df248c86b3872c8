import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost } from './start_test_host';
import { temporaryDirectory } from './temporary_directory';

const json = { 'kbn-xsrf': 'test', 'content-type': 'application/json' };
const auditLogFile = path.join(temporaryDirectory('host-audit'), 'audit.ndjson');

describe('answers with other names, ids and spaces than the recordings', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost({ auditLogFile });
    for (const id of ['a', 'b']) await host.send('POST', '/api/spaces/space', { headers: json, body: { id, name: `Space ${id}` } });
  });
  afterAll(async () => host.close());
  const login = async (username: string, next = ''): Promise<string> => {
    const body = { providerType: 'basic', providerName: 'basic', currentURL: `http://localhost/login${next}`, params: { username, password: 'changeme' } };
    const answer = await host.send('POST', '/internal/security/login', { user: '', headers: json, body });
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };

  it('keeps objects of one space out of the others', async () => {
    const created = await host.send('POST', '/s/a/api/saved_objects/single-thing/one', { headers: json, body: { attributes: { size: 3, label: 'x' } } });
    expect(created.body).toMatchObject({ id: 'one', namespaces: ['a'], typeMigrationVersion: '10.1.0', migrationVersion: { 'single-thing': '10.1.0' } });
    expect((await host.send('GET', '/s/b/api/saved_objects/single-thing/one')).body).toEqual({ statusCode: 404, error: 'Not Found', message: 'Saved object [single-thing/one] not found' });
    expect((await host.send('GET', '/api/saved_objects/_find?type=single-thing')).body).toMatchObject({ total: 0 });
    expect((await host.send('POST', '/s/b/api/saved_objects/single-thing/one', { headers: json, body: { attributes: { size: 4 } } })).status).toBe(200);
    expect((await host.send('GET', '/s/a/api/saved_objects/_find?type=single-thing')).body).toMatchObject({ total: 1, saved_objects: [{ attributes: { size: 3 } }] });
  });

  it('keeps the id of an object of several spaces to itself', async () => {
    await host.send('POST', '/s/a/api/saved_objects/index-pattern/view', { headers: json, body: { attributes: { title: 't' } } });
    expect((await host.send('GET', '/s/b/api/saved_objects/index-pattern/view')).status).toBe(404);
    expect((await host.send('PUT', '/s/b/api/saved_objects/index-pattern/view', { headers: json, body: { attributes: { title: 'u' } } })).status).toBe(404);
    expect((await host.send('DELETE', '/s/b/api/saved_objects/index-pattern/view', { headers: json })).status).toBe(404);
    expect((await host.send('POST', '/s/b/api/saved_objects/index-pattern/view?overwrite=true', { headers: json, body: { attributes: { title: 'u' } } })).status).toBe(409);
    expect((await host.send('GET', '/s/a/api/saved_objects/index-pattern/view')).body).toMatchObject({ attributes: { title: 't' } });
  });

  it('deletes what lives in a space with it', async () => {
    await host.send('POST', '/api/spaces/space', { headers: json, body: { id: 'gone', name: 'Gone' } });
    await host.send('POST', '/s/gone/api/saved_objects/single-thing/two', { headers: json, body: { attributes: { size: 1 } } });
    expect((await host.send('DELETE', '/api/spaces/space/gone', { headers: json })).status).toBe(204);
    await host.send('POST', '/api/spaces/space', { headers: json, body: { id: 'gone', name: 'Back' } });
    expect((await host.send('GET', '/s/gone/api/saved_objects/single-thing/two')).status).toBe(404);
  });

  it('sorts, filters and pages', async () => {
    for (const size of [5, 1, 4, 2, 3]) await host.send('POST', '/s/b/api/saved_objects/single-thing', { headers: json, body: { attributes: { size: size * 10, label: size % 2 ? 'odd' : 'even' } } });
    const sizes = async (query: string) => {
      const { body } = await host.send('GET', `/s/b/api/saved_objects/_find?type=single-thing&${query}`);
      return (body as { saved_objects?: Array<{ attributes: { size: number } }> }).saved_objects?.map(({ attributes }) => attributes.size) ?? body;
    };
    const filter = (text: string) => `sort_field=size&filter=${encodeURIComponent(text)}`;
    expect(await sizes('sort_field=size&sort_order=desc&per_page=2&page=2')).toEqual([30, 20]);
    expect(await sizes(filter('single-thing.attributes.label: "odd"'))).toEqual([10, 30, 50]);
    expect(await sizes(filter('single-thing.attributes.label: e* and not single-thing.attributes.size > 30'))).toEqual([20]);
    expect(await sizes(filter('single-thing.attributes.label: (odd or even) and single-thing.attributes.size >= 40'))).toEqual([40, 50]);
    expect(await sizes(filter('single-thing.attributes.label:'))).toMatchObject({ statusCode: 400 });
    expect(await sizes(filter('other.attributes.label: x'))).toMatchObject({ statusCode: 400, message: 'This type other is not allowed: Bad Request' });
    expect(await sizes('search=odd&search_fields=label&per_page=1')).toHaveLength(1);
  });

  it('refuses attributes that the newest model version refuses, unknown types, and hidden ones', async () => {
    expect((await host.send('POST', '/api/saved_objects/single-thing', { headers: json, body: { attributes: { size: 'x' } } })).body).toMatchObject({ statusCode: 400 });
    expect((await host.send('POST', '/api/saved_objects/nothing', { headers: json, body: { attributes: {} } })).body).toMatchObject({ statusCode: 400, message: "Unsupported saved object type: 'nothing': Bad Request" });
    expect((await host.send('GET', '/api/saved_objects/space/default')).status).toBe(404);
    expect((await host.send('POST', '/api/saved_objects/secret-thing', { headers: json, body: { attributes: {} } })).status).toBe(400);
  });

  it('lets a user see only what their features grant, in the spaces they grant it', async () => {
    const create = (prefix: string, user: string) => host.send('POST', `${prefix}/api/saved_objects/single-thing`, { user, headers: json, body: { attributes: { size: 1 } } });
    expect((await create('', 'golden_read')).body).toMatchObject({ statusCode: 403, message: 'Unable to create single-thing' });
    expect((await create('', 'golden_in_a')).status).toBe(403);
    expect((await create('/s/a', 'golden_in_a')).status).toBe(200);
    expect((await host.send('GET', '/api/saved_objects/_find?type=single-thing', { user: 'golden_none' })).body).toMatchObject({ total: 0 });
    expect((await host.send('GET', '/api/spaces/space', { user: 'golden_in_a' })).body).toMatchObject([{ id: 'a' }]);
    expect((await host.send('GET', '/api/spaces/space/b', { user: 'golden_in_a' })).body).toMatchObject({ statusCode: 403, message: 'Unauthorized to get b space' });
    expect((await host.send('POST', '/api/spaces/space', { user: 'golden_author', headers: json, body: { id: 'c', name: 'C' } })).body).toMatchObject({ statusCode: 403, message: 'Unauthorized to create spaces' });
    expect((await host.send('GET', '/api/features', { user: 'golden_author' })).status).toBe(403);
    expect((await host.send('GET', '/api/security/role/golden_read', { user: 'golden_author' })).status).toBe(403);
  });

  it('opens a route with a sub-feature privilege only', async () => {
    const triage = (user: string, prefix = '') => host.send('POST', `${prefix}/api/test/triage`, { user, headers: json, body: { id: 'alert-7' } });
    expect((await triage('golden_author')).status).toBe(200);
    expect((await triage('golden_read')).status).toBe(403);
    // `minimal_all` leaves the sub-features out.
    expect((await triage('golden_in_a', '/s/a')).status).toBe(403);
    await host.kibana.pluginsReady;
    await expect.poll(() => readFileSync(auditLogFile, 'utf8')).toContain('"message":"alert-7"');
    const event = readFileSync(auditLogFile, 'utf8').split('\n').find((line) => line.includes('alert-7')) ?? '';
    expect(JSON.parse(event)).toMatchObject({ event: { action: 'triage' }, user: { name: 'golden_author' }, kibana: { space_id: 'default' } });
  });

  it('acts as the user of a session, in the space of the request', async () => {
    const cookie = await login('golden_author');
    const who = await host.send('GET', '/s/a/api/test/who', { user: '', headers: { cookie } });
    expect(who.body).toEqual({ elasticsearch: 'golden_author', kibana: 'golden_author', space: 'a', basePath: '/s/a', authorization: 'string' });
  });

  it('goes to where a login came from, but never to another host', async () => {
    const location = async (next: string) => {
      const body = { providerType: 'basic', providerName: 'basic', currentURL: `http://localhost/login?next=${encodeURIComponent(next)}`, params: { username: 'elastic', password: 'changeme' } };
      return (await host.send('POST', '/internal/security/login', { user: '', headers: json, body })).body;
    };
    expect(await location('/s/a/app/x?y=1#/z')).toEqual({ location: '/s/a/app/x?y=1#/z' });
    for (const evil of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) expect(await location(evil)).toEqual({ location: '/' });
  });

  it('keeps a user\'s own data with their profile', async () => {
    const [one, two] = [await login('golden_author'), await login('golden_read')];
    const headers = { ...json, cookie: one };
    expect((await host.send('POST', '/internal/security/user_profile/_data', { user: '', headers, body: { userSettings: { darkMode: 'dark' } } })).status).toBe(200);
    expect((await host.send('GET', '/internal/security/user_profile?dataPath=userSettings', { user: '', headers })).body).toMatchObject({ data: { userSettings: { darkMode: 'dark' } }, user: { full_name: 'Golden author' } });
    expect((await host.send('GET', '/internal/security/user_profile?dataPath=*', { user: '', headers: { cookie: two } })).body).toMatchObject({ data: {} });
  });

  it('computes capabilities from features, user and space', async () => {
    const capabilities = async (user: string, prefix = '') => (await host.send('POST', `${prefix}/api/core/capabilities`, { user, headers: json, body: { applications: ['some_app'] } })).body;
    expect(await capabilities('elastic')).toMatchObject({ navLinks: { some_app: true, discover: true }, siem: { show: true, crud: true, triage: true }, spaces: { manage: true } });
    expect(await capabilities('golden_read')).toMatchObject({ navLinks: { discover: false }, siem: { show: true, crud: false, triage: false }, spaces: { manage: false } });
    await host.send('PUT', '/api/spaces/space/b', { headers: json, body: { id: 'b', name: 'Space b', disabledFeatures: ['siem'] } });
    expect(await capabilities('elastic', '/s/b')).toMatchObject({ siem: { show: false, crud: false } });
  });

  it('keeps settings apart in each space', async () => {
    expect((await host.send('POST', '/s/a/api/kibana/settings', { headers: json, body: { changes: { 'theme:darkMode': true, dateFormat: 'YYYY' } } })).status).toBe(200);
    expect((await host.send('GET', '/s/a/api/kibana/settings')).body).toEqual({ settings: { 'theme:darkMode': { userValue: true }, dateFormat: { userValue: 'YYYY' } } });
    await host.send('DELETE', '/s/a/api/kibana/settings/dateFormat', { headers: json });
    expect((await host.send('GET', '/s/a/api/kibana/settings')).body).toEqual({ settings: { 'theme:darkMode': { userValue: true } } });
    expect((await host.send('GET', '/api/kibana/settings')).body).toEqual({ settings: {} });
    expect((await host.send('POST', '/api/kibana/settings', { user: 'golden_read', headers: json, body: { changes: { dateFormat: 'x' } } })).status).toBe(403);
  });

  it('reads validation functions, size limits and error bodies with attributes', async () => {
    const send = (body: unknown) => host.send('POST', '/api/test/refusals', { headers: json, body });
    expect((await send({})).body).toEqual({ statusCode: 400, error: 'Bad Request', message: '[request body]: name: Required' });
    expect((await send({ name: 'x' })).body).toEqual({ statusCode: 422, error: 'Unprocessable Entity', message: 'not x', attributes: { name: 'x' } });
    expect((await send({ name: 'x'.repeat(200) })).body).toEqual({ statusCode: 413, error: 'Request Entity Too Large', message: 'Payload content length greater than maximum allowed: 100' });
    expect((await send('{"__proto__":{"name":"x"}}')).body).toMatchObject({ statusCode: 400, message: 'Invalid request payload JSON format' });
  });

  it('names what it does not implement', async () => {
    expect((await host.send('PUT', '/api/security/role/x', { headers: json, body: { kibana: [] } })).body).toMatchObject({ statusCode: 501, message: expect.stringContaining('PUT /api/security/role') as unknown });
    expect((await host.send('GET', '/api/cases/_find')).body).toMatchObject({ statusCode: 501, message: 'GET /api/cases/_find is not implemented by the standalone host' });
  });

  it('shows its state in full to users', async () => {
    expect((await host.send('GET', '/api/status')).body).toMatchObject({
      name: 'kibana',
      version: { number: '8.12.2', build_number: 70281, build_snapshot: false },
      status: { overall: { level: 'available', summary: 'All services and plugins are available' }, core: { elasticsearch: { level: 'available' } }, plugins: { recordedFeatures: { level: 'available' } } },
    });
  });
});
