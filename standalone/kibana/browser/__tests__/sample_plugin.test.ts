import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../testing/launch_browser';
import type { BrowserPlugin, LibrarySet, LoadOrder } from '../index';
import { bundleSamplePlugin, hasSamplePlugin, SAMPLE_ID, sampleAsset } from './build_sample_plugin';
import { openPage, startPageHost, subject, type PageHost, type WatchedPage } from './open_page';

const SAMPLE: BrowserPlugin = { id: SAMPLE_ID, version: '0.0.1', requiredPlugins: ['features'], optionalPlugins: ['security', 'spaces'], configuration: { greeting: 'hello from the server' } };

interface Case {
  readonly librarySet: LibrarySet;
  readonly loadOrder: LoadOrder;
  readonly source: 'src' | 'src9';
}

const CASES: readonly Case[] = [
  { librarySet: 'oldest', loadOrder: 'core_before_plugins', source: 'src' },
  { librarySet: 'oldest', loadOrder: 'core_after_plugins', source: 'src' },
  { librarySet: 'newest', loadOrder: 'core_before_plugins', source: 'src' },
  { librarySet: 'newest', loadOrder: 'core_after_plugins', source: 'src' },
  { librarySet: 'newest', loadOrder: 'core_after_plugins', source: 'src9' },
];

describe.skipIf(!hasSamplePlugin)('the sample plugin (../shared/sample-plugin)', () => {
  let browser: Browser;
  let host: PageHost | undefined;
  let opened: WatchedPage | undefined;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened?.close();
    await host?.server.close();
  });
  afterAll(() => browser.close());

  async function start({ librarySet, loadOrder, source }: Case, plugin: BrowserPlugin): Promise<PageHost> {
    const started = await startPageHost({
      librarySet,
      loadOrder,
      plugins: [plugin],
      bundles: { [SAMPLE_ID]: await bundleSamplePlugin(source) },
      routes: {
        'GET /internal/staging_watch_sample/hello': ({ url }) => ({ body: JSON.stringify({ greeting: `hello ${url.searchParams.get('name')}`, user: 'admin' }) }),
        [`GET /plugins/${SAMPLE_ID}/assets/dot.png`]: () => ({ contentType: 'image/png', body: sampleAsset() }),
      },
    });
    host = started;
    return started;
  }

  it.each(CASES)('mounts, unmounts and mounts again: $librarySet, $loadOrder, $source', async (testCase) => {
    const { server } = await start(testCase, SAMPLE);
    opened = await openPage(browser, `${server.origin}/app/${SAMPLE_ID}`);
    const { page, problems } = opened;
    await page.waitForSelector(subject('stagingWatchSampleAnswer'));
    expect(await page.textContent(subject('stagingWatchSampleAnswer'))).toContain('"hello browser"');
    expect(await page.textContent(subject('stagingWatchSamplePanel'))).toContain(`React ${testCase.librarySet === 'oldest' ? '17.0.2' : '18.2.0'}`);
    expect(await page.locator(`img${subject('dot')}`).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

    await page.click('text=second page');
    await page.waitForSelector(subject('second'));
    expect(new URL(page.url()).pathname).toBe(`/app/${SAMPLE_ID}/second`);
    await page.goBack();
    await page.waitForSelector(subject('stagingWatchSamplePanel'));

    await page.click('[aria-label="Standalone host, start page"]');
    await page.waitForSelector(subject('hostHomePage'));
    expect(await page.locator(subject('stagingWatchSamplePanel')).count()).toBe(0);
    await page.click(subject(`hostHomeCard-${SAMPLE_ID}`));
    await page.waitForSelector(subject('stagingWatchSampleAnswer'));

    expect(await page.evaluate('globalThis.__stagingWatchSampleEvaluated')).toBe(1);
    expect(((await page.evaluate('globalThis.__stagingWatchSampleStartKeys')) as string[]).includes('rendering')).toBe(testCase.librarySet === 'newest');
    expect(problems).toEqual([]);
  });

  it.each(CASES)('does nothing on a page where it is not enabled: $librarySet, $loadOrder, $source', async (testCase) => {
    const { server } = await start(testCase, { ...SAMPLE, enabled: false });
    opened = await openPage(browser, `${server.origin}/app/${SAMPLE_ID}`);
    const { page, problems } = opened;
    await page.waitForSelector(subject('hostMessage-not_found'));
    const loaded = server.requests.some(({ line }) => line.endsWith(`/${SAMPLE_ID}.plugin.js`));
    expect(loaded).toBe(testCase.loadOrder === 'core_after_plugins');
    expect(await page.evaluate('globalThis.__stagingWatchSampleEvaluated')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it.each(CASES)('is not started on the login page: $librarySet, $loadOrder, $source', async (testCase) => {
    const { server } = await start(testCase, SAMPLE);
    opened = await openPage(browser, `${server.origin}/login`);
    await opened.page.waitForSelector(subject('hostLoginPage'));
    expect(await opened.page.evaluate('globalThis.__stagingWatchSampleEvaluated')).toBeUndefined();
    expect(opened.problems).toEqual([]);
  });
});
