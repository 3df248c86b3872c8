import type { z } from 'zod';
import type { HttpStart } from '@kbn/core/public';
import type { Endpoint } from '../../common/api';
import { ApiError, toApiError } from './api_error';
import { fillPath } from './fill_path';

/** What a call carries: only the parts its endpoint has. */
export interface CallInput<E extends Endpoint> {
  readonly params?: z.input<E['params']>;
  readonly query?: z.input<E['query']>;
  readonly body?: z.input<E['body']>;
  readonly signal?: AbortSignal;
}

export interface ApiClient {
  /** Calls an endpoint and decodes its answer. Throws ApiError; what was aborted throws the abort itself. */
  call<E extends Endpoint>(endpoint: E, input?: CallInput<E>): Promise<z.output<E['response']>>;
}

/** The one door to the server, typed by the contracts in `common/api`. */
export function createApiClient(http: Pick<HttpStart, 'fetch'>): ApiClient {
  return {
    async call<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<z.output<E['response']>> {
      const path = fillPath(endpoint.path, input.params);
      const request = `${endpoint.method.toUpperCase()} ${path}`;
      const answer = await fetchAnswer(http, { endpoint, path, request, input });
      const decoded = endpoint.response.safeParse(answer);
      if (decoded.success) return decoded.data as z.output<E['response']>;
      throw new ApiError({ code: 'unexpected_answer', message: decoded.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '), request });
    },
  };
}

interface Call {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly request: string;
  readonly input: CallInput<Endpoint>;
}

async function fetchAnswer(http: Pick<HttpStart, 'fetch'>, { endpoint, path, request, input }: Call): Promise<unknown> {
  const { query, body, signal } = input as { query?: Record<string, unknown>; body?: unknown; signal?: AbortSignal };
  try {
    return await http.fetch<unknown>(path, { method: endpoint.method.toUpperCase(), version: endpoint.version, query, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown;
    throw toApiError(thrown, request);
  }
}
