import { z } from 'zod';
import { ApiError } from '../http/api_error';
import { internalVersion, publicVersion, route } from '../http/register_route';
import type { Register } from '../http/register_route';
import type { RouteMethod } from '@kbn/core/server';

/** Endpoints of a real Kibana that the embedded engine does not have; each answers 501 with its name. */
const refused: ReadonlyArray<readonly [RouteMethod, string, string | undefined]> = [
  ['put', '/api/detection_engine/rules/prepackaged', publicVersion],
  ['get', '/api/detection_engine/rules/prepackaged/_status', publicVersion],
  ['get', '/internal/detection_engine/prebuilt_rules/status', internalVersion],
  ['post', '/internal/detection_engine/prebuilt_rules/installation/_review', internalVersion],
  ['post', '/internal/detection_engine/prebuilt_rules/installation/_perform', internalVersion],
  ['post', '/internal/detection_engine/prebuilt_rules/upgrade/_review', internalVersion],
  ['post', '/internal/detection_engine/prebuilt_rules/upgrade/_perform', internalVersion],
  ['get', '/internal/detection_engine/users/_find', publicVersion],
  ['delete', '/api/detection_engine/index', publicVersion],
  ['post', '/api/detection_engine/signals/finalize_migration', publicVersion],
  ['post', '/api/detection_engine/signals/migration', publicVersion],
  ['get', '/api/detection_engine/signals/migration_status', publicVersion],
  ['post', '/api/exception_lists/_import', publicVersion],
  ['post', '/api/exception_lists/_duplicate', publicVersion],
  ['post', '/api/exceptions/shared', publicVersion],
  ['get', '/api/endpoint_list/items', publicVersion],
  ['post', '/api/endpoint_list/items', publicVersion],
  ['put', '/api/endpoint_list/items', publicVersion],
  ['delete', '/api/endpoint_list/items', publicVersion],
  ['get', '/api/endpoint_list/items/_find', publicVersion],
  ['get', '/api/lists', publicVersion],
  ['post', '/api/lists', publicVersion],
  ['get', '/api/lists/_find', publicVersion],
  ['get', '/api/lists/index', publicVersion],
  ['post', '/api/lists/index', publicVersion],
  ['get', '/api/lists/items', publicVersion],
  ['post', '/api/lists/items', publicVersion],
  ['get', '/api/alerting/rule_types', undefined],
  ['get', '/api/alerting/_health', undefined],
  ['post', '/api/alerting/rule', undefined],
];

/** Everything else below these paths. */
const roots = ['/api/detection_engine', '/internal/detection_engine', '/api/exception_lists', '/api/lists', '/api/alerting', '/internal/alerting'];
const methods: readonly RouteMethod[] = ['get', 'post', 'put', 'patch', 'delete'];

function catchAll(root: string, method: RouteMethod): Register {
  return route({
    method,
    path: `${root}/{rest*}`,
    privilege: 'securitySolution',
    query: z.unknown(),
    ...(method === 'get' || method === 'delete' ? {} : { body: z.unknown() }),
    handle: ({ request }) => Promise.reject(new ApiError(501, `${method.toUpperCase()} ${request.url.pathname} is not implemented by the embedded detection engine`)),
  });
}

function refusal([method, path, version]: (typeof refused)[number]): Register {
  return route({
    method,
    path,
    privilege: 'securitySolution',
    ...(version === undefined ? {} : { version }),
    query: z.unknown(),
    ...(method === 'get' || method === 'delete' ? {} : { body: z.unknown() }),
    handle: () => Promise.reject(new ApiError(501, `${method.toUpperCase()} ${path} is not implemented by the embedded detection engine`)),
  });
}

export const refusedRoutes: readonly Register[] = [...refused.map(refusal), ...roots.flatMap((root) => methods.map((method) => catchAll(root, method)))];
