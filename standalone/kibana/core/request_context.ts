import type { KibanaRequest, RequestHandlerContext } from '@kbn/core/server';
import type { HostServices } from '../host_services';
import { responseFactory } from '../http/response_factory';
import type { UiSettingsService } from '../ui_settings/ui_settings_service';
import type { ContextProvider } from './core_contracts';

export interface ContextDependencies {
  readonly services: HostServices;
  readonly uiSettings: UiSettingsService;
  /** By owner of the route: names and providers its plugin may use. */
  readonly providers: ReadonlyMap<string, ContextProvider>;
}

/**
 * The `context` of a route handler. `core` has the parts of 8.12.2 (recording `plugin-route-ok`), from 8.13 on `security` as well.
 * Parts are made when they are first asked for.
 */
export function createRequestContext(request: KibanaRequest, { services, uiSettings, providers }: ContextDependencies): RequestHandlerContext {
  const savedObjects = services.scopedSavedObjects(request);
  const core = {
    deprecations: { client: { getAllDeprecations: async (): Promise<readonly unknown[]> => [] } },
    elasticsearch: { client: services.elasticsearch.asScoped(request) },
    savedObjects: {
      client: savedObjects,
      getClient: (options?: { includedHiddenTypes?: string[] }) => services.scopedSavedObjects(request, options),
      typeRegistry: { getType: (name: string) => services.savedObjectTypes.get(name) },
    },
    uiSettings: { client: uiSettings.clientOver(savedObjects) },
    ...(services.line.hasCoreSecurity ? { security: { authc: { getCurrentUser: () => services.currentUser(request) } } } : {}),
  };
  const context: Record<string, unknown> = { core: Promise.resolve(core), resolve: async (parts: readonly string[]) => Object.fromEntries(await Promise.all(parts.map(async (part) => [part, await context[part]]))) };
  for (const [name, provider] of providers) {
    let made: Promise<unknown> | undefined;
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => (made ??= Promise.resolve(provider(context, request, responseFactory))),
    });
  }
  return context as unknown as RequestHandlerContext;
}
