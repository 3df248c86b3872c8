import type { BrowserAssets } from '../assets/build_browser_assets';
import { contentSecurityPolicy } from './content_security_policy';
import { htmlDocument } from './html_document';
import type { BrowserPlugin, FrameSettings, LoadOrder, PageCapabilities, PageConfiguration, PageSpace, PageUser } from './page_configuration';

/** A file that the host serves as it is. */
export interface StaticFile {
  /** Path of the address, below the server's base path. */
  readonly url: string;
  /** Absolute path of the file. */
  readonly file: string;
  readonly contentType: string;
}

/** What stays the same for every page of one host. */
export interface BrowserPagesOptions {
  readonly assets: BrowserAssets;
  /** For instance `8.12.2`. */
  readonly kibanaVersion: string;
  /** First segment of every script address, as in Kibana (`kibana-8.12-observed.md` 4). */
  readonly buildNumber: number;
  /** Each after those it depends on. Plugins without a browser part are left out. */
  readonly plugins: readonly BrowserPlugin[];
  readonly frame: FrameSettings;
  /** Default: `core_before_plugins` with the oldest libraries, `core_after_plugins` with the newest. */
  readonly loadOrder?: LoadOrder;
  /** Default: `''`. */
  readonly serverBasePath?: string;
  /** Values over the defaults of `uiSettings`, for instance `{ 'dateFormat:tz': 'UTC' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Default: English, for which no messages are needed. */
  readonly translations?: { readonly locale: string; readonly messages: Readonly<Record<string, string>> };
}

/** What differs from request to request. */
export interface ApplicationPageRequest {
  readonly user: PageUser;
  /** The default space has the base path `''`, another one `/s/<id>`. */
  readonly space: PageSpace;
  /** As computed for this user and space; `navLinks.<app>: false` makes the app's page say that access is missing. */
  readonly capabilities: PageCapabilities;
}

/** All that the host needs to serve the browser side; every function is pure. */
export interface BrowserPages {
  /** Value of the `content-security-policy` header of every page. */
  readonly contentSecurityPolicy: string;
  /** To be served without authentication; the addresses carry a hash of the content, so they may be cached for a year. */
  readonly staticFiles: readonly StaticFile[];
  /** `/<buildNumber>/bundles/plugin/<id>/<version>/`: the address of the plugin's `target/public` folder, served without authentication. */
  pluginBundlePath(plugin: Pick<BrowserPlugin, 'id' | 'version'>): string;
  /** `/plugins/<id>/assets/`: the address of the plugin's `public/assets` folder, served without authentication. */
  pluginAssetsPath(pluginId: string): string;
  /** HTML for `GET /app/*` of a user who is logged in; also the body of the 403 where the user lacks the app (the page says so itself). */
  applicationPage(request: ApplicationPageRequest): string;
  /** HTML for `GET /login`, which needs no user. The page reads `next` and `msg` from its own address. */
  loginPage(): string;
}

/** Gives the pages and addresses of one host. Throws on a plugin id or version that could not be part of an address. */
export function createBrowserPages(options: BrowserPagesOptions): BrowserPages {
  const serverBasePath = options.serverBasePath ?? '';
  const bundles = `/${options.buildNumber}/bundles`;
  const addressOf = (name: string): string => `${serverBasePath}${bundles}/${options.assets.hash}/${name}`;
  const pluginBundlePath = (plugin: Pick<BrowserPlugin, 'id' | 'version'>): string => `${bundles}/plugin/${plugin.id}/${plugin.version}/`;
  options.plugins.forEach(checkAddressParts);
  const shared = sharedConfiguration(options, addressOf, (plugin) => serverBasePath + pluginBundlePath(plugin));
  const files = { bootstrapScript: addressOf('bootstrap.js'), stylesheet: addressOf('page.css'), icon: addressOf('icon.svg') };
  return {
    contentSecurityPolicy,
    staticFiles: options.assets.files.map(({ name, file, contentType }) => ({ url: `${bundles}/${options.assets.hash}/${name}`, file, contentType })),
    pluginBundlePath,
    pluginAssetsPath: (pluginId) => `/plugins/${pluginId}/assets/`,
    applicationPage: ({ user, space, capabilities }) =>
      htmlDocument({ ...shared, kind: 'application', basePath: serverBasePath + basePathOf(space), user, space, capabilities }, files),
    loginPage: () => htmlDocument({ ...loginConfiguration(shared) }, files),
  };
}

type SharedConfiguration = Omit<PageConfiguration, 'kind' | 'basePath' | 'capabilities' | 'user' | 'space'>;

function sharedConfiguration(
  options: BrowserPagesOptions,
  addressOf: (name: string) => string,
  bundlePathOf: (plugin: BrowserPlugin) => string
): SharedConfiguration {
  const { librarySet } = options.assets;
  const loadOrder = options.loadOrder ?? (librarySet === 'oldest' ? 'core_before_plugins' : 'core_after_plugins');
  const started = options.plugins.filter((plugin) => plugin.enabled !== false);
  const loaded = loadOrder === 'core_after_plugins' ? options.plugins : started;
  const own = addressOf('');
  return {
    librarySet,
    loadOrder,
    kibanaVersion: options.kibanaVersion,
    buildNumber: options.buildNumber,
    serverBasePath: options.serverBasePath ?? '',
    scripts: { shared: addressOf('shared_libraries.js'), core: addressOf('core.entry.js'), plugins: loaded.map((plugin) => `${bundlePathOf(plugin)}${plugin.id}.plugin.js`) },
    styles: { light: options.assets.styles.light.map(addressOf), dark: options.assets.styles.dark.map(addressOf) },
    publicPaths: {
      core: own,
      'kbn-ui-shared-deps-src': own,
      'kbn-ui-shared-deps-npm': own,
      'kbn-monaco': own,
      ...Object.fromEntries(loaded.map((plugin) => [plugin.id, bundlePathOf(plugin)])),
    },
    plugins: started,
    settings: options.settings ?? {},
    translations: options.translations ?? { locale: 'en', messages: {} },
    frame: options.frame,
  };
}

/** Nobody is logged in yet: 8.12 loads no plugin script on the login page, 9.5.4 loads them all and starts none (`kibana-contract.md` §8.3). */
function loginConfiguration(shared: SharedConfiguration): PageConfiguration {
  const plugins = shared.loadOrder === 'core_after_plugins' ? shared.scripts.plugins : [];
  return { ...shared, kind: 'login', basePath: shared.serverBasePath, capabilities: {}, plugins: [], scripts: { ...shared.scripts, plugins } };
}

function basePathOf(space: PageSpace): string {
  return space.id === 'default' ? '' : `/s/${encodeURIComponent(space.id)}`;
}

function checkAddressParts({ id, version }: BrowserPlugin): void {
  if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(id)) throw new Error(`Plugin id ${JSON.stringify(id)} is not camelCase and cannot be part of a script address.`);
  if (!/^[\w.+-]+$/.test(version)) throw new Error(`Version ${JSON.stringify(version)} of plugin ${id} cannot be part of a script address.`);
}
