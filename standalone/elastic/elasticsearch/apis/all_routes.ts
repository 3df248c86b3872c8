import type { Route } from '../http/router';
import { aliasRoutes } from './alias_apis';
import { apiKeyRoutes } from './api_key_apis';
import { bulkRoutes } from './bulk_api';
import { byQueryRoutes } from './by_query_apis';
import { clusterRoutes } from './cluster_apis';
import { dataStreamRoutes } from './data_stream_apis';
import { documentRoutes } from './document_apis';
import { eqlRoutes } from './eql_api';
import { fieldCapsRoutes } from './field_caps_api';
import { hasPrivilegesRoutes } from './has_privileges_api';
import { indexRoutes } from './index_apis';
import { inspectRoutes } from './inspect_apis';
import { mappingRoutes } from './mapping_apis';
import { mgetRoutes } from './mget_api';
import { searchRoutes } from './search_apis';
import { securityRoutes } from './security_apis';
import type { Services } from './services';
import { templateRoutes } from './template_apis';

/** Every route of the service; one function for each group, closed list. */
export function allRoutes(services: Services): Route[] {
  return [
    ...clusterRoutes(services),
    ...indexRoutes(services),
    ...mappingRoutes(services),
    ...aliasRoutes(services),
    ...dataStreamRoutes(services),
    ...templateRoutes(services),
    ...documentRoutes(services),
    ...bulkRoutes(services),
    ...mgetRoutes(services),
    ...byQueryRoutes(services),
    ...searchRoutes(services),
    ...eqlRoutes(services),
    ...fieldCapsRoutes(services),
    ...inspectRoutes(services),
    ...securityRoutes(services),
    ...hasPrivilegesRoutes(),
    ...apiKeyRoutes(services),
  ];
}
