import http from 'node:http';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKibana } from '..';
import { createLogger } from '../logging/console_logger';
import { recordedFeaturesPlugin, send, startTestHost, type TestHost } from './start_test_host';
import { temporaryDirectory } from './temporary_directory';

/** A plugin with browser files only. */
function uiPlugin(): string {
  const root = path.join(temporaryDirectory('ui-plugin'), 'onlyUi');
  mkdirSync(path.join(root, 'target/public'), { recursive: true });
  mkdirSync(path.join(root, 'public/assets'), { recursive: true });
  mkdirSync(path.join(root, 'translations'));
  writeFileSync(path.join(root, 'kibana.json'), JSON.stringify({ id: 'onlyUi', version: '2.1.0', kibanaVersion: 'kibana', owner: { name: 'x' }, ui: true }));
  writeFileSync(path.join(root, 'secret.txt'), 'secret');
  writeFileSync(path.join(root, 'target/public/onlyUi.plugin.js'), 'plain();');
  writeFileSync(path.join(root, 'target/public/onlyUi.plugin.js.br'), brotliCompressSync('packed();'));
  writeFileSync(path.join(root, 'public/assets/icon.svg'), '<svg/>');
  symlinkSync(path.join(root, 'secret.txt'), path.join(root, 'public/assets/link.txt'));
  writeFileSync(path.join(root, '.i18nrc.json'), JSON.stringify({ translations: ['translations/ja-JP.json'] }));
  writeFileSync(path.join(root, 'translations/ja-JP.json'), JSON.stringify({ messages: { 'onlyUi.title': 'タイトル' } }));
  return root;
}

describe('the HTTP server', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost({ pluginDirectories: [uiPlugin(), recordedFeaturesPlugin], configuration: { 'i18n.locale': 'ja-JP', 'uiSettings.overrides': { 'dateFormat:tz': 'UTC' } } });
  });
  afterAll(async () => host.close());

  const raw = (target: string, headers: Record<string, string>): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> =>
    new Promise((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port: host.kibana.port, path: target, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }));
      });
      request.on('error', reject);
    });

  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST:5601'])('answers to the name %s', async (name) => {
    expect((await raw('/api/status', { host: name })).status).toBe(200);
  });
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.', '0.0.0.0', '10.0.0.1:5601', 'localhost:5601@evil.example'])('does not answer to the name %s', async (name) => {
    const answer = await raw('/api/status', { host: name });
    expect(answer.status).toBe(421);
    expect(JSON.parse(answer.text)).toMatchObject({ statusCode: 421, error: 'Misdirected Request' });
  });

  it('lets no other origin read an answer', async () => {
    const answer = await raw('/api/status', { host: 'localhost', origin: 'http://evil.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await host.send('OPTIONS', '/api/status', { user: '', headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' } })).status).toBe(404);
  });

  it('serves bundles for a year, packed where the browser takes it', async () => {
    const bundle = '/70281/bundles/plugin/onlyUi/2.1.0/onlyUi.plugin.js';
    const plain = await raw(bundle, { host: 'localhost' });
    expect(plain).toMatchObject({ status: 200, text: 'plain();', headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' } });
    const packed = await raw(bundle, { host: 'localhost', 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect((await raw(bundle, { host: 'localhost', 'if-none-match': String(plain.headers.etag) })).status).toBe(304);
    expect((await raw(bundle.replace('2.1.0', '2.1.1'), { host: 'localhost' })).status).toBe(302);
  });

  it('serves assets and translations without a user', async () => {
    expect(await raw('/plugins/onlyUi/assets/icon.svg', { host: 'localhost' })).toMatchObject({ status: 200, text: '<svg/>', headers: { 'content-type': 'image/svg+xml' } });
    expect(JSON.parse((await raw('/translations/ja-JP.json', { host: 'localhost' })).text)).toEqual({ locale: 'ja-JP', messages: { 'onlyUi.title': 'タイトル' } });
  });

  it.each(['../../secret.txt', '..%2f..%2fsecret.txt', '..%5c..%5csecret.txt', 'link.txt', '%00', 'icon.svg%00.txt', ''])('serves nothing outside a folder (%s)', async (file) => {
    const answer = await raw(`/plugins/onlyUi/assets/${file}`, { host: 'localhost' });
    expect(answer.status).not.toBe(200);
    expect(answer.text).not.toContain('secret');
  });

  it('tells pages of another version to load anew', async () => {
    const answer = await host.send('GET', '/api/spaces/space', { headers: { 'kbn-version': '8.11.0' } });
    expect(answer.body).toMatchObject({ statusCode: 400, message: 'Browser client is out of date, please refresh the page ("kbn-version" header was "8.11.0" but should be "8.12.2")' });
  });

  it('sends a page that is not logged in to the login, with where it wanted to go', async () => {
    const answer = await host.send('GET', '/s/a/app/onlyUi?x=1', { user: '', headers: { accept: 'text/html' } });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/login?next=%2Fs%2Fa%2Fapp%2FonlyUi%3Fx%3D1');
  });

  it('does not take a path below a space for another host', async () => {
    expect((await raw('/s/a//evil.example/x', { host: 'localhost' })).headers.location).toBe('/login?next=%2Fs%2Fa%2F%2Fevil.example%2Fx');
    expect((await host.send('GET', '/s/a//evil.example/x')).status).toBe(404);
  });

  it('tells a handler that the client went away', async () => {
    const given = new AbortController();
    const asked = fetch(`${host.kibana.url}/api/test/slow`, { signal: given.signal, headers: { authorization: `Basic ${Buffer.from('elastic:changeme').toString('base64')}` } });
    setTimeout(() => given.abort(), 100);
    await expect(asked).rejects.toThrow();
    await expect.poll(() => host.records.map(({ message }) => message)).toContain('the client went away');
  });

  it('keeps what the configuration fixes', async () => {
    const headers = { 'kbn-xsrf': 'test', 'content-type': 'application/json' };
    expect((await host.send('GET', '/api/kibana/settings')).body).toEqual({ settings: { 'dateFormat:tz': { userValue: 'UTC', isOverridden: true } } });
    expect((await host.send('POST', '/api/kibana/settings/dateFormat:tz', { headers, body: { value: 'x' } })).body).toMatchObject({ statusCode: 400, message: 'Unable to update "dateFormat:tz" because it is overridden' });
  });

  it('does not start on a port in use', async () => {
    const elasticsearch = { url: host.elasticsearchUrl, hostCredentials: { username: 'elastic', password: 'changeme' } };
    const second = startKibana({ kibanaVersion: '8.12.2', port: host.kibana.port, elasticsearch, pluginDirectories: [], librarySet: 'oldest', log: createLogger(() => undefined) });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port: host.kibana.port });
  });

  it('is not ready without Elasticsearch, says so, and can be closed', async () => {
    const elasticsearch = { url: 'http://127.0.0.1:9', hostCredentials: { username: 'elastic', password: 'changeme' } };
    const waiting = await startKibana({ kibanaVersion: '8.12.2', port: 0, elasticsearch, pluginDirectories: [], librarySet: 'oldest', log: createLogger(() => undefined) });
    expect(await send(waiting.url, 'GET', '/api/status')).toMatchObject({ status: 503, body: 'Kibana server is not ready yet' });
    await waiting.close();
    await expect(waiting.pluginsReady).rejects.toThrow();
  });
});
