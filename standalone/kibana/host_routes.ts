import type { ComposedServices } from './compose_services';
import type { ContractLine } from './http/contract_line';
import { createRouter } from './http/router';
import type { HostRole } from './kibana_options';
import type { PluginSystem } from './plugins/plugin_system';
import { registerSavedObjectRoutes } from './saved_objects/saved_object_routes';
import { registerCapabilitiesRoutes } from './security/capabilities_routes';
import { resolveCapabilities } from './security/resolve_capabilities';
import { registerRefusedApis } from './core/refused_apis';
import { registerRoleRoutes } from './security/role_routes';
import { registerSessionRoutes } from './security/session_routes';
import { registerUserProfileRoutes } from './security/user_profile';
import { registerSpaceRoutes } from './spaces/space_routes';
import type { HostParts } from './start_kibana';
import { registerStatusRoutes } from './status/status_routes';
import { registerUiSettingsRoutes } from './ui_settings/ui_settings_routes';

export interface HostRoutesDependencies extends HostParts, ComposedServices {
  readonly line: ContractLine;
  readonly plugins: PluginSystem;
  readonly roles: readonly HostRole[] | undefined;
}

/** Registers the APIs that core and the built-in plugins of a Kibana distribution bring, as far as the host implements them. */
export function registerHostRoutes({ line, plugins, roles, services, identify, sessions, spaces, audit, http, disabledFeatures }: HostRoutesDependencies): void {
  const router = createRouter({ line, owner: Symbol('host'), add: (route) => http.addRoute(route) });
  registerSessionRoutes({ router, services, sessions, identify, audit });
  registerUserProfileRoutes({ router, services });
  registerRoleRoutes({ router, services, roles });
  registerSpaceRoutes({ router, services, spaces });
  registerSavedObjectRoutes(router);
  registerUiSettingsRoutes(router, line);
  registerCapabilitiesRoutes({ router, services, resolve: (request, applications) => resolveCapabilities(request, applications, { services, disabledFeatures }) });
  registerRefusedApis(router);
  registerStatusRoutes({
    router,
    line,
    instanceUuid: plugins.instanceUuid,
    plugins: () => ['features', 'security', 'spaces', ...plugins.ids],
    async isElasticsearchAvailable() {
      return services.elasticsearch.asInternalUser.ping({}, { requestTimeout: 5_000, maxRetries: 0 });
    },
  });
}
