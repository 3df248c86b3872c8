import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { errorBody, readErrorCause } from '../errors/error_body';
import { filterPath } from '../json/filter_path';
import { JsonReadError } from '../json/json_reader';
import { writeJson } from '../json/write_json';
import type { Principal } from '../security/principal';
import type { ApiRequest, ApiResponse } from './api_request';
import { isAllowedHost } from './host_name';
import { negotiateMediaTypes } from './media_types';
import { PlainError } from './plain_error';
import { QueryParameters } from './query_parameters';
import type { Router } from './router';
import { unknownPath } from './unknown_path';
import { refuseUnrecognized } from './unrecognized_parameters';

export interface HttpServerDependencies {
  readonly router: Router;
  /** @throws ElasticsearchError 401 */
  readonly authenticate: (headers: IncomingMessage['headers'], path: string) => Principal | Promise<Principal>;
  readonly log: (line: string) => void;
}

/** Elasticsearch's own `http.max_content_length`. */
const MAX_BODY_BYTES = 100 * 1024 * 1024;

/**
 * node:http rather than a framework: every header, refusal and content type is Elasticsearch's own, and `_bulk` bodies go to
 * their handler as one buffer with nothing in between.
 */
export function createHttpServer(dependencies: HttpServerDependencies): Server {
  const server = createServer((request, response) => {
    void answer(dependencies, request, response).catch((error: unknown) => {
      dependencies.log(`request failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  return server;
}

interface Outgoing {
  readonly response: ApiResponse;
  readonly contentType: string;
  readonly product: boolean;
}

async function answer(dependencies: HttpServerDependencies, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const outgoing = await handle(dependencies, request);
  const { status, body, text, headers } = outgoing.response;
  const written = text ?? (body === undefined ? '' : writeJson(body));
  response.writeHead(status, {
    ...(outgoing.product ? { 'x-elastic-product': 'Elasticsearch' } : {}),
    'content-type': text === undefined ? outgoing.contentType : 'text/plain; charset=UTF-8',
    'content-length': Buffer.byteLength(written),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : written);
}

async function handle(dependencies: HttpServerDependencies, request: IncomingMessage): Promise<Outgoing> {
  let contentType = 'application/json';
  let product = false;
  try {
    if (!isAllowedHost(request.headers.host)) {
      request.resume();
      return { response: { status: 421, body: { error: 'this service answers to 127.0.0.1, localhost and [::1] only', status: 421 } }, contentType, product };
    }
    const uri = request.url ?? '/';
    const queryStart = uri.indexOf('?');
    const path = queryStart === -1 ? uri : uri.slice(0, queryStart);
    const principal = await dependencies.authenticate(request.headers, path);
    product = true;
    const body = await readBody(request);
    contentType = negotiateMediaTypes(request.headers, body.length > 0).responseType;
    const query = new QueryParameters(queryStart === -1 ? '' : uri.slice(queryStart + 1));
    const partial = { method: request.method ?? 'GET', uri, path, query, headers: request.headers, body, principal };
    return { response: await dispatch(dependencies.router, partial), contentType, product };
  } catch (error) {
    return { response: toResponse(error, dependencies.log), contentType, product };
  }
}

async function dispatch(router: Router, partial: Omit<ApiRequest, 'pathParameters'>): Promise<ApiResponse> {
  const found = router.find(partial.method, partial.path);
  if (!('match' in found)) {
    if (partial.method === 'OPTIONS' && found.allowedMethods.length > 0) return { status: 200, headers: { allow: found.allowedMethods.join(',') } };
    throw unknownPath(partial.method, partial.uri, partial.path, found.allowedMethods);
  }
  const { route, pathParameters } = found.match;
  refuseUnrecognized(partial.path, partial.query.names(), route.parameters);
  const response = await route.handler({ ...partial, pathParameters });
  const patterns = partial.query.list('filter_path');
  return patterns.length > 0 && response.body !== undefined ? { ...response, body: filterPath(response.body, patterns) } : response;
}

/** The answer that tells of an error; an error nobody foresaw is told and logged. */
export function toResponse(error: unknown, log: (line: string) => void): ApiResponse {
  if (error instanceof PlainError) return { status: error.status, body: error.body, headers: error.headers };
  if (error instanceof JsonReadError) return { status: 400, body: errorBody(new ElasticsearchError(readErrorCause(error))) };
  if (error instanceof ElasticsearchError) {
    const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="security", charset="UTF-8", Bearer realm="security", ApiKey' } : undefined;
    return { status: error.status, body: errorBody(error), headers: challenge };
  }
  log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const reason = error instanceof Error ? error.message : String(error);
  return { status: 500, body: errorBody(new ElasticsearchError({ type: 'exception', reason }, { status: 500 })) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new PlainError(413, undefined);
    chunks.push(chunk as Buffer);
  }
  const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return body;
  return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
}
