import type { Route } from '../http/router';
import { aliasRoutes } from './alias_apis';
import { apiKeyRoutes } from './api_key_apis';
import { bulkRoutes } from './bulk_api';
import { clusterRoutes } from './cluster_apis';
import { dataStreamRoutes } from './data_stream_apis';
import { documentRoutes } from './document_apis';
import { hasPrivilegesRoutes } from './has_privileges_api';
import { indexRoutes } from './index_apis';
import { mappingRoutes } from './mapping_apis';
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
    ...searchRoutes(services),
    ...securityRoutes(services),
    ...hasPrivilegesRoutes(),
    ...apiKeyRoutes(services),
  ];
}
