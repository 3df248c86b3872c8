import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../testing/launch_browser';
import type { BrowserPlugin } from '../index';
import { openPage, startPageHost, subject, type PageHost, type WatchedPage } from './open_page';

const PLUGIN: BrowserPlugin = { id: 'failing', version: '1.0.0', requiredPlugins: [], optionalPlugins: [], configuration: {} };
const KEY = '"plugin/failing/public"';
const GOOD = `__kbnBundles__.define(${KEY}, () => ({ plugin: () => ({ setup() {}, start() {} }) }), ${KEY});`;

/** `kibana-8.12-observed.md` 6: what a person sees of each failure. */
describe('a plugin script that fails', () => {
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

  async function open(script: string | undefined): Promise<WatchedPage> {
    host = await startPageHost({ librarySet: 'oldest', plugins: [PLUGIN], bundles: script === undefined ? {} : { failing: script } });
    opened = await openPage(browser, `${host.server.origin}/app/home`);
    return opened;
  }

  it.each([
    ['is not there', undefined, /Could not load .*failing\.plugin\.js/],
    ['throws when it is loaded', 'throw new Error("broken at load");', /did not define its bundle plugin\/failing\/public/],
    ['never defines its key', 'window.nothing = 1;', /did not define its bundle/],
    ['exports no plugin', `__kbnBundles__.define(${KEY}, () => ({}), ${KEY});`, /exports no function "plugin"/],
    ['gives a promise of an instance', `__kbnBundles__.define(${KEY}, () => ({ plugin: async () => ({ setup() {}, start() {} }) }), ${KEY});`, /not a promise of one/],
    ['throws in setup', `__kbnBundles__.define(${KEY}, () => ({ plugin: () => ({ setup() { throw new Error("no setup"); }, start() {} }) }), ${KEY});`, /no setup/],
    ['throws in start', `__kbnBundles__.define(${KEY}, () => ({ plugin: () => ({ setup() {}, start() { throw new Error("no start"); } }) }), ${KEY});`, /no start/],
  ])('ends the whole page when it %s', async (_name, script, reason) => {
    const { page } = await open(script);
    await page.waitForSelector(subject('hostFailure'));
    expect(await page.textContent(subject('hostFailure'))).toMatch(reason);
    expect(await page.locator(subject('hostHeader')).count()).toBe(0);
  });

  it('leaves the page alive when it defines its key a second time', async () => {
    const { page, problems } = await open(`${GOOD}\n${GOOD}`);
    await page.waitForSelector(subject('hostHomePage'));
    expect(problems.join()).toContain('already has a module defined');
  });

  it('leaves the page alive when it is well', async () => {
    const { page, problems } = await open(GOOD);
    await page.waitForSelector(subject('hostHomePage'));
    expect(problems).toEqual([]);
  });
});
