import type { IRouter, KibanaRequest, KibanaResponse, KibanaResponseFactory, RequestHandlerContext, RouteMethod, RouteOptions, RouteSecurity } from '@kbn/core/server';
import type { z } from 'zod';
import type { DetectionEngine } from '../detection_engine';
import { toApiError } from './api_error';
import type { ApiError } from './api_error';
import { requestServices } from './request_services';
import { validateWith } from './zod_validation';
import type { RefusalWords } from './zod_validation';
import type { RequestServices } from './request_services';

export const publicVersion = '2023-10-31';
export const internalVersion = '1';

/** An endpoint of the engine. Its answer is the body of a 200 unless it is a `Reply`. */
export interface Endpoint<P, Q, B> {
  readonly method: RouteMethod;
  readonly path: string;
  /** `public` and `internal` routes are versioned; absent for the alerting framework's, which are not on 8.12.2. */
  readonly version?: string;
  /** Privilege of a registered feature that the caller needs. */
  readonly privilege: string;
  readonly params?: z.ZodType<P, z.ZodTypeDef, unknown>;
  readonly query?: z.ZodType<Q, z.ZodTypeDef, unknown>;
  readonly body?: z.ZodType<B, z.ZodTypeDef, unknown>;
  /** How the issues of a part are worded; zod's own words by default. */
  readonly words?: RefusalWords;
  readonly options?: Omit<RouteOptions, 'access' | 'tags'>;
  readonly handle: (input: { readonly params: P; readonly query: Q; readonly body: B; readonly request: KibanaRequest<P, Q, B> }, services: RequestServices) => Promise<unknown>;
}

/** An answer that is not a plain 200 with JSON. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body?: unknown, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

function sendError(error: ApiError, response: KibanaResponseFactory): KibanaResponse {
  const { statusCode, messages, attributes } = error;
  if (attributes !== undefined) return response.customError({ statusCode, body: { message: error.message, attributes } });
  return response.custom({ statusCode, body: { message: messages, status_code: statusCode }, bypassErrorFormat: true });
}

function sendAnswer(answer: unknown, response: KibanaResponseFactory): KibanaResponse {
  if (!(answer instanceof Reply)) return response.ok({ body: answer });
  if (answer.status === 204) return response.noContent();
  if (answer.status === 200) return response.ok({ body: answer.body, headers: answer.headers });
  return response.custom({ statusCode: answer.status, body: answer.body, headers: answer.headers, bypassErrorFormat: true });
}

function authorization(privilege: string): { security: RouteSecurity; tags: string[] } {
  return { security: { authz: { requiredPrivileges: [privilege] } }, tags: [`access:${privilege}`] };
}

/** Puts an endpoint on the router: privilege for 8.12 and 9.x hosts, services of the request, errors in Security's form. */
export function registerEndpoint<P, Q, B>(router: IRouter, engine: () => DetectionEngine, endpoint: Endpoint<P, Q, B>): void {
  const { method, path, version, privilege, params, query, body, words, options } = endpoint;
  const { security, tags } = authorization(privilege);
  // Some of Security's routes below /internal are declared public and dated on 8.12.2 (recording `signal-index-internal`).
  const access = version === publicVersion || path.startsWith('/api/') ? 'public' : 'internal';
  const validate = {
    ...(params ? { params: validateWith(params, words) } : {}),
    ...(query ? { query: validateWith(query, words) } : {}),
    ...(body ? { body: validateWith(body, words) } : {}),
  };
  const handler = async (context: RequestHandlerContext, request: KibanaRequest<P, Q, B>, response: KibanaResponseFactory): Promise<KibanaResponse> => {
    try {
      const services = await requestServices(engine(), context, request);
      return sendAnswer(await endpoint.handle({ params: request.params, query: request.query, body: request.body, request }, services), response);
    } catch (error) {
      const failure = toApiError(error);
      if (failure.statusCode >= 500 && failure.statusCode !== 501 && failure.attributes === undefined) engine().log.error(`${method.toUpperCase()} ${path}: ${failure.message}`);
      return sendError(failure, response);
    }
  };
  if (version === undefined) {
    router[method]({ path, validate, security, options: { ...options, tags, access } }, handler);
    return;
  }
  router.versioned[method]({ path, access, security, options: { ...options, tags } }).addVersion({ version, validate: { request: validate } }, handler);
}

/** An endpoint whose part types are hidden, for one list of all. */
export type Register = (router: IRouter, engine: () => DetectionEngine) => void;

/** The registration of an endpoint. */
export function route<P, Q, B>(definition: Endpoint<P, Q, B>): Register {
  return (router, engine) => registerEndpoint(router, engine, definition);
}
