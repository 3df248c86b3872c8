import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../testing/launch_browser';
import type { LibrarySet } from '../index';
import { bundleOwnPlugin, openPage, PROBE, startPageHost, subject, SUPPLIER, type PageHost, type WatchedPage } from './open_page';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The host's own frame in both library sets: what it offers, and that it is accessible. */
describe.each<LibrarySet>(['oldest', 'newest'])('the frame (%s)', (librarySet) => {
  let browser: Browser;
  let host: PageHost;
  let opened: WatchedPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    host = await startPageHost({
      librarySet,
      plugins: [SUPPLIER, PROBE],
      bundles: { probe: await bundleOwnPlugin('probe', 'probe_plugin'), supplier: await bundleOwnPlugin('supplier', 'supplier_plugin') },
      routes: {
        'POST /internal/security/login': ({ body }) => logIn(body),
        'GET /internal/probe/slow': () => ({ body: '{}' }),
        'GET /internal/probe/refused': () => ({ body: '{}' }),
        'POST /internal/probe/echo': () => ({ body: '{}' }),
      },
    });
  });
  afterEach(() => opened.close());
  afterAll(async () => {
    await browser.close();
    await host.server.close();
  });

  async function open(path: string, viewport?: { width: number; height: number }): Promise<Page> {
    opened = await openPage(browser, host.server.origin + path, viewport);
    return opened.page;
  }

  describe.each(['light', 'dark'] as const)('in %s mode', (colorMode) => {
    // The probe's own elements in 8.12 have no colour mode, as those of every plugin there that brings no provider (observed 14).
    const excluded = librarySet === 'oldest' && colorMode === 'dark' ? [subject('probePage')] : [];

    async function openIn(path: string, awaited: string): Promise<Page> {
      const page = await open('/login');
      await page.evaluate(`localStorage.setItem('standaloneHost.colorMode', '${colorMode}')`);
      await page.goto(host.server.origin + path);
      await page.waitForSelector(subject(awaited));
      return page;
    }

    async function expectAccessible(page: Page): Promise<void> {
      // Flyouts, popovers and toasts come in with an animation, during which their colours are mixed.
      await page.waitForTimeout(500);
      expect(await violations(page, excluded)).toEqual([]);
      expect(await page.locator('main, [role="main"]').count()).toBe(1);
      expect(await page.locator('h1').count()).toBe(1);
      expect(opened.problems).toEqual([]);
    }

    it.each([
      ['the login page', '/login', 'hostLoginPage'],
      ['the start page', '/app/home', 'hostHomePage'],
      ['the page of an app that does not exist', '/app/nothing', 'hostMessage-not_found'],
      ['the page of an app without access', '/app/probeSecret', 'hostMessage-no_access'],
    ])('%s is accessible, with nothing on the console', async (_name, path, awaited) => {
      await expectAccessible(await openIn(path, awaited));
    });

    it("an app's page and every menu around it are accessible, with nothing on the console", async () => {
      const page = await openIn('/app/probe', 'probePage');
      await expectAccessible(page);
      for (const menu of ['hostNavigationButton', 'hostUserMenuButton', 'hostSpaceMenuButton', 'hostHelpMenuButton']) {
        await page.click(subject(menu));
        await expectAccessible(page);
        await page.keyboard.press('Escape');
      }
      await page.click(subject('probeToast'));
      await expectAccessible(page);
      await page.click(subject('probeMain'));
      await expectAccessible(page);
    });
  });

  it('leads from the menu to apps and their deep links without loading the page again', async () => {
    const page = await open('/app/home');
    await page.waitForSelector(subject('hostHomePage'));
    await page.evaluate('window.__sameDocument = true');
    await page.click(subject('hostNavigationButton'));
    await page.click(subject('hostNavLink-probe:second'));
    await page.waitForSelector(subject('probePage'));
    expect(new URL(page.url()).pathname).toBe('/app/probe/second');
    expect(await page.evaluate('window.__sameDocument')).toBe(true);
    await page.click(subject('hostNavigationButton'));
    expect(await page.locator(subject('hostNavLink-probeSecret')).count()).toBe(0);
    expect(await page.locator(subject('hostNavLink-home')).count()).toBe(0);
  });

  it('says that the data is a demo, who is logged in, and where the way out is', async () => {
    const page = await open('/app/home');
    await page.waitForSelector(subject('hostHomePage'));
    expect(await page.textContent(subject('hostNotice'))).toContain('Demo data. Nothing here touches a cluster.');
    await page.click(subject('hostUserMenuButton'));
    expect(await page.textContent(subject('hostUserFacts'))).toContain('admin');
    expect(await page.getAttribute(subject('hostLogoutButton'), 'href')).toBe('/api/security/logout');
    await page.keyboard.press('Escape');
    await page.click(subject('hostSpaceMenuButton'));
    expect(await page.getAttribute(subject('hostSpaceLink-soc'), 'href')).toBe('/s/soc/app/home');
  });

  it('turns dark, and stays so', async () => {
    const page = await open('/app/home');
    await page.click(subject('hostColorModeButton'));
    await page.waitForSelector('[aria-label="Switch to light mode"]');
    expect(await page.evaluate('window.__kbnThemeTag__')).toBe(librarySet === 'oldest' ? 'v8dark' : 'borealisdark');
    await page.goto(`${host.server.origin}/app/probe`);
    await page.waitForSelector(subject('probePage'));
    expect(await page.evaluate('window.__probe.theme.darkMode')).toBe(true);
  });

  it('logs in with a user of the demo, and says when the password is wrong', async () => {
    const page = await open('/login?next=%2Fapp%2Fprobe');
    await page.click(subject('loginSubmit'));
    expect(await page.textContent(subject('hostLoginProblem'))).toContain('Enter a user name and a password.');
    await page.fill(subject('loginUsername'), 'admin');
    await page.fill(subject('loginPassword'), 'wrong');
    await page.click(subject('loginSubmit'));
    await page.waitForSelector('text=User name or password is wrong.');
    await page.click(subject('hostDemoUser-admin'));
    await page.click(subject('loginSubmit'));
    await page.waitForSelector(subject('probePage'));
  });

  it.each([800, 1440])('has no horizontal scroll bar at %d pixels', async (width) => {
    const page = await open('/app/probe', { width, height: 800 });
    await page.waitForSelector(subject('probePage'));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(800);
  });
});

function logIn(body: string): { status?: number; body: string } {
  const { currentURL, params } = JSON.parse(body) as { currentURL: string; params: { username: string; password: string } };
  if (params.password !== 'changeme') return { status: 401, body: JSON.stringify({ statusCode: 401, error: 'Unauthorized', message: 'unable to authenticate' }) };
  return { body: JSON.stringify({ location: new URL(currentURL).searchParams.get('next') }) };
}

async function violations(page: Page, excluded: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(`axe.run({ exclude: ${JSON.stringify(excluded.map((selector) => [selector]))} })`)) as {
    violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary: string }> }>;
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}
