import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../testing/launch_browser';
import { buildSamplePlugin } from './build_sample_plugin';
import { hasShared } from './recording';
import { recordedFeaturesPlugin, startTestHost, type TestHost } from './start_test_host';
import { temporaryDirectory } from './temporary_directory';

const json = { 'kbn-xsrf': 'test', 'content-type': 'application/json' };
const element = (name: string): string => `[data-test-subj="${name}"]`;

describe.skipIf(!hasShared)('the page of the whole host', () => {
  let browser: Browser;
  const browserAssetsDirectory = temporaryDirectory('host-pages');
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => browser?.close());

  const open = async (address: string): Promise<{ page: Page; problems: string[]; close(): Promise<void> }> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(address);
    return { page, problems, close: () => context.close() };
  };
  const logIn = async (page: Page, username: string): Promise<void> => {
    await page.fill(element('loginUsername'), username);
    await page.fill(element('loginPassword'), 'changeme');
    await page.click(element('loginSubmit'));
  };

  describe.each([
    { kibanaVersion: '8.12.2', source: 'src', librarySet: 'oldest', user: '—' },
    { kibanaVersion: '9.5.0', source: 'src9', librarySet: 'newest', user: 'elastic' },
  ] as const)('of $kibanaVersion', ({ kibanaVersion, source, librarySet }) => {
    let host: TestHost;
    beforeAll(async () => {
      const sample = await buildSamplePlugin(source, kibanaVersion);
      host = await startTestHost({ kibanaVersion, librarySet, browserAssetsDirectory, pluginDirectories: [recordedFeaturesPlugin, sample], configuration: { 'stagingWatchSample.greeting': 'configured greeting' } });
      await host.send('POST', '/api/spaces/space', { headers: json, body: { id: 'soc', name: 'SOC' } });
    }, 120_000);
    afterAll(async () => host?.close());

    it('leads through the login to the app it was asked for, in its space, and out again', async () => {
      const { page, problems, close } = await open(`${host.kibana.url}/s/soc/app/stagingWatchSample`);
      expect(page.url()).toContain('/login?next=%2Fs%2Fsoc%2Fapp%2FstagingWatchSample');
      await logIn(page, 'elastic');
      await page.waitForSelector(element('stagingWatchSampleAnswer'));
      expect(new URL(page.url()).pathname).toBe('/s/soc/app/stagingWatchSample');
      expect(await page.textContent(element('stagingWatchSamplePanel'))).toContain('Browser config: configured greeting');
      expect(await page.textContent(element('stagingWatchSampleAnswer'))).toContain('configured greeting');
      expect(await page.locator(`img${element('dot')}`).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      expect(problems).toEqual([]);
      await page.goto(`${host.kibana.url}/api/security/logout`);
      expect(page.url()).toContain('/login?msg=LOGGED_OUT');
      await page.goto(`${host.kibana.url}/app/stagingWatchSample`);
      expect(page.url()).toContain('/login?next=');
      await close();
    });

    it('tells a wrong password, and an app that a user may not open', async () => {
      const { page, close } = await open(`${host.kibana.url}/login?next=%2Fapp%2FstagingWatchSample`);
      await page.fill(element('loginUsername'), 'golden_none');
      await page.fill(element('loginPassword'), 'wrong');
      await page.click(element('loginSubmit'));
      await page.waitForSelector(element('hostLoginProblem'));
      const refused = page.waitForResponse((response) => new URL(response.url()).pathname === '/app/stagingWatchSample');
      await logIn(page, 'golden_none');
      expect((await refused).status()).toBe(403);
      await page.waitForSelector('[data-test-subj^="hostMessage-"]');
      expect(await page.locator(element('stagingWatchSamplePanel')).count()).toBe(0);
      await close();
    });

    it('leads from / to the first app a user may open, and says 404 in a space that is not there', async () => {
      expect((await host.send('GET', '/', { user: 'golden_none' })).headers.get('location')).toBe('/app/discover');
      expect((await host.send('GET', '/s/soc', { user: 'elastic' })).headers.get('location')).toMatch(/^\/s\/soc\/app\//);
      expect((await host.send('GET', '/s/nothing/app/discover', {})).status).toBe(404);
    });
  });
});
