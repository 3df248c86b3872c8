import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Request, ResponseToolkit, ServerRoute } from '@hapi/hapi';
import { Boom } from '@hapi/boom';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** The address carries a version or a hash: it never changes its content. */
export const FOR_A_YEAR = 'public, max-age=31536000, immutable';
/** The browser asks again each time. */
export const REVALIDATED = 'must-revalidate';

export interface DirectoryOptions {
  /** Without a trailing slash. */
  readonly urlPath: string;
  readonly directory: string;
  readonly cacheControl: string;
}

/** A route that serves the files of a folder, without authentication. Nothing outside the folder is reachable, through links neither. */
export function directoryRoute({ urlPath, directory, cacheControl }: DirectoryOptions): ServerRoute {
  return {
    method: 'GET',
    path: `${urlPath}/{file*}`,
    options: { auth: false },
    handler: async (request, toolkit) => serveFile(request, toolkit, await resolveInside(directory, String(request.params['file'] ?? '')), cacheControl),
  };
}

/** A route that serves one file. */
export function fileRoute(urlPath: string, file: string, contentType: string, cacheControl: string): ServerRoute {
  return { method: 'GET', path: urlPath, options: { auth: false }, handler: (request, toolkit) => serveFile(request, toolkit, file, cacheControl, contentType) };
}

async function resolveInside(directory: string, relative: string): Promise<string> {
  if (relative.includes('\0')) throw notFound();
  try {
    const root = await realpath(directory);
    const file = await realpath(path.join(root, relative));
    if (file.startsWith(root + path.sep)) return file;
  } catch {
    // A missing file and a broken link are the same to the browser.
  }
  throw notFound();
}

const notFound = (): Boom => new Boom(undefined, { statusCode: 404 });

async function serveFile(request: Request, toolkit: ResponseToolkit, file: string, cacheControl: string, contentType = CONTENT_TYPES[path.extname(file)]) {
  const entry = await stat(file).catch(() => undefined);
  if (!entry?.isFile()) throw notFound();
  const etag = `${entry.size.toString(16)}-${Math.floor(entry.mtimeMs).toString(16)}`;
  const packed = acceptsBrotli(request) ? await stat(`${file}.br`).catch(() => undefined) : undefined;
  const matched = toolkit.entity({ etag: packed ? `${etag}-br` : etag });
  if (matched) return matched.header('cache-control', cacheControl);
  const response = toolkit.response(createReadStream(packed ? `${file}.br` : file)).type(contentType ?? 'application/octet-stream').header('cache-control', cacheControl);
  if (!packed) return response;
  return response.header('content-encoding', 'br').vary('accept-encoding').bytes(packed.size);
}

function acceptsBrotli(request: Request): boolean {
  return /(?:^|,)\s*br\s*(?:;|,|$)/.test(String(request.headers['accept-encoding'] ?? ''));
}
