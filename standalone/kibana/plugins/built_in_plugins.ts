import type { KibanaRequest } from '@kbn/core/server';
import type { KibanaFeatureConfig } from '@kbn/plugins/server';
import { createApiKeys } from '../elasticsearch/api_keys';
import type { HostServices } from '../host_services';
import type { AuditLog } from '../security/audit_log';
import type { SpacesService } from '../spaces/spaces_service';

/** A plugin that a Kibana distribution always has and the host supplies itself. */
export interface BuiltInPlugin {
  readonly id: string;
  readonly setup: object;
  readonly start: object;
}

export interface BuiltInDependencies {
  readonly services: HostServices;
  readonly spaces: SpacesService;
  readonly audit: AuditLog;
}

/** `features`, `security` and `spaces`, as far as they are declared (`typings/kbn/core_server.d.ts`, `kibana-contract.md` §4.5, §4.6). */
export function createBuiltInPlugins({ services, spaces, audit }: BuiltInDependencies): readonly BuiltInPlugin[] {
  const getKibanaFeatures = (): readonly KibanaFeatureConfig[] => services.features.all();
  const spacesService = {
    getSpaceId: (request: KibanaRequest) => services.spaceIdOf(request),
    spaceIdToNamespace: (spaceId: string) => (spaceId === 'default' ? undefined : spaceId),
    getActiveSpace: (request: KibanaRequest) => spaces.get(services.spaceIdOf(request)),
  };
  return [
    { id: 'features', setup: { registerKibanaFeature: (feature: KibanaFeatureConfig) => services.features.register(feature), getKibanaFeatures }, start: { getKibanaFeatures } },
    {
      id: 'security',
      setup: { audit: { asScoped: (request: KibanaRequest) => audit.asScoped(request) }, license: { isEnabled: () => true } },
      start: { authc: { getCurrentUser: (request: KibanaRequest) => services.currentUser(request), apiKeys: createApiKeys(services.elasticsearch) } },
    },
    { id: 'spaces', setup: { spacesService }, start: { spacesService } },
  ];
}
