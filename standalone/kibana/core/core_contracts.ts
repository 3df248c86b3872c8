import type { Capabilities, CoreSetup, CoreStart, HttpServerInfo, KibanaRequest, SavedObjectsType } from '@kbn/core/server';
import { of } from 'rxjs';
import { createApiKeys } from '../elasticsearch/api_keys';
import type { HostServices } from '../host_services';
import { createBasePath, type HostBasePath } from '../http/base_path';
import { createRouter, type RegisteredRoute } from '../http/router';
import type { AuditLog } from '../security/audit_log';
import type { UiSettingDefinition, UiSettingsService } from '../ui_settings/ui_settings_service';

/** Makes parts of a handler's context beyond core, as `registerRouteHandlerContext` takes them. */
export type ContextProvider = (context: unknown, request: KibanaRequest, response: unknown) => unknown;

export interface CoreDependencies {
  readonly services: HostServices;
  readonly addRoute: (route: RegisteredRoute) => void;
  readonly serverInfo: () => HttpServerInfo;
  readonly elasticsearchUrl: string;
  readonly uiSettings: UiSettingsService;
  readonly audit: AuditLog;
  readonly resolveCapabilities: (request: KibanaRequest) => Promise<Capabilities>;
  readonly registerContext: (owner: symbol, name: string, provider: ContextProvider) => void;
}

/** One core for all plugins; what is bound to one plugin is made by `setupFor`. */
export interface Core {
  readonly basePath: HostBasePath;
  /** `startServices` resolves when the plugin itself has started. */
  setupFor(plugin: { readonly id: string; readonly owner: symbol }, startServices: Promise<[CoreStart, object, unknown]>): CoreSetup;
  startFor(plugin: { readonly id: string }): CoreStart;
}

/** Core as plugins are given it (`typings/kbn/core_server.d.ts`). Members of newer versions are there in their versions only. */
export function createCore(dependencies: CoreDependencies): Core {
  const { services } = dependencies;
  const basePath = createBasePath();
  const http = { basePath, getServerInfo: dependencies.serverInfo };
  const staticAssetsOf = (id: string) => ({ getPluginAssetHref: (asset: string) => `/plugins/${id}/assets/${asset.replace(/^\//, '')}` });
  const newer = services.line.hasCoreSecurity ? securityContract(dependencies) : undefined;
  return {
    basePath,
    setupFor: ({ id, owner }, startServices) => ({
      http: {
        ...http,
        staticAssets: staticAssetsOf(id),
        createRouter: () => createRouter({ line: services.line, owner, add: dependencies.addRoute }),
        registerRouteHandlerContext: (name: string, provider: unknown) => dependencies.registerContext(owner, name, provider as ContextProvider),
      },
      savedObjects: { registerType: (type: SavedObjectsType) => services.savedObjectTypes.register(type) },
      elasticsearch: { legacy: { config$: of({ hosts: [dependencies.elasticsearchUrl] }) } },
      uiSettings: { register: (settings: Readonly<Record<string, UiSettingDefinition>>) => dependencies.uiSettings.register(settings) },
      ...(newer ? { security: newer } : {}),
      getStartServices: () => startServices as never,
    }),
    startFor: ({ id }) => ({
      http: { ...http, staticAssets: staticAssetsOf(id) },
      elasticsearch: { client: { asInternalUser: services.elasticsearch.asInternalUser, asScoped: (request) => services.elasticsearch.asScoped(request) } },
      savedObjects: {
        getScopedClient: (request, options) => services.scopedSavedObjects(request, options),
        createInternalRepository: (includedHiddenTypes) => services.internalRepository(includedHiddenTypes),
      },
      uiSettings: { asScopedToClient: (client: Parameters<UiSettingsService['clientOver']>[0]) => dependencies.uiSettings.clientOver(client) },
      capabilities: {
        async resolveCapabilities(request) {
          return dependencies.resolveCapabilities(request);
        },
      },
      ...(newer ? { security: newer } : {}),
    }),
  };
}

function securityContract({ services, audit }: CoreDependencies) {
  return {
    authc: { getCurrentUser: (request: KibanaRequest) => services.currentUser(request), apiKeys: createApiKeys(services.elasticsearch) },
    audit: { asScoped: (request: KibanaRequest) => audit.asScoped(request) },
  };
}
