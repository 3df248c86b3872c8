import type { IRouter } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { HostServices } from '../host_services';
import type { HostRole } from '../kibana_options';
import { schema } from '../packages/config_schema';
import { MANAGE_SPACES } from './privileges/actions';

export interface RoleRoutesDependencies {
  readonly router: IRouter;
  readonly services: HostServices;
  /** Absent on a real cluster: its roles are its own business. */
  readonly roles: readonly HostRole[] | undefined;
}

/** Reading roles (recording `role-get-author`). Roles are given to the host as data, so writing them is refused by name. */
export function registerRoleRoutes({ router, services, roles }: RoleRoutesDependencies): void {
  const params = schema.object({ name: schema.string({ minLength: 1, maxLength: 1024 }) });
  router.get({ path: '/api/security/role/{name}', validate: { params }, security: DECIDES_ITSELF, options: { access: 'public' } }, async (_context, request, response) => {
    if (!(await services.mayAll(request, [MANAGE_SPACES], '*'))) return response.forbidden();
    if (!roles) return response.customError({ statusCode: 501, body: 'Roles of a real cluster are not shown by the standalone host; read them with GET /_security/role.' });
    const role = roles.find(({ name }) => name === request.params.name);
    return role ? response.ok({ body: describeRole(role) }) : response.notFound();
  });
  router.put({ path: '/api/security/role/{name}', validate: { params, body: schema.any() }, security: DECIDES_ITSELF, options: { access: 'public' } }, async (_context, request, response) => {
    if (!(await services.mayAll(request, [MANAGE_SPACES], '*'))) return response.forbidden();
    return response.customError({ statusCode: 501, body: 'Writing roles (PUT /api/security/role) is not implemented by the standalone host; its roles are given at start.' });
  });
}

function describeRole(role: HostRole): object {
  return {
    name: role.name,
    metadata: {},
    transient_metadata: { enabled: true },
    elasticsearch: {
      cluster: role.elasticsearch.cluster,
      indices: role.elasticsearch.indices.map((grant) => ({ allow_restricted_indices: false, ...grant })),
      run_as: role.elasticsearch.run_as ?? [],
    },
    kibana: role.kibana,
    _transform_error: [],
    _unrecognized_applications: [],
  };
}
