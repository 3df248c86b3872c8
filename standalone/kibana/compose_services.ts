import type { KibanaOptions } from './kibana_options';
import { createElasticsearchClients } from './elasticsearch/clients';
import { createHostServices, type HostServices } from './host_services';
import type { ContractLine } from './http/contract_line';
import { FeatureRegistry } from './plugins/feature_registry';
import { SavedObjectTypeRegistry } from './saved_objects/type_registry';
import { identifyByCluster, identifyByHostUsers, type Identify } from './security/identity_source';
import { createClusterPrivilegeChecker } from './security/privileges/cluster_privilege_checker';
import { createRolePrivilegeChecker } from './security/privileges/role_privilege_checker';
import { userProfileSavedObjectType } from './security/user_profile';
import { spaceSavedObjectType } from './spaces/space';
import { configSavedObjectType } from './ui_settings/ui_settings_service';

/** Every index the host writes begins so (`docs/adr/0006_what_standalone_writes_on_a_real_cluster.md`). */
const INDEX_PREFIX = '.staging_watch_standalone_';

export interface ComposedServices {
  readonly services: HostServices;
  readonly identify: Identify;
}

/** Chooses who knows users and their rights: the host's own data, or the cluster. Opens no connection. */
export function composeServices(options: KibanaOptions, line: ContractLine): ComposedServices {
  const elasticsearch = createElasticsearchClients(options.elasticsearch);
  const features = new FeatureRegistry();
  const savedObjectTypes = new SavedObjectTypeRegistry();
  for (const type of [configSavedObjectType, spaceSavedObjectType, userProfileSavedObjectType]) savedObjectTypes.register(type);
  const byCluster = identifyByCluster(elasticsearch.withoutCredentials);
  const { users, roles = [] } = options;
  const privileges = users
    ? createRolePrivilegeChecker({
        roles,
        rolesOfUser: (username) => users.find((user) => user.username === username)?.roles ?? [],
        features: () => features.all(),
        elasticsearch: elasticsearch.asInternalUser,
      })
    : createClusterPrivilegeChecker(elasticsearch.withoutCredentials);
  const services = createHostServices({
    line,
    log: options.log,
    elasticsearch,
    features,
    privileges,
    savedObjectTypes,
    savedObjectsIndex: `${indexPrefix(options)}saved_objects`,
    now: () => new Date(),
  });
  return { services, identify: users ? identifyByHostUsers(users, byCluster) : byCluster };
}

/** Names that belong to a real Kibana or to anybody else are refused. */
function indexPrefix({ indexPrefix: prefix = INDEX_PREFIX }: KibanaOptions): string {
  if (!prefix.startsWith(INDEX_PREFIX)) throw new Error(`The prefix of the host's indices must begin with ${INDEX_PREFIX}, not ${JSON.stringify(prefix)}.`);
  return prefix;
}
