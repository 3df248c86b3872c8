import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSamplePlugin } from './build_sample_plugin';
import { samplePluginDirectory } from './recording';
import { recordedFeaturesPlugin, startTestHost, type TestHost } from './start_test_host';

const inside = { 'x-elastic-internal-origin': 'Kibana' };
const json = { ...inside, 'kbn-xsrf': 'test', 'content-type': 'application/json' };

describe('the contract of Kibana 9.5', () => {
  let host: TestHost;
  beforeAll(async () => {
    const sample = existsSync(samplePluginDirectory) ? [await buildSamplePlugin('src9', '9.5.0')] : [];
    host = await startTestHost({ kibanaVersion: '9.5.0', librarySet: 'newest', pluginDirectories: [recordedFeaturesPlugin, ...sample] });
  });
  afterAll(async () => host.close());

  it('answers internal routes only to requests from inside', async () => {
    expect((await host.send('GET', '/internal/security/me')).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'uri [/internal/security/me] with method [get] exists but is not available with the current configuration',
    });
    expect((await host.send('GET', '/internal/security/me', { headers: inside })).status).toBe(200);
    expect((await host.send('GET', '/api/detection_engine/rules/_find')).status).toBe(200);
  });

  it('gates routes by `security` and names what is missing', async () => {
    expect((await host.send('POST', '/api/test/triage', { user: 'golden_read', headers: json, body: { id: 'x' } })).body).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'API [POST /api/test/triage] is unauthorized for user, this action is granted by the Kibana privileges [triage]',
    });
    expect((await host.send('POST', '/api/test/triage', { user: 'golden_author', headers: json, body: { id: 'x' } })).status).toBe(200);
  });

  it('keeps settings below /internal', async () => {
    expect((await host.send('GET', '/internal/kibana/settings', { headers: inside })).body).toEqual({ settings: {} });
  });

  describe.skipIf(!existsSync(samplePluginDirectory))('the sample plugin written for 9.x', () => {
    const get = (name: string, user = 'elastic') => host.send('GET', `/internal/staging_watch_sample/${name}`, { user, headers: { ...inside, 'elastic-api-version': '1' } });

    it('sees the user on core and the version on the request', async () => {
      expect((await get('hello')).body).toMatchObject({ user: 'elastic', kibanaVersion: '9.5.0', coreContextKeys: ['deprecations', 'elasticsearch', 'savedObjects', 'security', 'uiSettings'] });
      expect((await get('versioned')).body).toEqual({ version: '1' });
    });

    it('has routes for one of several privileges, and open ones', async () => {
      expect(await get('any')).toMatchObject({ status: 201, body: { any: true } });
      expect((await get('any', 'golden_none')).status).toBe(403);
      expect(await get('open', '')).toMatchObject({ status: 200, body: { open: true } });
      expect((await get('hello', '')).status).toBe(401);
    });

    it('finds the modules of 9.x when it starts', () => {
      const lines = host.records.map(({ message }) => message);
      expect(lines).toContain('fake request isFakeRequest=true');
      expect(lines).toContain('start has core.security.authc.apiKeys: function');
    });
  });
});
