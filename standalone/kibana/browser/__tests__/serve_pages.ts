import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserPages } from '../index';

/** An answer of the server under the pages: status, content type, body. */
export interface Answer {
  readonly status?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

type Route = (request: { readonly url: URL; readonly headers: IncomingMessage['headers']; readonly body: string }) => Answer;

/** A server of pages, and what it was asked. */
export interface PageServer {
  readonly origin: string;
  /** Requests so far, as `METHOD path`, with their headers. */
  readonly requests: ReadonlyArray<{ readonly line: string; readonly headers: IncomingMessage['headers'] }>;
  close(): Promise<void>;
}

/** Serves the pages' static files and the routes given (`GET /path`; a route that ends with `*` takes all below it). Anything else is 404. */
export async function servePages(pages: BrowserPages, routes: Readonly<Record<string, Route>>): Promise<PageServer> {
  const requests: Array<{ line: string; headers: IncomingMessage['headers'] }> = [];
  const server = http.createServer((request, response) => {
    answer(request, pages, routes, requests).then(
      (found) => send(response, found),
      (error: unknown) => send(response, { status: 500, contentType: 'text/plain', body: String(error) })
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(request: IncomingMessage, pages: BrowserPages, routes: Readonly<Record<string, Route>>, requests: Array<{ line: string; headers: IncomingMessage['headers'] }>): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const line = `${request.method} ${url.pathname}`;
  requests.push({ line, headers: request.headers });
  const file = pages.staticFiles.find((candidate) => candidate.url === url.pathname);
  if (file) return { contentType: file.contentType, body: await readFile(file.file) };
  const route = routes[line] ?? Object.entries(routes).find(([pattern]) => pattern.endsWith('*') && line.startsWith(pattern.slice(0, -1)))?.[1];
  return route?.({ url, headers: request.headers, body: await readBody(request) }) ?? { status: 404, contentType: 'application/json', body: '{"statusCode":404,"error":"Not Found","message":"Not Found"}' };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status = 200, contentType = 'application/json', headers = {}, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, ...headers });
  response.end(body);
}

/** An answer with a page, as the host's server gives it. */
export function pageAnswer(pages: BrowserPages, html: string, status = 200): Answer {
  return { status, contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': pages.contentSecurityPolicy }, body: html };
}
