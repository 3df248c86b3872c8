/**
 * What the page's HTML carries for the browser side: plain data, written by `createBrowserPages` into one
 * `<kbn-injected-metadata data="…">` element and read by the bootstrap script and the browser core. Shared by Node and browser code.
 */

/** Which pinned set of shared libraries the page uses: `oldest` is that of Kibana 8.12, `newest` that of 9.5. */
export type LibrarySet = 'oldest' | 'newest';

/** `core_before_plugins` is the order up to 9.5.3 (webpack), `core_after_plugins` that of 9.5.4 and later (rspack) (`kibana-contract.md` §3.1). */
export type LoadOrder = 'core_before_plugins' | 'core_after_plugins';

/** A browser plugin as its manifest and the host's configuration describe it. */
export interface BrowserPlugin {
  readonly id: string;
  readonly version: string;
  readonly requiredPlugins: readonly string[];
  readonly optionalPlugins: readonly string[];
  /** Only the keys that the plugin's config descriptor exposes to the browser. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** `false`: never started. In the order `core_after_plugins` its script is loaded all the same, as 9.5.4 does. Default `true`. */
  readonly enabled?: boolean;
}

/** The user the page is rendered for. */
export interface PageUser {
  readonly username: string;
  readonly fullName: string | null;
  readonly roles: readonly string[];
}

/** The space the page is rendered in. */
export interface PageSpace {
  readonly id: string;
  readonly name: string;
}

/** A user that the login page offers. */
export interface DemoUser {
  readonly username: string;
  /** What this user may do, one short sentence without a full stop. */
  readonly description: string;
}

/** What the host's own frame says and offers. */
export interface FrameSettings {
  /** The cluster the data comes from; absent with the embedded stack, then the call-out says that it is demo data. */
  readonly clusterName?: string;
  /** Present with the embedded stack only: the users and their common password, said so on the login page. */
  readonly demoLogin?: { readonly users: readonly DemoUser[]; readonly password: string };
}

export type PageCapabilities = Record<string, Record<string, boolean | Record<string, boolean>>>;

/** Everything the browser side knows before its first request. */
export interface PageConfiguration {
  readonly kind: 'application' | 'login';
  readonly librarySet: LibrarySet;
  readonly loadOrder: LoadOrder;
  readonly kibanaVersion: string;
  readonly buildNumber: number;
  /** With the space: `''` or `/s/<id>`. */
  readonly basePath: string;
  readonly serverBasePath: string;
  /** Scripts in the order of their meaning: the shared libraries, core, one of each plugin (see `loadOrder`). */
  readonly scripts: { readonly shared: string; readonly core: string; readonly plugins: readonly string[] };
  readonly styles: { readonly light: readonly string[]; readonly dark: readonly string[] };
  /** Id of a script's owner → address of its folder: `window.__kbnPublicPath__`. */
  readonly publicPaths: Readonly<Record<string, string>>;
  /** The plugins to start, each after those it depends on. */
  readonly plugins: readonly BrowserPlugin[];
  readonly capabilities: PageCapabilities;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly translations: { readonly locale: string; readonly messages: Readonly<Record<string, string>> };
  readonly frame: FrameSettings;
  readonly user?: PageUser;
  readonly space?: PageSpace;
}
