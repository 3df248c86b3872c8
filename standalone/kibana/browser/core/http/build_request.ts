import type { HttpFetchOptions } from '@kbn/core/public';

/** What every request of the page carries besides its own headers. */
export interface RequestDefaults {
  readonly kibanaVersion: string;
  readonly prependBasePath: (path: string) => string;
}

/** Options that Kibana takes besides those of the declared contract. */
export interface RequestOptions extends Omit<HttpFetchOptions, 'body'> {
  readonly body?: string | FormData | Blob | null;
  readonly prependBasePath?: boolean;
}

/** Gives the browser's request. Throws on a header that only core may set, and on an address that is not a path of this host. */
export function buildRequest(path: string, options: RequestOptions, defaults: RequestDefaults): Request {
  if (!path.startsWith('/') || path.startsWith('//')) throw new Error(`A request needs a path that starts with one slash, not ${JSON.stringify(path)}.`);
  const forbidden = Object.keys(options.headers ?? {}).filter((name) => name.toLowerCase().startsWith('kbn-'));
  if (forbidden.length > 0) throw new Error(`Invalid fetch headers, headers beginning with "kbn-" are not allowed: [${forbidden.join(', ')}]`);
  const address = options.prependBasePath === false ? path : defaults.prependBasePath(path);
  return new Request(withQuery(address, options.query), {
    method: options.method ?? 'GET',
    body: options.body,
    headers: requestHeaders(options, defaults),
    signal: options.signal,
    credentials: 'same-origin',
  });
}

function requestHeaders(options: RequestOptions, { kibanaVersion }: RequestDefaults): Headers {
  const isMultipart = options.body instanceof FormData;
  const headers = new Headers({ ...(isMultipart ? {} : { 'content-type': 'application/json' }), ...options.headers });
  headers.set('kbn-version', kibanaVersion);
  headers.set('kbn-xsrf', 'standalone-host');
  headers.set('x-elastic-internal-origin', 'Kibana');
  if (options.version) headers.set('elastic-api-version', options.version);
  if (options.asSystemRequest) headers.set('kbn-system-request', 'true');
  return headers;
}

/** A list becomes one parameter for each entry; `undefined` is left out, `null` is empty. */
function withQuery(address: string, query: Readonly<Record<string, unknown>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined) parameters.append(name, entry === null ? '' : String(entry));
    }
  }
  const text = parameters.toString();
  return text === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${text}`;
}
