import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../testing/launch_browser';
import type { LibrarySet } from '../index';
import { bundleOwnPlugin, openPage, PROBE, startPageHost, subject, SUPPLIER, type PageHost, type WatchedPage } from './open_page';

/** Waits through the debugger: a waiting function inside the page would be text made code, which the page's policy forbids. */
async function until(page: Page, condition: string): Promise<void> {
  await expect.poll(() => page.evaluate(condition), { timeout: 20_000, interval: 50 }).toBe(true);
}

/** What core gives a plugin, asked by a plugin (`probe_plugin/`), on the page of each library set. */
describe.each<LibrarySet>(['oldest', 'newest'])('the browser core (%s)', (librarySet) => {
  let browser: Browser;
  let host: PageHost;
  let opened: WatchedPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    host = await startPageHost({
      librarySet,
      plugins: [SUPPLIER, PROBE],
      bundles: { probe: await bundleOwnPlugin('probe', 'probe_plugin'), supplier: await bundleOwnPlugin('supplier', 'supplier_plugin') },
      settings: { 'dateFormat:tz': 'UTC' },
      routes: {
        ...withSpace('POST', '/internal/probe/echo', ({ url, headers, body }) => ({ body: JSON.stringify({ query: url.search, body, headers: pickHeaders(headers) }) })),
        ...withSpace('GET', '/internal/probe/refused', () => ({ status: 403, body: JSON.stringify({ statusCode: 403, error: 'Forbidden', message: 'No', attributes: { missing: 'x' } }) })),
        ...withSpace('GET', '/internal/probe/slow', () => ({ body: '{}' })),
        ...withSpace('GET', '/internal/probe/gone', () => ({ status: 401, body: JSON.stringify({ statusCode: 401, error: 'Unauthorized', message: 'Unauthorized' }) })),
      },
    });
  });
  afterEach(() => opened.close());
  afterAll(async () => {
    await browser.close();
    await host.server.close();
  });

  async function open(path: string): Promise<Page> {
    opened = await openPage(browser, host.server.origin + path);
    return opened.page;
  }

  it('gives each version the members it has', async () => {
    const page = await open('/app/probe');
    const members = ['application', 'chrome', 'http', 'i18n', 'notifications', 'settings', 'theme', 'uiSettings'];
    expect((await probe(page))['coreKeys']).toEqual(librarySet === 'newest' ? [...members, 'rendering'].sort() : members);
  });

  it('hands over configuration, contracts, capabilities, settings, dates', async () => {
    const page = await open('/app/probe');
    expect(await probe(page)).toMatchObject({
      configuration: { greeting: 'hello' },
      version: librarySet === 'oldest' ? '8.12.2' : '9.5.4',
      setupDependencies: { supplier: { suppliedAt: 'setup' } },
      startDependencies: { supplier: { suppliedAt: 'start' } },
      capabilities: { navLinks: { probe: true, probeSecret: false, home: true } },
      dateFormat: 'MMM D, YYYY @ HH:mm:ss.SSS',
      zone: 'UTC',
      midnight: '00:00 +00:00',
      locale: 'en',
      asset: '/plugins/probe/assets/dot.png',
      theme: librarySet === 'newest' ? { darkMode: false, name: 'borealis' } : { darkMode: false },
    });
    expect(opened.problems.filter((problem) => !problem.includes('403'))).toEqual([]);
  });

  it('makes addresses with the path of the space', async () => {
    const page = await open('/s/soc/app/probe/second?x=1#y');
    expect(await probe(page)).toMatchObject({
      basePath: '/s/soc',
      removed: '/app/probe',
      urlForApp: '/s/soc/app/probe/second',
      absoluteUrl: `${host.server.origin}/s/soc/app/probe/x`,
      appBasePath: '/s/soc/app/probe',
      href: '/s/soc/app/probe/z',
      location: { pathname: '/second', search: '?x=1', hash: '#y' },
    });
    await until(page, 'Boolean(window.__probe.answer)');
    expect(host.server.requests.map(({ line }) => line)).toContain('POST /s/soc/internal/probe/echo');
  });

  it('sends what the server asks for, and fails as Kibana does', async () => {
    const page = await open('/app/probe');
    await until(page, 'Boolean(window.__probe.forbiddenHeader)');
    expect(await probe(page)).toMatchObject({
      answer: {
        query: '?tag=x&tag=y&flag=true',
        body: '{"a":1}',
        headers: { 'elastic-api-version': '1', 'kbn-xsrf': 'standalone-host', 'x-elastic-internal-origin': 'Kibana', 'content-type': 'application/json', 'kbn-version': librarySet === 'oldest' ? '8.12.2' : '9.5.4' },
      },
      failure: { name: 'Error', status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'No', attributes: { missing: 'x' } } },
      aborted: 'AbortError',
      forbiddenHeader: 'Invalid fetch headers, headers beginning with "kbn-" are not allowed: [kbn-system-request]',
    });
  });

  it('gives the app a history below its own path, which ends with it', async () => {
    const page = await open('/app/probe');
    await page.click(subject('probePush'));
    await until(page, 'Boolean(window.__probe.listened)');
    expect(new URL(page.url()).pathname).toBe('/app/probe/deeper');
    expect((await probe(page))['listened']).toMatchObject({ pathname: '/deeper', search: '?q=1' });
    await page.click(subject('probeHome'));
    await page.waitForSelector(subject('hostHomePage'));
    expect(await page.evaluate('window.__probe.unmounts')).toBe(1);
    expect(await page.evaluate(`(() => { try { window.__probe.history.push('/x'); } catch (error) { return error.message; } })()`)).toContain('no longer in use');
    await page.goBack();
    await page.waitForSelector(subject('probePage'));
    expect(await page.evaluate('window.__probe.history.location.pathname')).toBe('/deeper');
  });

  it('formats messages; markup in them only where that version knows it', async () => {
    const page = await open('/app/probe');
    await page.waitForSelector(subject('probePage'));
    expect(await page.textContent('h1')).toBe('Probe of the host');
    expect(await page.textContent(subject('probePlural'))).toBe('2 alerts');
    expect(await page.innerHTML(subject('probeMessage'))).toBe(librarySet === 'newest' ? 'Bold is <strong>here</strong>' : 'Bold is &lt;b&gt;here&lt;/b&gt;');
  });

  it('shows toasts, the title and the breadcrumbs, and forgets the latter two with the app', async () => {
    const page = await open('/app/probe');
    await page.click(subject('probeToast'));
    await page.waitForSelector('text=All of it');
    await page.click(subject('probeError'));
    await page.waitForSelector('text=It broke');
    expect(await page.title()).toBe('Probe - Standalone host');
    expect(await page.locator(subject('hostBreadcrumbs')).innerText()).toMatch(/Security\s+Probe/);
    await page.click(subject('probeHome'));
    await page.waitForSelector(subject('hostHomePage'));
    expect(await page.title()).toBe('Start page - Standalone host');
    expect(await page.locator(subject('hostBreadcrumbs')).count()).toBe(0);
  });

  it('asks before the person leaves, when the app wants that', async () => {
    const page = await open('/app/probe');
    await page.click(subject('probeGuard'));
    await page.click(subject('probeHome'));
    await page.waitForSelector('text=Your draft is lost.');
    await page.click('text=Stay on this page');
    expect(await page.locator(subject('probePage')).count()).toBe(1);
    await page.click(subject('probeHome'));
    await page.click('text=Leave this page');
    await page.waitForSelector(subject('hostHomePage'));
  });

  it('says which app cannot be opened, which one is refused, and which one does not exist', async () => {
    const page = await open('/app/probeBroken');
    await page.waitForSelector(subject('hostMessage-failed'));
    expect(await page.textContent(subject('hostMessage-failed'))).toContain('This app cannot be mounted');
    await page.goto(`${host.server.origin}/app/probeSecret`);
    await page.waitForSelector(subject('hostMessage-no_access'));
    await page.goto(`${host.server.origin}/app/probeless`);
    await page.waitForSelector(subject('hostMessage-not_found'));
  });

  it('goes to the login page when the session is over, and knows the way back', async () => {
    const page = await open('/s/soc/app/probe/second?x=1');
    await page.waitForSelector(subject('probePage'));
    const left = page.waitForURL(/\/login/);
    await page.evaluate(`window.__probeHttp.get('/internal/probe/gone').catch(() => undefined)`);
    await left;
    expect(new URL(page.url()).searchParams.get('next')).toBe('/s/soc/app/probe/second?x=1');
    await page.waitForSelector(subject('hostLoginMessage'));
  });
});

type Routes = NonNullable<Parameters<typeof startPageHost>[0]['routes']>;

function withSpace(method: string, path: string, route: Routes[string]): Routes {
  return { [`${method} ${path}`]: route, [`${method} /s/soc${path}`]: route };
}

function pickHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, unknown> {
  const names = ['elastic-api-version', 'kbn-xsrf', 'kbn-version', 'x-elastic-internal-origin', 'content-type'];
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

async function probe(page: Page): Promise<Record<string, unknown>> {
  await page.waitForSelector(subject('probePage'));
  return (await page.evaluate('JSON.parse(JSON.stringify({ ...window.__probe, history: undefined }))')) as Record<string, unknown>;
}
