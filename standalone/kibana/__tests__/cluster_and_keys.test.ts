import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startElasticsearch, type ElasticsearchService } from '../../elastic/elasticsearch';
import { startKibana, type RunningKibana } from '..';
import { createLogger, type LogRecord } from '../logging/console_logger';
import { recordedFeaturesPlugin, send, startTestHost, type TestHost } from './start_test_host';

const json = { 'kbn-xsrf': 'test', 'content-type': 'application/json' };
const clusterUsers = [
  { username: 'elastic', password: 'changeme', roles: ['superuser'] },
  { username: 'ann', password: 'changeme', roles: ['watcher'] },
  { username: 'bob', password: 'changeme', roles: ['real_kibana_only'] },
];
const application = (name: string, privileges: string[]) => ({ applications: [{ application: name, privileges, resources: ['space:default'] }] });
const clusterRoles = {
  watcher: application('staging_watch_standalone', ['login:', 'api:triage', 'ui:siem/show']),
  real_kibana_only: application('kibana-.kibana', ['all']),
};

describe('on a cluster with users of its own', () => {
  let elasticsearch: ElasticsearchService;
  let kibana: RunningKibana;
  const records: LogRecord[] = [];
  const options = () => ({
    kibanaVersion: '8.12.2',
    port: 0,
    elasticsearch: { url: elasticsearch.url, hostCredentials: { username: 'elastic', password: 'changeme' } },
    pluginDirectories: [recordedFeaturesPlugin],
    librarySet: 'oldest' as const,
    log: createLogger((record) => records.push(record)),
  });
  beforeAll(async () => {
    elasticsearch = await startElasticsearch({ port: 0, dataDirectory: undefined, users: clusterUsers, roles: clusterRoles, sourceMappings: false });
    kibana = await startKibana(options());
    await kibana.pluginsReady;
  });
  afterAll(async () => {
    await kibana.close();
    await elasticsearch.close();
  });
  const as = (user: string, method: string, target: string, body?: unknown) => send(kibana.url, method, target, { user, headers: json, body });

  it('lets its users log in and acts as them', async () => {
    expect((await as('ann', 'GET', '/api/test/who')).body).toMatchObject({ elasticsearch: 'ann', kibana: 'ann' });
    const login = { providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username: 'ann', password: 'changeme' } };
    expect((await as('', 'POST', '/internal/security/login', login)).status).toBe(200);
    const wrong = await as('', 'POST', '/internal/security/login', { ...login, params: { username: 'ann', password: 'x' } });
    expect(wrong.body).toMatchObject({ statusCode: 401, message: expect.stringContaining('unable to authenticate user [ann]') as unknown });
  });

  it('asks the cluster what they may do, under an application of its own', async () => {
    const triage = { id: 'x' };
    expect((await as('elastic', 'POST', '/api/test/triage', triage)).status).toBe(200);
    expect((await as('ann', 'POST', '/api/test/triage', triage)).status).toBe(200);
    expect((await as('ann', 'POST', '/s/a/api/test/triage', triage)).status).toBe(403);
    // What a real Kibana grants on the same cluster means nothing here.
    expect((await as('bob', 'POST', '/api/test/triage', triage)).status).toBe(403);
    expect((await as('ann', 'POST', '/api/core/capabilities', { applications: [] })).body).toMatchObject({ siem: { show: true, crud: false } });
  });

  it('writes indices of its own prefix only', async () => {
    await as('elastic', 'POST', '/api/saved_objects/single-thing', { attributes: { size: 1 } });
    const indices = await send(elasticsearch.url, 'GET', '/_all?expand_wildcards=all');
    expect(Object.keys(indices.body as object)).toEqual(['.staging_watch_standalone_saved_objects']);
  });

  it('leaves an index of that name alone that it did not make', async () => {
    await send(elasticsearch.url, 'PUT', '/.staging_watch_standalone_of_others_saved_objects', { headers: json, body: { mappings: { properties: { a: { type: 'keyword' } } } } });
    const refused = await startKibana({ ...options(), indexPrefix: '.staging_watch_standalone_of_others_' });
    await expect(refused.pluginsReady).rejects.toThrow('was not made by this host');
    await refused.close();
    await expect(startKibana({ ...options(), indexPrefix: '.kibana_' })).rejects.toThrow('must begin with .staging_watch_standalone_');
  });

  it('refuses credentials in the address', async () => {
    const inAddress = { ...options(), elasticsearch: { ...options().elasticsearch, url: elasticsearch.url.replace('http://', 'http://elastic:changeme@') } };
    const refusal = await startKibana(inAddress).catch((error: unknown) => String(error));
    expect(refusal).toContain('Credentials in the address of Elasticsearch are refused');
    expect(refusal).not.toContain('changeme');
  });

  it('keeps what was stored when it starts again', async () => {
    await as('elastic', 'POST', '/api/spaces/space', { id: 'kept', name: 'Kept' });
    const again = await startKibana(options());
    await again.pluginsReady;
    expect((await send(again.url, 'GET', '/api/spaces/space/kept', {})).body).toMatchObject({ name: 'Kept' });
    await again.close();
  });
});

describe('API keys of the embedded stack', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost();
  });
  afterAll(async () => host.close());
  const withKey = async (owner: string, role_descriptors: object) => {
    const { body } = await send(host.elasticsearchUrl, 'POST', '/_security/api_key', { user: owner, headers: json, body: { name: 'test', role_descriptors } });
    const authorization = `ApiKey ${(body as { encoded: string }).encoded}`;
    return (method: string, target: string, sent?: unknown) => host.send(method, target, { user: '', headers: { ...json, authorization }, body: sent });
  };
  const kibanaPrivileges = (privileges: string[], resources: string[]) => ({ key: { applications: [{ application: 'kibana-.kibana', privileges, resources }] } });

  it('grant what their descriptors say', async () => {
    const key = await withKey('elastic', kibanaPrivileges(['feature_siem.minimal_all'], ['space:default']));
    expect((await key('GET', '/api/detection_engine/rules/_find')).status).toBe(200);
    expect((await key('GET', '/s/a/api/detection_engine/rules/_find')).status).toBe(403);
    expect((await key('POST', '/api/test/triage', { id: 'x' })).status).toBe(403);
    expect((await key('GET', '/internal/security/me')).body).toMatchObject({ username: 'elastic', authentication_type: 'api_key' });
  });

  it('grant what their owner may where they say nothing', async () => {
    const key = await withKey('elastic', {});
    expect((await key('POST', '/api/test/triage', { id: 'x' })).status).toBe(200);
  });

  it('are refused when they are wrong or ended', async () => {
    const answer = await host.send('GET', '/api/detection_engine/rules/_find', { user: '', headers: { authorization: `ApiKey ${Buffer.from('a:b').toString('base64')}` } });
    expect(answer.body).toMatchObject({ statusCode: 401, error: 'Unauthorized' });
  });
});
