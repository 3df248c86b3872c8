import { randomUUID } from 'node:crypto';
import type { Request } from '@hapi/hapi';
import type { KibanaRequest, RouteMethod, RouteOptions } from '@kbn/core/server';
import { filter, fromEvent, map, NEVER, share, take } from 'rxjs';
import { setRequestState, type RequestState } from './request_state';
import type { RequestParts } from './validate_request';

export interface KibanaRequestInput {
  readonly request: Request;
  readonly parts: RequestParts;
  readonly state: RequestState;
  readonly route: { readonly path: string; readonly method: RouteMethod; readonly options: RouteOptions };
  /** Set for versioned routes; plugins see it from 8.13 on only. */
  readonly apiVersion?: string;
  readonly showsApiVersion: boolean;
}

/**
 * Gives the request as plugins see it. Its keys are those of 8.12.2 (recording `plugin-route-ok`), newer versions add some.
 * All headers are there, `authorization` and `cookie` included (`kibana-8.12-observed.md` 11); with a session `authorization` is the session's (15).
 */
export function createKibanaRequest({ request, parts, state, route, apiVersion, showsApiVersion }: KibanaRequestInput): KibanaRequest {
  const headers: Record<string, string | string[] | undefined> = { ...request.raw.req.headers };
  if (state.subject) headers['authorization'] = state.subject.authorization;
  const made = {
    id: request.headers['x-opaque-id'] === undefined ? request.info.id : String(request.headers['x-opaque-id']),
    uuid: randomUUID(),
    url: request.url,
    rewrittenUrl: request.app.originalUrl,
    headers: Object.freeze(headers),
    isSystemRequest: request.headers['kbn-system-request'] === 'true',
    isFakeRequest: false,
    isInternalApiRequest: 'x-elastic-internal-origin' in request.headers,
    route,
    socket: { authorized: undefined },
    events: requestEvents(request),
    auth: { isAuthenticated: state.subject !== undefined },
    withoutSecretHeaders: false,
    params: parts.params,
    query: parts.query,
    body: parts.body,
    ...(showsApiVersion ? { apiVersion, httpVersion: request.raw.req.httpVersion, protocol: 'http1', serverTiming: {}, authzResult: {} } : {}),
  };
  setRequestState(made, state);
  return made;
}

/** A connection that closes before the answer is whole was given up by the client. */
function requestEvents(request: Request): KibanaRequest['events'] {
  const { res } = request.raw;
  const closed$ = fromEvent(res, 'close').pipe(take(1), share());
  const nothing = map(() => undefined);
  return {
    aborted$: closed$.pipe(
      filter(() => !res.writableFinished),
      nothing
    ),
    completed$: closed$.pipe(nothing),
  };
}

export interface FakeRequestInput {
  readonly headers?: Record<string, string | string[] | undefined>;
  readonly path?: string;
  readonly spaceId?: string;
}

/** A request that nobody sent, made from headers alone: what `kibanaRequestFactory` of 9.x gives (`kibana-contract.md` §4.7). */
export function createFakeRequest({ headers = {}, path = '/', spaceId = 'default' }: FakeRequestInput): KibanaRequest {
  const request: KibanaRequest = {
    id: randomUUID(),
    uuid: randomUUID(),
    url: new URL(path, 'https://fake-request/'),
    headers: Object.freeze({ ...headers }),
    isFakeRequest: true,
    route: { path, method: 'get', options: {} },
    events: { aborted$: NEVER, completed$: NEVER },
    auth: { isAuthenticated: false },
    params: {},
    query: {},
    body: {},
  };
  setRequestState(request, { spaceId, subject: undefined });
  return request;
}
