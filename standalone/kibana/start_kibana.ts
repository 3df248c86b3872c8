import { createCore, type ContextProvider, type Core } from './core/core_contracts';
import { createRequestContext } from './core/request_context';
import { composeServices, type ComposedServices } from './compose_services';
import { contractLineOf, type ContractLine } from './http/contract_line';
import { createHttpServer } from './http/http_server';
import { createFakeRequest } from './http/kibana_request';
import { registerHostRoutes } from './host_routes';
import type { KibanaOptions, RunningKibana } from './kibana_options';
import * as configSchema from './packages/config_schema';
import { schema } from './packages/config_schema';
import { createI18n } from './packages/i18n';
import { buildPages, pageRoutes, pluginFileRoutes } from './pages/page_routes';
import { readTranslations, translationRoutes } from './pages/translations';
import { createBuiltInPlugins } from './plugins/built_in_plugins';
import { Configuration } from './plugins/configuration';
import { discoverPlugins, type DiscoveredPlugin } from './plugins/discover_plugins';
import type { SuppliedModules } from './plugins/plugin_modules';
import { PluginSystem } from './plugins/plugin_system';
import { prepareElasticsearch } from './prepare_elasticsearch';
import { createAuditLog } from './security/audit_log';
import { createAuthenticate } from './security/authenticate';
import { resolveCapabilities } from './security/resolve_capabilities';
import { SessionStore } from './security/session_store';
import { SpacesService } from './spaces/spaces_service';
import { UiSettingsService } from './ui_settings/ui_settings_service';

const EIGHT_HOURS_MS = 8 * 60 * 60 * 1_000;
const BUILT_IN_IDS = new Set(['features', 'security', 'spaces']);

/**
 * Starts the host: HTTP server on loopback, Kibana's core contract, and every plugin of `pluginDirectories`. Gives the address once it
 * listens; until `pluginsReady` it answers 503, as Kibana does. Throws what would stop Kibana at start (`KibanaFatalError`): a bad manifest,
 * unknown or invalid configuration, a plugin that fails in setup.
 */
export async function startKibana(options: KibanaOptions): Promise<RunningKibana> {
  const line = contractLineOf(options.kibanaVersion);
  const configuration = new Configuration(options.configuration ?? {});
  const locale = readLocale(configuration);
  const discovered = await discoverPlugins(options.pluginDirectories, line.version, BUILT_IN_IDS);
  const composed = composeServices(options, line);
  const parts = assemble(options, line, composed, readOverrides(configuration));
  const modules = await suppliedModules(line, discovered, locale);
  const plugins = new PluginSystem(discovered, { line, log: options.log, configuration, modules, builtIn: createBuiltInPlugins({ ...parts, services: composed.services }) });
  const core = composeCore(options, composed, parts);
  registerHostRoutes({ ...parts, ...composed, line, plugins, roles: options.users ? (options.roles ?? []) : undefined });
  await plugins.setup(core);
  composed.services.features.lock();
  composed.services.savedObjectTypes.lock();
  await addFilesAndPages(options, line, composed, parts, plugins, locale);
  const { port } = await listen(parts, composed, plugins);
  const stop = new AbortController();
  const pluginsReady = startPlugins(options, composed, parts, plugins, core, stop.signal);
  // Whoever does not wait for the plugins must not be ended by their failure.
  pluginsReady.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pluginsReady,
    async close() {
      stop.abort();
      await pluginsReady.catch(() => undefined);
      await plugins.stop();
      await parts.http.stop();
      await parts.audit.flush();
      await composed.services.elasticsearch.close();
    },
  };
}

/** What is put together once and shared by routes, core and pages. */
export type HostParts = ReturnType<typeof assemble>;

function assemble(options: KibanaOptions, line: ContractLine, { services, identify }: ComposedServices, overrides: Readonly<Record<string, unknown>>) {
  const now = () => new Date();
  const audit = createAuditLog({ file: options.auditLogFile, log: options.log.get('audit'), now });
  const sessions = new SessionStore({ idleTimeoutMs: options.sessionIdleTimeoutMs ?? EIGHT_HOURS_MS, now: () => Date.now() });
  const spaces = new SpacesService(services);
  const uiSettings = new UiSettingsService(line, overrides);
  const disabledFeatures = async (spaceId: string): Promise<readonly string[]> => {
    const space = await spaces.get(spaceId).catch(() => undefined);
    return space?.disabledFeatures ?? [];
  };
  const contexts = new Map<symbol, Map<string, ContextProvider>>();
  const http = createHttpServer({
    line,
    port: options.port,
    log: options.log.get('http'),
    authenticate: createAuthenticate({ identify, sessions }),
    heldApiPrivileges: services.heldApiPrivileges,
    createContext: (request, owner) => createRequestContext(request, { services, uiSettings, providers: contexts.get(owner) ?? new Map() }),
  });
  return { audit, sessions, spaces, uiSettings, disabledFeatures, contexts, http, address: { port: options.port } };
}

function composeCore(options: KibanaOptions, { services }: ComposedServices, { http, uiSettings, audit, disabledFeatures, contexts, address }: HostParts): Core {
  return createCore({
    services,
    uiSettings,
    audit,
    addRoute: (route) => http.addRoute(route),
    serverInfo: () => ({ name: 'kibana', hostname: '127.0.0.1', port: address.port, protocol: 'http' }),
    elasticsearchUrl: options.elasticsearch.url,
    resolveCapabilities: (request) => resolveCapabilities(request, [], { services, disabledFeatures }),
    registerContext(owner, name, provider) {
      const own = contexts.get(owner) ?? new Map<string, ContextProvider>();
      contexts.set(owner, own.set(name, provider));
    },
  });
}

/** A port that is in use must not leave anything running. */
async function listen({ http, address }: HostParts, { services }: ComposedServices, plugins: PluginSystem): Promise<{ readonly port: number }> {
  try {
    const { port } = await http.start();
    address.port = port;
    return { port };
  } catch (error) {
    await plugins.stop();
    await services.elasticsearch.close();
    throw error;
  }
}

async function addFilesAndPages(options: KibanaOptions, line: ContractLine, { services }: ComposedServices, parts: HostParts, plugins: PluginSystem, locale: string): Promise<void> {
  const { http, spaces, disabledFeatures, uiSettings } = parts;
  const { uiPlugins } = plugins;
  const translations = { locale, messages: await readTranslations(uiPlugins, locale) };
  const files = [...pluginFileRoutes(line, uiPlugins), ...translationRoutes(line, translations)];
  for (const route of files) http.addServerRoute(route);
  if (options.browserAssetsDirectory === undefined) return;
  const pagesWith = await buildPages({ options, line, plugins: uiPlugins, translations }, options.browserAssetsDirectory);
  const appIds = services.features.all().flatMap(({ app }) => [...app]);
  const routes = pageRoutes({
    pagesWith,
    spaces,
    appIds,
    defaultRoute: options.frame?.defaultRoute,
    settings: (request) => uiSettings.valuesOver(services.scopedSavedObjects(request, { excludedExtensions: ['security'] })),
    capabilities: (request) => resolveCapabilities(request, [], { services, disabledFeatures }),
  });
  for (const route of routes) http.addServerRoute(route);
}

async function startPlugins(options: KibanaOptions, { services }: ComposedServices, { http, spaces }: HostParts, plugins: PluginSystem, core: Core, signal: AbortSignal): Promise<void> {
  await prepareElasticsearch({ services, spaces, usesClusterPrivileges: options.users === undefined, signal });
  await plugins.start(core);
  http.markReady();
  options.log.get('status').info('Kibana is now available');
}

/** What plugins find by `require`. */
async function suppliedModules(line: ContractLine, plugins: readonly DiscoveredPlugin[], locale: string): Promise<SuppliedModules> {
  const i18n = createI18n(locale, await readTranslations(plugins, locale));
  const always = { '@kbn/config-schema': configSchema, '@kbn/i18n': { i18n } };
  return line.hasCoreSecurity ? { ...always, '@kbn/core-http-server-utils': { kibanaRequestFactory: createFakeRequest } } : always;
}

function readLocale(configuration: Configuration): string {
  return schema.string({ defaultValue: 'en' }).validate(configuration.get(['i18n', 'locale']), {}, 'config validation of [i18n].locale');
}

/** Settings that nobody may change. */
function readOverrides(configuration: Configuration): Record<string, unknown> {
  const type = schema.recordOf(schema.string(), schema.any(), { defaultValue: {} });
  return type.validate(configuration.get(['uiSettings', 'overrides']), {}, 'config validation of [uiSettings].overrides');
}
