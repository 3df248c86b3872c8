import type { HttpFetchOptions, HttpStart } from '@kbn/core/public';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { BasePath } from './base_path';
import { buildRequest, type RequestOptions } from './build_request';
import { RequestFailed } from './http_fetch_error';
import { parseBody } from './parse_body';

export interface HttpServiceDependencies {
  readonly basePath: BasePath;
  readonly kibanaVersion: string;
  /** Called for a 401: the session is over. */
  readonly onUnauthorized: () => void;
}

/** `core.http`, and how many requests are under way. */
export interface HttpService {
  readonly http: HttpStart & { getLoadingCount$(): Observable<number> };
  /** The same for one plugin, which finds its own assets. */
  forPlugin(pluginId: string): HttpService['http'];
}

/** Gives `core.http` (`kibana-contract.md` §5.4). Every method rejects with `RequestFailed`, an aborted one with the browser's `AbortError`. */
export function createHttpService(dependencies: HttpServiceDependencies): HttpService {
  const loadingCount$ = new BehaviorSubject(0);
  const fetchCounted = async (path: string, options: RequestOptions = {}): Promise<unknown> => {
    loadingCount$.next(loadingCount$.value + 1);
    try {
      return await send(path, options, dependencies);
    } finally {
      loadingCount$.next(loadingCount$.value - 1);
    }
  };
  const method =
    (name: string) =>
    <T>(path: string, options: HttpFetchOptions = {}): Promise<T> =>
      fetchCounted(path, { ...options, method: name }) as Promise<T>;
  const http: HttpService['http'] = {
    fetch: <T>(path: string, options: HttpFetchOptions = {}) => fetchCounted(path, options) as Promise<T>,
    get: method('GET'),
    post: method('POST'),
    put: method('PUT'),
    patch: method('PATCH'),
    delete: method('DELETE'),
    basePath: dependencies.basePath,
    getLoadingCount$: () => loadingCount$.asObservable(),
  };
  const assetHref = (pluginId: string) => (file: string) => `${dependencies.basePath.serverBasePath}/plugins/${pluginId}/assets/${file.replace(/^\//, '')}`;
  return { http, forPlugin: (pluginId) => ({ ...http, staticAssets: { getPluginAssetHref: assetHref(pluginId) } }) };
}

async function send(path: string, options: RequestOptions, { basePath, kibanaVersion, onUnauthorized }: HttpServiceDependencies): Promise<unknown> {
  const request = buildRequest(path, options, { kibanaVersion, prependBasePath: basePath.prepend });
  const response = await window.fetch(request).catch((error: unknown) => {
    throw asFailure(error, request);
  });
  const body = await parseBody(response).catch((error: unknown) => {
    throw asFailure(error, request, response);
  });
  if (response.ok) return body;
  if (response.status === 401) onUnauthorized();
  throw new RequestFailed({ message: response.statusText || `HTTP ${response.status}`, name: 'Error', request, response, body });
}

function asFailure(error: unknown, request: Request, response?: Response): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const { message, name } = error instanceof Error ? error : { message: String(error), name: 'Error' };
  return new RequestFailed({ message, name, request, response });
}
