/**
 * A refusal with the body that Security and lists routes give: `{ message, status_code }` (`kibana-8.12-observed.md` 9).
 * `attributes` turns it into core's form, which bulk actions use.
 */
export class ApiError extends Error {
  readonly statusCode: number;
  readonly messages: string | readonly string[];
  readonly attributes: Record<string, unknown> | undefined;

  constructor(statusCode: number, message: string | readonly string[], attributes?: Record<string, unknown>) {
    super(typeof message === 'string' ? message : message.join(', '));
    this.name = 'ApiError';
    this.statusCode = statusCode;
    this.messages = message;
    this.attributes = attributes;
  }
}

interface UnknownError {
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly output?: { readonly statusCode?: unknown };
  readonly meta?: { readonly statusCode?: unknown; readonly body?: { readonly error?: { readonly type?: unknown; readonly reason?: unknown } } };
}

const statusOf = ({ statusCode, output, meta }: UnknownError): number => {
  const found = [statusCode, output?.statusCode, meta?.statusCode].find((value) => typeof value === 'number');
  return typeof found === 'number' ? found : 500;
};

/**
 * What a failure is to the caller: own refusals as they are, Elasticsearch's as `type: reason` (recording
 * `error-400-signals-search-bad-query`), saved objects' by their status, anything else 500 with its message.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (typeof error !== 'object' || error === null) return new ApiError(500, String(error));
  const failure = error as UnknownError;
  const upstream = failure.meta?.body?.error;
  const message = typeof upstream?.type === 'string' && upstream.reason !== undefined ? `${upstream.type}: ${String(upstream.reason)}` : String(failure.message);
  return new ApiError(statusOf(failure), message);
}

/** Whether a failure of saved objects or Elasticsearch has this status. */
export function hasStatus(error: unknown, statusCode: number): boolean {
  return typeof error === 'object' && error !== null && statusOf(error as UnknownError) === statusCode;
}
