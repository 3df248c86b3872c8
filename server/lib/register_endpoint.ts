import type { IRouter, Logger, RouteValidationFunction } from '@kbn/core/server';
import type { z } from 'zod';
import type { Endpoint, EndpointRequest, EndpointResponse } from '../../common/api';
import { apiPrivileges } from './privileges';
import type { CreateRequestServices, RequestServices } from './request_services';
import { toHttpError } from './to_http_error';

export interface RegisterDependencies {
  readonly router: IRouter;
  readonly createServices: CreateRequestServices;
  readonly log: Logger;
}

export type EndpointRoute = (dependencies: RegisterDependencies) => void;
export type EndpointHandler<E extends Endpoint> = (services: RequestServices, input: EndpointRequest<E>) => Promise<EndpointResponse<E>>;

/** A contract with its handler, as a route that waits for a router. The handler throws; here errors become answers, once. */
export function defineRoute<E extends Endpoint>(endpoint: E, handle: EndpointHandler<E>): EndpointRoute {
  return (dependencies) => registerEndpoint(endpoint, handle, dependencies);
}

function registerEndpoint<E extends Endpoint>(endpoint: E, handle: EndpointHandler<E>, { router, createServices, log }: RegisterDependencies): void {
  const privilege = apiPrivileges[endpoint.privilege];
  const validated = {
    params: accept(endpoint.params),
    query: accept(endpoint.query),
    ...(endpoint.method === 'get' ? {} : { body: accept(endpoint.body) }),
  };
  router.versioned[endpoint.method]({
    path: endpoint.path,
    access: 'internal',
    security: { authz: { requiredPrivileges: [privilege] } },
    options: { tags: [`access:${privilege}`] },
  }).addVersion({ version: endpoint.version, validate: { request: validated } }, async (context, incoming, response) => {
    try {
      const services = await createServices(context, incoming);
      const { params, query, body } = incoming;
      const answer = await handle(services, { params, query, body } as EndpointRequest<E>);
      return response.ok({ body: answer });
    } catch (error) {
      const { statusCode, body: errorBody, unexpected } = toHttpError(error);
      if (unexpected) log.error(`${endpoint.method.toUpperCase()} ${endpoint.path} failed: ${describe(error)}`);
      return response.customError({ statusCode, body: errorBody });
    }
  });
}

/** A zod schema as core's validation function. Kibana refuses with 400 and names the part and the path. */
function accept<S extends z.ZodTypeAny>(schema: S): RouteValidationFunction<z.output<S>> {
  return (data, { ok, badRequest }) => {
    const decoded = schema.safeParse(data);
    if (decoded.success) return ok(decoded.data as z.output<S>);
    const issue = decoded.error.issues[0];
    return badRequest(issue?.message ?? 'not valid', issue?.path.map(String) ?? []);
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
