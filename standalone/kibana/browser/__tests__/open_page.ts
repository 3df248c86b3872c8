import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildBrowserAssets, createBrowserPages, type BrowserPages, type BrowserPagesOptions, type BrowserPlugin, type LibrarySet, type PageCapabilities } from '../index';
import { bundlePlugin } from './build_sample_plugin';
import { pageAnswer, servePages, type Answer, type PageServer } from './serve_pages';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT_DIRECTORY = path.resolve(HERE, '../../../../node_modules/.cache/host_pages');

export const PROBE: BrowserPlugin = {
  id: 'probe',
  version: '1.0.0',
  requiredPlugins: ['supplier', 'features'],
  optionalPlugins: ['absent'],
  configuration: { greeting: 'hello' },
};
export const SUPPLIER: BrowserPlugin = { id: 'supplier', version: '1.0.0', requiredPlugins: [], optionalPlugins: [], configuration: {} };

/** Bundle of a plugin of this folder, by its folder's name. */
export function bundleOwnPlugin(id: string, folder: string): Promise<string> {
  return bundlePlugin(id, path.join(HERE, folder, 'index.ts'));
}

/** A host of pages: its server and what it serves. */
export interface PageHost {
  readonly pages: BrowserPages;
  readonly server: PageServer;
}

export interface PageHostInput extends Partial<BrowserPagesOptions> {
  readonly librarySet: LibrarySet;
  readonly plugins: readonly BrowserPlugin[];
  /** Plugin id → text of its script; a script that is not here is a 404. */
  readonly bundles: Readonly<Record<string, string>>;
  readonly routes?: Parameters<typeof servePages>[1];
  readonly capabilities?: PageCapabilities;
}

const SPACES = [
  { id: 'default', name: 'Default' },
  { id: 'soc', name: 'Night shift' },
];

/** Serves pages as the host's server does, for the spaces `default` and `soc`. */
export async function startPageHost(input: PageHostInput): Promise<PageHost> {
  const { librarySet, bundles, routes = {}, capabilities = { navLinks: { probeSecret: false } }, ...options } = input;
  const assets = await buildBrowserAssets({ librarySet, outputDirectory: OUTPUT_DIRECTORY, log: () => undefined });
  const pages = createBrowserPages({ assets, kibanaVersion: librarySet === 'oldest' ? '8.12.2' : '9.5.4', buildNumber: 70088, frame: DEMO_FRAME, ...options });
  const applicationPage = (spaceId: string): Answer => {
    const space = SPACES.find(({ id }) => id === spaceId) ?? { id: spaceId, name: spaceId };
    return pageAnswer(pages, pages.applicationPage({ user: { username: 'admin', fullName: null, roles: ['admin'] }, space, capabilities }));
  };
  const server = await servePages(pages, {
    'GET /app/*': () => applicationPage('default'),
    'GET /s/soc/app/*': () => applicationPage('soc'),
    'GET /login': () => pageAnswer(pages, pages.loginPage()),
    'GET /api/spaces/space': () => ({ body: JSON.stringify(SPACES) }),
    'GET /s/soc/api/spaces/space': () => ({ body: JSON.stringify(SPACES) }),
    ...Object.fromEntries(
      options.plugins.filter(({ id }) => Object.hasOwn(bundles, id)).map((plugin) => [`GET ${pages.pluginBundlePath(plugin)}${plugin.id}.plugin.js`, () => ({ contentType: 'text/javascript', body: bundles[plugin.id] ?? '' })])
    ),
    ...routes,
  });
  return { pages, server };
}

export const DEMO_FRAME = {
  demoLogin: {
    password: 'changeme',
    users: [
      { username: 'admin', description: 'Everything' },
      { username: 'nobody', description: 'Nothing' },
    ],
  },
};

/** A page that keeps all that went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Opens a page in a context of its own. */
export async function openPage(browser: Browser, address: string, viewport = { width: 1440, height: 900 }): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport, timezoneId: 'Europe/Berlin', locale: 'en-US' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  await page.goto(address);
  return { page, problems, close: () => context.close() };
}

/** Selector of an element of the page. */
export function subject(name: string): string {
  return `[data-test-subj="${name}"]`;
}
