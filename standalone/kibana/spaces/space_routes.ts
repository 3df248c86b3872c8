import { Boom } from '@hapi/boom';
import type { IRouter, KibanaRequest } from '@kbn/core/server';
import { DECIDES_ITSELF } from '../core/host_routes';
import type { HostServices } from '../host_services';
import { answeringBoom } from '../http/boom_response';
import { schema } from '../packages/config_schema';
import { LOGIN, MANAGE_SPACES } from '../security/privileges/actions';
import { spaceSchema } from './space';
import type { SpacesService } from './spaces_service';

export interface SpaceRoutesDependencies {
  readonly router: IRouter;
  readonly services: HostServices;
  readonly spaces: SpacesService;
}

const PATH = '/api/spaces/space';
const byId = { params: schema.object({ id: schema.string() }) };
const publicRoute = { security: DECIDES_ITSELF, options: { access: 'public' } } as const;

/** The spaces API (recordings `space-*`, `error-404-space`, `error-409-space-exists`). A user sees the spaces they may log in to. */
export function registerSpaceRoutes({ router, services, spaces }: SpaceRoutesDependencies): void {
  const assertManages = async (request: KibanaRequest, verb: string): Promise<void> => {
    if (!(await services.mayAll(request, [MANAGE_SPACES], '*'))) throw new Boom(`Unauthorized to ${verb} spaces`, { statusCode: 403 });
  };
  const mayEnter = (request: KibanaRequest, id: string): Promise<boolean> => services.mayAll(request, [LOGIN], id);

  const listQuery = schema.object({ purpose: schema.maybe(schema.string()), include_authorized_purposes: schema.maybe(schema.boolean()) });
  router.get({ path: PATH, validate: { query: listQuery }, ...publicRoute }, answeringBoom(async (_context, request, response) => {
    const all = await spaces.all();
    const visible = await Promise.all(all.map(async (space) => ((await mayEnter(request, space.id)) ? [space] : [])));
    const body = visible.flat();
    if (body.length === 0) throw new Boom(undefined, { statusCode: 403 });
    return response.ok({ body });
  }));

  router.get({ path: `${PATH}/{id}`, validate: byId, ...publicRoute }, answeringBoom(async (_context, request, response) => {
    if (!(await mayEnter(request, request.params.id))) throw new Boom(`Unauthorized to get ${request.params.id} space`, { statusCode: 403 });
    return response.ok({ body: await spaces.get(request.params.id) });
  }));

  router.post({ path: PATH, validate: { body: spaceSchema }, ...publicRoute }, answeringBoom(async (_context, request, response) => {
    await assertManages(request, 'create');
    return response.ok({ body: await spaces.create(request.body) });
  }));

  router.put({ path: `${PATH}/{id}`, validate: { ...byId, body: spaceSchema }, ...publicRoute }, answeringBoom(async (_context, request, response) => {
    await assertManages(request, 'update');
    return response.ok({ body: await spaces.update({ ...request.body, id: request.params.id }) });
  }));

  router.delete({ path: `${PATH}/{id}`, validate: byId, ...publicRoute }, answeringBoom(async (_context, request, response) => {
    await assertManages(request, 'delete');
    await spaces.delete(request.params.id);
    return response.noContent();
  }));

  router.get({ path: '/internal/spaces/_active_space', validate: false, security: DECIDES_ITSELF, options: { access: 'internal' } }, answeringBoom(async (_context, request, response) => {
    const id = services.spaceIdOf(request);
    if (!(await mayEnter(request, id))) throw new Boom(`Unauthorized to get ${id} space`, { statusCode: 403 });
    return response.ok({ body: await spaces.get(id) });
  }));
}
