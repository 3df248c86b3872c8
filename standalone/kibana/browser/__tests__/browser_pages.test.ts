import { describe, expect, it } from 'vitest';
import { createBrowserPages, type BrowserAssets, type BrowserPagesOptions, type PageConfiguration } from '../index';

const ASSETS: BrowserAssets = {
  librarySet: 'oldest',
  hash: 'abc123',
  files: [{ name: 'core.entry.js', file: '/build/core.entry.js', contentType: 'text/javascript' }],
  styles: { light: ['eui_light.css'], dark: ['eui_dark.css'] },
};
const ONE = { id: 'one', version: '1.2.3', requiredPlugins: [], optionalPlugins: [], configuration: { secret: '"><script>alert(1)</script>' } };
const TWO = { ...ONE, id: 'two', enabled: false };
const REQUEST = { user: { username: "o'neil", fullName: null, roles: [] }, space: { id: 'default', name: 'Default' }, capabilities: {} };

function pages(options: Partial<BrowserPagesOptions> = {}) {
  return createBrowserPages({ assets: ASSETS, kibanaVersion: '8.12.2', buildNumber: 70088, plugins: [ONE, TWO], frame: {}, ...options });
}

/** Reads the page's configuration back as a browser does: entities, then JSON. */
function configurationOf(html: string): PageConfiguration {
  const data = /<kbn-injected-metadata data="([^"]*)">/.exec(html)?.[1] ?? '';
  const text = data.replace(/&(lt|gt|quot|#39|amp);/g, (_entity, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '');
  return JSON.parse(text) as PageConfiguration;
}

describe('createBrowserPages', () => {
  it('carries hostile values through the HTML unharmed and without a script', () => {
    const html = pages().applicationPage(REQUEST);
    expect(html.match(/<script/g)).toEqual(['<script']);
    expect(html).toContain('<script src="/70088/bundles/abc123/bootstrap.js"></script>');
    expect(configurationOf(html).plugins[0]?.configuration).toEqual(ONE.configuration);
    expect(configurationOf(html).user?.username).toBe("o'neil");
  });

  it('puts the build number and the version into the addresses of scripts', () => {
    expect(pages().pluginBundlePath(ONE)).toBe('/70088/bundles/plugin/one/1.2.3/');
    expect(pages().staticFiles).toEqual([{ url: '/70088/bundles/abc123/core.entry.js', file: '/build/core.entry.js', contentType: 'text/javascript' }]);
    expect(configurationOf(pages().applicationPage(REQUEST)).publicPaths).toMatchObject({ one: '/70088/bundles/plugin/one/1.2.3/', core: '/70088/bundles/abc123/' });
  });

  it('leaves a plugin that is not enabled out, but for its script in the order of 9.5.4', () => {
    const before = configurationOf(pages().applicationPage(REQUEST));
    expect(before.plugins.map(({ id }) => id)).toEqual(['one']);
    expect(before.scripts.plugins).toEqual(['/70088/bundles/plugin/one/1.2.3/one.plugin.js']);
    const after = configurationOf(pages({ loadOrder: 'core_after_plugins' }).applicationPage(REQUEST));
    expect(after.plugins.map(({ id }) => id)).toEqual(['one']);
    expect(after.scripts.plugins).toHaveLength(2);
  });

  it('starts no plugin on the login page, and shows it neither configuration nor user', () => {
    for (const loadOrder of ['core_before_plugins', 'core_after_plugins'] as const) {
      const login = configurationOf(pages({ loadOrder }).loginPage());
      expect(login).toMatchObject({ kind: 'login', plugins: [], capabilities: {} });
      expect(login.user).toBeUndefined();
      expect(login.scripts.plugins).toHaveLength(loadOrder === 'core_before_plugins' ? 0 : 2);
    }
  });

  it('gives a space its path, encoded', () => {
    const inSpace = (id: string) => configurationOf(pages().applicationPage({ ...REQUEST, space: { id, name: id } })).basePath;
    expect(inSpace('default')).toBe('');
    expect(inSpace('soc')).toBe('/s/soc');
    expect(inSpace('a/../b')).toBe('/s/a%2F..%2Fb');
  });

  it('refuses an id or a version that is no part of an address', () => {
    expect(() => pages({ plugins: [{ ...ONE, id: '../x' }] })).toThrow('not camelCase');
    expect(() => pages({ plugins: [{ ...ONE, version: '1/2' }] })).toThrow('Version "1/2"');
  });

  it('allows no inline script', () => {
    expect(pages().contentSecurityPolicy).toContain("script-src 'self';");
    expect(pages().contentSecurityPolicy).not.toContain('unsafe-eval');
  });
});
