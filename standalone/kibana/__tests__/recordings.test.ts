import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSamplePlugin } from './build_sample_plugin';
import { hasShared, readRecording, replay, without } from './recording';
import { recordedFeaturesPlugin, startTestHost, type TestHost } from './start_test_host';

const times = without('updated_at', 'created_at', 'version');

describe.skipIf(!hasShared)('answers recorded from a running Kibana 8.12.2', () => {
  let host: TestHost;
  let url: string;
  beforeAll(async () => {
    const sample = await buildSamplePlugin('src', '8.12.2');
    host = await startTestHost({ pluginDirectories: [recordedFeaturesPlugin, sample] });
    url = host.kibana.url;
  });
  afterAll(async () => host?.close());

  describe('routes of a plugin', () => {
    it.each([
      'plugin-route-200-in-unknown-space',
      'plugin-route-200-public-no-version',
      'plugin-route-200-version',
      'plugin-route-200-write',
      'plugin-route-400-body-min',
      'plugin-route-400-body-missing',
      'plugin-route-400-body-type',
      'plugin-route-400-content-type',
      'plugin-route-400-no-xsrf',
      'plugin-route-400-public-version-unknown',
      'plugin-route-400-query-too-long',
      'plugin-route-400-query-unknown-key',
      'plugin-route-400-version-missing',
      'plugin-route-400-version-unknown',
      'plugin-route-401',
      'plugin-route-403-no-privilege',
      'plugin-route-404-method',
      'plugin-route-500-thrown',
      'plugin-route-ok',
      'error-404-unknown-route',
      'error-401-no-credentials',
      'error-400-missing-kbn-xsrf',
      'error-400-json',
      'error-400-bad-api-version-format',
      'error-400-wrong-api-version',
      'error-400-internal-no-version',
      'error-403-rule-create-none',
      'login-page-redirect',
      'status-anonymous',
    ])('%s', async (name) => {
      await replay(url, name);
    });

    it('error-401-bad-credentials', async () => {
      await replay(url, 'error-401-bad-credentials', { password: 'wrong' });
    });
  });

  it('sessions: login, info, me, profile, extension, logout, and nothing left after it', async () => {
    await replay(url, 'session-login-wrong-password');
    const login = await replay(url, 'session-login');
    const set = login.headers.get('set-cookie') ?? '';
    const cookie = set.split(';')[0] ?? '';
    const recordedAttributes = (readRecording('session-cookie-attributes') as unknown as { setCookie: string[] }).setCookie[0] ?? '';
    for (const attribute of recordedAttributes.split('; ').slice(1)) expect(set.split('; ')).toContain(attribute);
    expect(set.split('; ')).toContain('SameSite=Lax');

    const info = await replay(url, 'session-info', { cookie, volatile: without('expiresInMs') });
    expect((info.body as { expiresInMs: number }).expiresInMs).toBeGreaterThan(8 * 3_600_000 - 10_000);
    const me = await replay(url, 'session-me', { cookie, volatile: without('profile_uid') });
    expect((me.body as { profile_uid: string }).profile_uid).toMatch(/^u_[A-Za-z0-9_-]{43}_0$/);
    const profile = await replay(url, 'user-profile-own', { cookie, volatile: without('uid') });
    expect((profile.body as { uid: string }).uid).toBe((me.body as { profile_uid: string }).profile_uid);
    await replay(url, 'session-extend', { cookie });
    await replay(url, 'session-info-basic-auth');
    await replay(url, 'session-me-author');

    await replay(url, 'error-400-logout-with-xsrf-header', { cookie });
    await replay(url, 'session-logout', { cookie });
    await replay(url, 'error-401-stale-session', { cookie });
  });

  it('spaces', async () => {
    await replay(url, 'spaces-list');
    await replay(url, 'space-get-default');
    await replay(url, 'error-404-space');
    await replay(url, 'space-create');
    await replay(url, 'error-409-space-exists');
    await replay(url, 'space-list-two');
    await replay(url, 'space-active');
    await replay(url, 'space-delete');
    await replay(url, 'spaces-list');
  });

  it('saved objects', async () => {
    const created = await replay(url, 'saved-object-create', { volatile: times });
    const version = (created.body as { version: string }).version;
    const at = (given: string) => (request: { body?: unknown }) => ({ ...request, body: { ...(request.body as object), version: given } });
    await replay(url, 'saved-object-get', { volatile: times });
    await replay(url, 'error-409-saved-object');
    await replay(url, 'saved-object-update', { volatile: times, request: at(version) as never });
    await replay(url, 'error-409-saved-object-version', { request: at(version) as never, volatile: withoutSequenceNumbers });
    await replay(url, 'saved-objects-bulk-get', { volatile: times });
    await replay(url, 'saved-objects-find', { volatile: without('updated_at', 'created_at', 'version', 'score') });
    await replay(url, 'error-403-saved-object-read');
    await replay(url, 'error-404-saved-object');
    await replay(url, 'error-404-saved-object-type');
    await replay(url, 'saved-object-delete');
    expect((await host.send('GET', '/api/saved_objects/index-pattern/golden-view')).status).toBe(404);
  });

  it('capabilities, features-selected and status, as far as the same plugins are there', async () => {
    const { cookie } = await sessionOf(host);
    const capabilities = readRecording('capabilities');
    const computed = await host.send('POST', capabilities.request.path, { user: '', headers: { 'kbn-xsrf': 'golden', cookie }, body: capabilities.request.body });
    const recorded = capabilities.response.body as Record<string, Record<string, boolean>>;
    const navLinks = { stagingWatchSample: recorded['navLinks']?.['stagingWatchSample'], securitySolutionUI: recorded['navLinks']?.['securitySolutionUI'] };
    expect(computed.body).toMatchObject({ stagingWatchSample: recorded['stagingWatchSample'], spaces: recorded['spaces'], globalSettings: recorded['globalSettings'], navLinks });

    const byId = (body: unknown) => (body as Array<{ id: string }>).find(({ id }) => id === 'stagingWatchSample');
    expect(byId((await host.send('GET', '/api/features')).body)).toEqual(byId(readRecording('features-selected').response.body));

    const status = readRecording('status').response.body as { status: { overall: unknown; core: unknown; plugins: Record<string, unknown> } };
    const own = (await host.send('GET', '/api/status')).body as typeof status;
    const withoutCounts = without('migratedIndices');
    expect(own.status.overall).toEqual(status.status.overall);
    expect(withoutCounts(own.status.core)).toEqual(withoutCounts(status.status.core));
    expect(own.status.plugins['stagingWatchSample']).toEqual(status.status.plugins['stagingWatchSample']);
    const old = (await host.send('GET', '/api/status?v8format=false')).body as { status: { overall: unknown; statuses: Array<{ id: string }> } };
    const recordedOld = readRecording('status-v8format-false').response.body as typeof old;
    const sinceTaken = without('since');
    const ofBoth = /^core:|stagingWatchSample/;
    expect(sinceTaken(old.status.overall)).toEqual(sinceTaken(recordedOld.status.overall));
    expect(sinceTaken(old.status.statuses.filter(({ id }) => ofBoth.test(id)))).toEqual(sinceTaken(recordedOld.status.statuses.filter(({ id }) => ofBoth.test(id))));
    expect(without('uuid', 'version', 'status', 'metrics')(own)).toEqual(without('uuid', 'version', 'status', 'metrics')(status));
  });

  it('role-get-author', async () => {
    await replay(url, 'role-get-author');
  });
});

async function sessionOf(host: TestHost): Promise<{ readonly cookie: string }> {
  const { request } = readRecording('session-login');
  const login = await host.send(request.method, request.path, { user: '', headers: request.headers, body: request.body });
  return { cookie: (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

function withoutSequenceNumbers(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/seqNo \[\d+\]/g, 'seqNo [n]')) as unknown;
}
