import http from 'node:http';
import https from 'node:https';
import type { BasePath, HttpServerInfo } from '@kbn/core/server';
import { tlsToThisKibana } from './own_address';
import { UpstreamFailure } from './upstream_failure';

const TIME_LIMIT_MS = 30_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What a caller logs in with: the only headers of a request that are ever sent on. Never logged. */
export interface Credentials {
  readonly authorization?: string;
  readonly cookie?: string;
}

export interface LoopbackRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, below base path and space: `/api/detection_engine/rules?rule_id=x`. */
  readonly path: string;
  readonly spaceId: string;
  readonly credentials: Credentials;
  readonly apiVersion?: string;
  readonly body?: unknown;
  /** The route may answer in plain words; any other way they would be taken for a page of something between. */
  readonly mayAnswerText?: boolean;
}

export interface LoopbackAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface LoopbackDependencies {
  readonly getServerInfo: () => HttpServerInfo;
  readonly basePath: Pick<BasePath, 'serverBasePath'>;
  readonly timeLimitMs?: number;
}

/** Asks this very Kibana over HTTP. Throws `UpstreamFailure` for no answer, redirects and answers that are no JSON; any status is returned. */
export type Loopback = (request: LoopbackRequest) => Promise<LoopbackAnswer>;

/**
 * The target is made of the host's own server information and base path alone: nothing of an incoming request but its credentials takes
 * part. Redirects are refused, so credentials go nowhere else.
 */
export function createLoopback(dependencies: LoopbackDependencies): Loopback {
  const { getServerInfo, basePath, timeLimitMs = TIME_LIMIT_MS } = dependencies;
  let prefix: string | undefined = basePath.serverBasePath === '' ? '' : undefined;
  const send: Send = (path, request) =>
    exchange({ ...request, info: getServerInfo(), path, timeLimitMs });

  return async (request) => {
    prefix ??= await findPrefix(basePath.serverBasePath, request.credentials, send);
    const space = request.spaceId === 'default' ? '' : `/s/${encodeURIComponent(request.spaceId)}`;
    return send(`${prefix ?? basePath.serverBasePath}${space}${request.path}`, request);
  };
}

type Send = (path: string, request: Omit<LoopbackRequest, 'path' | 'spaceId'>) => Promise<LoopbackAnswer>;

/**
 * Whether the server itself wants the base path depends on `server.rewriteBasePath`, which no contract tells. So it is asked once, by someone
 * who is logged in: the form that does not end in 404 is the right one. Undefined where the login is refused, because strangers hear 401 at
 * any path. Throws while the server answers 503, because then any path does.
 */
async function findPrefix(serverBasePath: string, credentials: Credentials, send: Send): Promise<string | undefined> {
  const { status } = await send(`${serverBasePath}/api/status`, { method: 'GET', credentials });
  if (status === 503) throw new UpstreamFailure(503, 'This Kibana is not ready yet.');
  if (status === 401) return undefined;
  return status === 404 ? '' : serverBasePath;
}

interface Exchange extends Omit<LoopbackRequest, 'spaceId'> {
  readonly info: HttpServerInfo;
  readonly timeLimitMs: number;
}

async function exchange(options: Exchange): Promise<LoopbackAnswer> {
  const { info, method, timeLimitMs } = options;
  if (info.protocol === 'socket') throw new UpstreamFailure(0, 'This Kibana listens on a socket file, where its own API cannot be asked.');
  const payload = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
  const requestOptions: https.RequestOptions = {
    ...(await connectionTo(info)),
    port: info.port,
    path: options.path,
    method,
    agent: false,
    headers: headersOf(options, payload),
    signal: AbortSignal.timeout(timeLimitMs),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (info.protocol === 'https' ? https : http).request(requestOptions, (incoming) => {
      readAnswer(incoming, options.mayAnswerText === true).then(resolve, reject);
    });
    outgoing.on('error', (error) => reject(noAnswer(error)));
    outgoing.end(payload);
  });
}

function headersOf({ credentials, apiVersion }: Exchange, payload: Buffer | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    'kbn-xsrf': 'stagingWatch',
    'x-elastic-internal-origin': 'stagingWatch',
    ...(apiVersion === undefined ? {} : { 'elastic-api-version': apiVersion }),
    ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(payload.length) }),
    ...(credentials.authorization === undefined ? {} : { authorization: credentials.authorization }),
    ...(credentials.cookie === undefined ? {} : { cookie: credentials.cookie }),
  };
}

async function connectionTo({ protocol, hostname }: HttpServerInfo): Promise<https.RequestOptions> {
  const name = reachableName(hostname);
  if (protocol === 'http') return { hostname: name };
  return tlsToThisKibana(name).catch((error: unknown) => Promise.reject(noAnswer(error)));
}

/** An address to bind to is no address to connect to. */
function reachableName(hostname: string): string {
  if (hostname === '0.0.0.0') return '127.0.0.1';
  return hostname === '::' || hostname === '[::]' ? '::1' : hostname.replace(/^\[(.*)\]$/, '$1');
}

async function readAnswer(incoming: http.IncomingMessage, mayBeText: boolean): Promise<LoopbackAnswer> {
  const status = incoming.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    throw new UpstreamFailure(status, 'This Kibana answered with a redirect, which is not followed.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) throw new UpstreamFailure(status, `This Kibana answered with more than ${MAX_ANSWER_BYTES} bytes.`, { code: 'upstream_failed' });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof UpstreamFailure ? error : noAnswer(error);
  }
  return { status, body: decode(Buffer.concat(chunks).toString('utf8'), status, mayBeText) };
}

function decode(text: string, status: number, mayBeText: boolean): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    if (status >= 400) return { message: text.slice(0, 200) };
    if (mayBeText) return text;
    throw new UpstreamFailure(status, 'This Kibana answered with something that is not JSON.', { cause, code: 'upstream_failed' });
  }
}

/** No answer: the message names the system's error code only, never what was sent. */
function noAnswer(cause: unknown): UpstreamFailure {
  const code = (cause as { code?: unknown } | null)?.code;
  const why = cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError') ? 'time limit' : typeof code === 'string' ? code : 'connection failed';
  return new UpstreamFailure(0, `The detection engine of this Kibana did not answer (${why}).`, { cause });
}
