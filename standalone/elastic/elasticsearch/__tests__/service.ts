import { Agent, request as httpRequest } from 'node:http';
import { startElasticsearch, type ElasticsearchOptions, type ElasticsearchService } from '../index';
import { readJson } from '../json/read_json';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed body; text where it is no JSON, undefined where there is none. */
  readonly body: unknown;
}

export interface Ask {
  readonly method: string;
  readonly path: string;
  /** Text goes as it is, a list as lines, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `user:password`; null for nobody. */
  readonly auth?: string | null;
}

export const SUPERUSER = 'elastic:changeme';
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Sends one request to a service. */
export function ask(url: string, { method, path, body, headers = {}, auth = SUPERUSER }: Ask): Promise<Answer> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : Array.isArray(body) ? body.map((line) => `${JSON.stringify(line)}\n`).join('') : JSON.stringify(body);
  const type = Array.isArray(body) || /_bulk|_msearch/.test(path) ? 'application/x-ndjson' : 'application/json';
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url + path, {
      method, agent,
      headers: { ...(text === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }), ...(auth === null ? {} : { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }), ...headers },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

/** A service in memory with the superuser the recordings assume. */
export function startForTest(options: Partial<ElasticsearchOptions> = {}): Promise<ElasticsearchService> {
  return startElasticsearch({ port: 0, dataDirectory: undefined, users: [{ username: 'elastic', password: 'changeme', roles: ['superuser'] }], ...options });
}
