import type { Lifecycle, Request, ResponseToolkit } from '@hapi/hapi';
import type { KibanaRequest, Logger, RequestHandlerContext } from '@kbn/core/server';
import { chooseVersion } from './api_version';
import type { ContractLine } from './contract_line';
import { INTERNAL_ERROR_MESSAGE } from './error_body';
import { createKibanaRequest } from './kibana_request';
import { responseFactory, isMadeResponse, type MadeResponse } from './response_factory';
import type { RequestState, Subject } from './request_state';
import { privilegesIn, satisfies, type PrivilegeFormula } from './route_security';
import type { Endpoint, RegisteredRoute } from './router';
import { sendResponse } from './send_response';
import { validateRequest } from './validate_request';

export interface HandlingDependencies {
  readonly line: ContractLine;
  readonly log: Logger;
  /** Which of these `api` privileges the user holds in the space. */
  readonly heldApiPrivileges: (subject: Subject, spaceId: string, names: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly createContext: (request: KibanaRequest, owner: symbol) => RequestHandlerContext;
}

/** The order of Kibana: version, privileges, validation, handler. Whatever is thrown is a 500 with a neutral body. */
export function createHandler(route: RegisteredRoute, dependencies: HandlingDependencies): Lifecycle.Method {
  return async (request, toolkit) => {
    try {
      return await answer(route, dependencies, request, toolkit);
    } catch (error) {
      if (isElasticsearchUnauthorized(error)) return sendResponse(responseFactory.unauthorized({ body: error }) as MadeResponse, toolkit);
      dependencies.log.error(error instanceof Error ? error : new Error(String(error)), { path: route.path });
      return sendResponse(responseFactory.customError({ statusCode: 500, body: INTERNAL_ERROR_MESSAGE }) as MadeResponse, toolkit);
    }
  };
}

function isElasticsearchUnauthorized(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ResponseError' && 'statusCode' in error && error.statusCode === 401;
}

async function answer(route: RegisteredRoute, dependencies: HandlingDependencies, request: Request, toolkit: ResponseToolkit): Promise<Lifecycle.ReturnValue> {
  const plain = (response: unknown) => sendResponse(response as MadeResponse, toolkit);
  const state: RequestState = { spaceId: request.app.spaceId, subject: request.app.subject };
  const choice = chooseEndpoint(route, request);
  if ('refusal' in choice) return plain(responseFactory.badRequest({ body: choice.refusal }));
  const denial = await denialOf(choice.endpoint.required, state, dependencies, request);
  if (denial !== undefined) return plain(responseFactory.forbidden(denial));
  const validated = validateRequest(choice.endpoint.validation, { params: request.params, query: choice.query, body: request.payload });
  if ('refusal' in validated) return plain(responseFactory.badRequest({ body: validated.refusal }));
  const kibanaRequest = createKibanaRequest({
    request,
    parts: validated.parts,
    state,
    route: { path: route.path, method: route.method, options: route.options },
    apiVersion: choice.version,
    showsApiVersion: dependencies.line.hasCoreSecurity,
  });
  const response: unknown = await choice.endpoint.handler(dependencies.createContext(kibanaRequest, route.owner), kibanaRequest as never, responseFactory);
  if (!isMadeResponse(response)) throw new Error(`Unexpected result from Route Handler. Expected KibanaResponse, but given: ${typeof response}.`);
  const sent = plain(response);
  return choice.version === undefined ? sent : sent.header('elastic-api-version', choice.version);
}

type EndpointChoice = { readonly endpoint: Endpoint; readonly version?: string; readonly query: unknown } | { readonly refusal: string };

function chooseEndpoint(route: RegisteredRoute, request: Request): EndpointChoice {
  if (!(route.endpoint instanceof Map)) return { endpoint: route.endpoint as Endpoint, query: request.query };
  const { apiVersion, ...query } = request.query as Record<string, unknown>;
  const header = request.headers['elastic-api-version'];
  const asked = header ?? (route.enableQueryVersion && typeof apiVersion === 'string' ? apiVersion : undefined);
  const choice = chooseVersion<Endpoint>({ ...route, versions: route.endpoint }, asked === undefined ? undefined : String(asked));
  if ('refusal' in choice) return choice;
  return { endpoint: choice.chosen, version: choice.version, query: route.enableQueryVersion ? query : request.query };
}

/** Body of the 403, or nothing where the user may. 8.12 says only `Forbidden`; 9.x names what is missing. */
async function denialOf(required: PrivilegeFormula, state: RequestState, { line, heldApiPrivileges }: HandlingDependencies, request: Request): Promise<{ body?: string } | undefined> {
  if (required.length === 0 || !state.subject) return undefined;
  const names = privilegesIn(required);
  const held = await heldApiPrivileges(state.subject, state.spaceId, names);
  if (satisfies(required, held)) return undefined;
  if (line.gatesByTags) return {};
  const missing = names.filter((name) => !held.has(name)).join(',');
  return { body: `API [${request.method.toUpperCase()} ${request.url.pathname}${request.url.search}] is unauthorized for user, this action is granted by the Kibana privileges [${missing}]` };
}
