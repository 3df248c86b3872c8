import { Server, type Request, type ResponseToolkit, type RouteOptionsPayload, type ServerRoute } from '@hapi/hapi';
import { isBoom, type Boom } from '@hapi/boom';
import { Boom as BoomError } from '@hapi/boom';
import { contentSecurityPolicy } from '../browser';
import type { ContractLine } from './contract_line';
import { errorBody } from './error_body';
import { isAcceptedHost } from './host_name';
import { canBeRedirected, guardRequest } from './request_guards';
import { createHandler, type HandlingDependencies } from './request_handling';
import type { Subject } from './request_state';
import type { RegisteredRoute } from './router';
import { spacePrefix, splitSpacePrefix } from './space_prefix';

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    spaceId: string;
    originalUrl: URL;
    subject: Subject | undefined;
  }
}

const DEFAULT_MAX_BYTES = 1_048_576;
const NO_CACHE = 'private, no-cache, no-store, must-revalidate';

/** Who made a request, or why that is not known. */
export type Authentication = { readonly subject: Subject; readonly cookies?: readonly string[] } | { readonly refusal: string; readonly cookies?: readonly string[]; readonly sessionEnded?: boolean };

export interface HttpServerDependencies extends Omit<HandlingDependencies, 'line'> {
  readonly line: ContractLine;
  /** 0 takes a free one. */
  readonly port: number;
  readonly authenticate: (request: Request) => Promise<Authentication>;
}

export interface HttpServer {
  readonly server: Server;
  addRoute(route: RegisteredRoute): void;
  /** Routes outside Kibana's router: pages and files. */
  addServerRoute(route: ServerRoute): void;
  start(): Promise<{ readonly port: number }>;
  /** Until then every request is answered with 503. */
  markReady(): void;
  stop(): Promise<void>;
}

/** The HTTP server of the host: loopback only, no CORS, Kibana's order of checks and its error bodies. Listens when `start` is called. */
export function createHttpServer(dependencies: HttpServerDependencies): HttpServer {
  const { line } = dependencies;
  const server = new Server({
    host: '127.0.0.1',
    port: dependencies.port,
    debug: false,
    router: { stripTrailingSlash: false },
    routes: { cors: false, state: { parse: false, failAction: 'ignore' }, payload: { maxBytes: DEFAULT_MAX_BYTES } },
    compression: { minBytes: 1024 },
  });
  const routes = new Map<string, RegisteredRoute>();
  let isReady = false;
  server.ext('onRequest', (request, toolkit) => prepare(request, toolkit, isReady));
  server.auth.scheme('kibana', () => ({ authenticate: (request, toolkit) => authenticateRequest(dependencies, request, toolkit) }));
  server.auth.strategy('session', 'kibana');
  server.auth.default('session');
  server.ext('onPostAuth', (request, toolkit) => {
    const refusal = guardRequest(request, routes.get(`${request.route.method} ${request.route.path}`), line);
    return refusal === undefined ? toolkit.continue : toolkit.response(errorBody(400, refusal)).code(400).takeover();
  });
  // Whoever is not known learns nothing about which addresses exist.
  server.route({ method: 'GET', path: '/{unknown*}', handler: (_request, toolkit) => toolkit.response(errorBody(404)).code(404) });
  server.ext('onPreResponse', (request, toolkit) => finish(request, toolkit));
  return {
    server,
    addRoute(route) {
      if (server.info.started > 0) throw new Error('Routers can be registered only when HTTP server is stopped.');
      routes.set(`${route.method} ${route.path}`, route);
      server.route(toServerRoute(route, dependencies));
    },
    addServerRoute: (route) => server.route(route),
    async start() {
      await server.start();
      return { port: Number(server.info.port) };
    },
    markReady: () => void (isReady = true),
    stop: () => server.stop({ timeout: 1_000 }),
  };
}

function prepare(request: Request, toolkit: ResponseToolkit, isReady: boolean) {
  request.app.originalUrl = new URL(request.url.href);
  const { spaceId, path } = splitSpacePrefix(request.path);
  request.app.spaceId = spaceId;
  request.app.subject = undefined;
  if (!isAcceptedHost(request.info.host)) {
    const message = 'This server answers only to the host names 127.0.0.1, localhost and [::1].';
    return toolkit.response(errorBody(421, message)).code(421).takeover();
  }
  if (!isReady) return toolkit.response('Kibana server is not ready yet').code(503).header('retry-after', '30').takeover();
  if (spaceId !== 'default' || path !== request.path) request.setUrl(`${path}${request.url.search}`);
  return toolkit.continue;
}

async function authenticateRequest({ authenticate }: HttpServerDependencies, request: Request, toolkit: ResponseToolkit) {
  const result = await authenticate(request);
  for (const cookie of result.cookies ?? []) request.raw.res.appendHeader('set-cookie', cookie);
  if ('subject' in result) {
    request.app.subject = result.subject;
    return toolkit.authenticated({ credentials: { user: { username: result.subject.user.username } } });
  }
  if (request.auth.mode !== 'required') return toolkit.unauthenticated(new BoomError(result.refusal, { statusCode: 401 }));
  if (canBeRedirected(request)) {
    const next = `${spacePrefix(request.app.spaceId)}${request.url.pathname}${request.url.search}`;
    return toolkit.redirect(`/login?next=${encodeURIComponent(next)}${result.sessionEnded ? '&msg=SESSION_EXPIRED' : ''}`).takeover();
  }
  throw new BoomError(result.refusal, { statusCode: 401 });
}

function toServerRoute(route: RegisteredRoute, dependencies: HttpServerDependencies): ServerRoute {
  const { authentication } = route;
  return {
    method: route.method,
    path: route.path,
    handler: createHandler(route, dependencies),
    options: {
      auth: authentication === 'none' ? false : authentication === 'optional' ? { mode: 'try' } : { mode: 'required' },
      ...(route.method === 'get' ? {} : { payload: payloadOptions(route) }),
    },
  };
}

/** Without a body validation the body is not read: the handler gets a stream. */
function payloadOptions({ endpoint, options }: RegisteredRoute): RouteOptionsPayload {
  const readsBody = endpoint instanceof Map || ('validation' in endpoint && hasBodyValidation(endpoint.validation)) || options.body !== undefined;
  const { accepts, maxBytes, output, parse } = options.body ?? {};
  return {
    maxBytes: maxBytes ?? DEFAULT_MAX_BYTES,
    output: output ?? (readsBody ? 'data' : 'stream'),
    parse: parse ?? readsBody,
    ...(accepts ? { allow: accepts } : {}),
    ...(accepts && [accepts].flat().some((type) => type.startsWith('multipart/')) ? { multipart: { output: output ?? 'data' } } : {}),
  };
}

function hasBodyValidation(validation: unknown): boolean {
  const given = typeof validation === 'function' ? (validation as () => unknown)() : validation;
  return typeof given === 'object' && given !== null && 'body' in given && given.body !== undefined;
}

/** Headers of every answer; errors of the server itself get core's body. */
function finish(request: Request, toolkit: ResponseToolkit) {
  const { response } = request;
  const headers: Record<string, string> = {
    'kbn-name': 'kibana',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (isBoom(response)) {
    const { output } = response as Boom;
    const message = output.statusCode >= 500 ? undefined : response.message;
    output.payload = { ...errorBody(output.statusCode, message === '' ? undefined : message) };
    Object.assign(output.headers, headers, { 'cache-control': NO_CACHE });
    return toolkit.continue;
  }
  for (const [name, value] of Object.entries(headers)) response.header(name, value, { override: false });
  response.header('cache-control', NO_CACHE, { override: false });
  return toolkit.continue;
}
