import path from 'node:path';
import type { Request, ResponseToolkit, ServerRoute } from '@hapi/hapi';
import { isBoom } from '@hapi/boom';
import type { Capabilities, KibanaRequest } from '@kbn/core/server';
import { buildBrowserAssets, createBrowserPages, type BrowserPages, type FrameSettings } from '../browser';
import type { ContractLine } from '../http/contract_line';
import { errorBody } from '../http/error_body';
import { setRequestState } from '../http/request_state';
import { spacePrefix } from '../http/space_prefix';
import { directoryRoute, fileRoute, FOR_A_YEAR, REVALIDATED } from '../http/static_files';
import type { KibanaOptions } from '../kibana_options';
import type { UiPlugin } from '../plugins/plugin_system';
import type { SpacesService } from '../spaces/spaces_service';
import type { Translations } from './translations';

export interface PageRoutesDependencies {
  readonly pagesWith: PagesWith;
  /** Values of the space of a request, those that differ from the page's own defaults. */
  readonly settings: (request: KibanaRequest) => Promise<Readonly<Record<string, unknown>>>;
  readonly spaces: SpacesService;
  readonly capabilities: (request: KibanaRequest) => Promise<Capabilities>;
  readonly defaultRoute: string | undefined;
  /** Apps with a page, in the order of their plugins. */
  readonly appIds: readonly string[];
}

export interface BrowserPagesInput {
  readonly options: KibanaOptions;
  readonly line: ContractLine;
  readonly plugins: readonly UiPlugin[];
  readonly translations: Translations;
}

/** Gives the pages with the settings of a space. */
export type PagesWith = (settings: Readonly<Record<string, unknown>>) => BrowserPages;

/** Builds the page's libraries (seconds, the first time) and gives the pages over the plugins. */
export async function buildPages({ options, line, plugins, translations }: BrowserPagesInput, outputDirectory: string): Promise<PagesWith> {
  const log = options.log.get('browser');
  const assets = await buildBrowserAssets({ librarySet: options.librarySet, outputDirectory, log: (message) => log.info(message) });
  const fixed = {
    assets,
    kibanaVersion: line.version,
    buildNumber: line.buildNumber,
    frame: frameSettings(options),
    translations,
    plugins: plugins.map(({ manifest, configuration }) => ({
      id: manifest.id,
      version: manifest.version,
      requiredPlugins: manifest.requiredPlugins,
      optionalPlugins: manifest.optionalPlugins,
      configuration,
    })),
  };
  return (settings) => createBrowserPages({ ...fixed, settings });
}

/** With users of its own the host runs on demo data; otherwise the page names the cluster. */
function frameSettings({ users, frame, elasticsearch }: KibanaOptions): FrameSettings {
  if (!users) return { clusterName: new URL(elasticsearch.url).host };
  const demoUsers = frame?.demoUsers ?? [];
  const [first] = demoUsers;
  return first ? { demoLogin: { password: first.password, users: demoUsers.map(({ username, description }) => ({ username, description })) } } : {};
}

/** Files of plugins: bundles at the address that carries their version, assets, translations. No authentication, as in Kibana. */
export function pluginFileRoutes(line: ContractLine, plugins: readonly UiPlugin[]): ServerRoute[] {
  return plugins.flatMap(({ directory, manifest }) => {
    const bundles = { directory: path.join(directory, 'target', 'public'), cacheControl: FOR_A_YEAR };
    const assets = { directory: path.join(directory, 'public', 'assets'), cacheControl: REVALIDATED };
    return [
      directoryRoute({ urlPath: `/${line.buildNumber}/bundles/plugin/${manifest.id}/${manifest.version}`, ...bundles }),
      directoryRoute({ urlPath: `/plugins/${manifest.id}/assets`, ...assets }),
      directoryRoute({ urlPath: `/${line.buildNumber}/plugins/${manifest.id}/assets`, ...assets }),
    ];
  });
}

/** `GET /app/*`, `/login`, `/logout`, `/` and the page's own files. */
export function pageRoutes(dependencies: PageRoutesDependencies): ServerRoute[] {
  const pages = dependencies.pagesWith({});
  const files = pages.staticFiles.map(({ url, file, contentType }) => fileRoute(url, file, contentType, FOR_A_YEAR));
  const html = (toolkit: ResponseToolkit, text: string, statusCode = 200) =>
    toolkit.response(text).type('text/html; charset=utf-8').code(statusCode).header('content-security-policy', pages.contentSecurityPolicy);
  return [
    ...files,
    { method: 'GET', path: '/login', options: { auth: false }, handler: (_request, toolkit) => html(toolkit, pages.loginPage()) },
    { method: 'GET', path: '/logout', options: { auth: false }, handler: (_request, toolkit) => toolkit.redirect('/api/security/logout') },
    { method: 'GET', path: '/app/{id}/{rest*}', handler: (request, toolkit) => applicationPage(request, toolkit, dependencies, html) },
    { method: 'GET', path: '/', handler: async (request, toolkit) => toolkit.redirect(`${spacePrefix(request.app.spaceId)}${await defaultRoute(request, dependencies)}`) },
  ];
}

async function applicationPage(request: Request, toolkit: ResponseToolkit, dependencies: PageRoutesDependencies, html: (toolkit: ResponseToolkit, text: string, statusCode?: number) => ReturnType<ResponseToolkit['response']>) {
  const { subject, spaceId } = request.app;
  if (!subject) return toolkit.redirect('/login');
  const space = await dependencies.spaces.get(spaceId).catch((error: unknown) => {
    if (isBoom(error, 404)) return undefined;
    throw error;
  });
  if (!space) return toolkit.response(errorBody(404)).code(404);
  const asked = asKibanaRequest(request);
  const [capabilities, settings] = await Promise.all([dependencies.capabilities(asked), dependencies.settings(asked)]);
  const text = dependencies.pagesWith(settings).applicationPage({
    user: { username: subject.user.username, fullName: subject.user.full_name ?? null, roles: subject.user.roles },
    space: { id: space.id, name: space.name },
    capabilities,
  });
  return html(toolkit, text, capabilities['navLinks']?.[String(request.params['id'])] === false ? 403 : 200);
}

async function defaultRoute(request: Request, { defaultRoute: given, capabilities, appIds }: PageRoutesDependencies): Promise<string> {
  if (given !== undefined) return given;
  const { navLinks = {} } = await capabilities(asKibanaRequest(request));
  const first = appIds.find((id) => navLinks[id] === true);
  return `/app/${first ?? 'home'}`;
}

/** Enough of a request for services that ask only who and in which space. */
function asKibanaRequest(request: Request): KibanaRequest {
  const made = { id: request.info.id, headers: request.headers } as unknown as KibanaRequest;
  setRequestState(made, { spaceId: request.app.spaceId, subject: request.app.subject });
  return made;
}
