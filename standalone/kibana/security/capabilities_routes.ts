import type { Capabilities, IRouter, KibanaRequest } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { HostServices } from '../host_services';
import { schema } from '../packages/config_schema';
import { MANAGE_SPACES } from './privileges/actions';

export interface CapabilitiesRoutesDependencies {
  readonly router: IRouter;
  readonly services: HostServices;
  readonly resolve: (request: KibanaRequest, applications: readonly string[]) => Promise<Capabilities>;
}

/** `POST /api/core/capabilities` for the page, and `GET /api/features` for administrators (recordings `capabilities`, `features-selected`). */
export function registerCapabilitiesRoutes({ router, services, resolve }: CapabilitiesRoutesDependencies): void {
  const validate = { query: schema.object({ useDefaultCapabilities: schema.boolean({ defaultValue: false }) }), body: schema.object({ applications: schema.arrayOf(schema.string({ maxLength: 200 }), { maxSize: 1_000 }) }) };
  router.post({ path: '/api/core/capabilities', validate, security: DECIDES_ITSELF, options: { access: 'public' } }, async (_context, request, response) =>
    response.ok({ body: await resolve(request, request.body.applications) })
  );
  router.get({ path: '/api/features', validate: { query: schema.object({ ignoreValidLicenses: schema.boolean({ defaultValue: false }) }) }, security: DECIDES_ITSELF, options: { access: 'public' } }, async (_context, request, response) => {
    if (!(await services.mayAll(request, [MANAGE_SPACES], '*'))) return response.forbidden();
    const order = (value: number | undefined): number => value ?? Number.MAX_SAFE_INTEGER;
    return response.ok({ body: [...services.features.all()].sort((left, right) => order(left.order) - order(right.order)) });
  });
}
