import type { IRouter, RouteMethod } from '@kbn/core/server';
import { DECIDES_ITSELF } from './host_routes';

/**
 * APIs of a distribution that somebody may look for here and that the host does not have. They are refused by name, so that nobody takes their
 * absence for an empty answer. `standalone/README.md` lists them. A plugin may bring them: its own routes are more specific.
 */
const REFUSED: ReadonlyArray<{ readonly methods: readonly RouteMethod[]; readonly path: string }> = [
  { methods: ['get', 'post', 'patch', 'delete'], path: '/api/cases/{rest*}' },
  { methods: ['get', 'post', 'put', 'delete'], path: '/api/data_views/{rest*}' },
  { methods: ['get'], path: '/api/stats' },
  { methods: ['post'], path: '/api/saved_objects/_export' },
  { methods: ['post'], path: '/api/saved_objects/_import' },
  { methods: ['post'], path: '/api/spaces/_copy_saved_objects' },
];

export function registerRefusedApis(router: IRouter): void {
  for (const { methods, path } of REFUSED) {
    for (const method of methods) {
      router[method]({ path, validate: false, security: DECIDES_ITSELF, options: { access: 'public' } }, (_context, request, response) =>
        response.customError({ statusCode: 501, body: `${method.toUpperCase()} ${request.url.pathname} is not implemented by the standalone host` })
      );
    }
  }
}
