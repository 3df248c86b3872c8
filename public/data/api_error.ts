import { errorAttributesSchema, type ErrorCode } from '../../common/api';

/** A request that failed, as the pages see it: they switch on `code`, never on text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode | 'network' | 'unexpected_answer';
  readonly details: Readonly<Record<string, unknown>>;
  readonly statusCode: number | undefined;
  /** Method and path, for the request details of an error page. */
  readonly request: string;

  constructor(failure: { readonly code: ApiError['code']; readonly message: string; readonly request: string; readonly statusCode?: number; readonly details?: Readonly<Record<string, unknown>>; readonly cause?: unknown }) {
    super(failure.message, { cause: failure.cause });
    this.code = failure.code;
    this.statusCode = failure.statusCode;
    this.request = failure.request;
    this.details = failure.details ?? {};
  }
}

const codeOfStatus: Readonly<Record<number, ErrorCode>> = { 400: 'invalid_request', 401: 'forbidden', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 502: 'upstream_failed', 503: 'detection_engine_unavailable' };

/**
 * Makes an ApiError of what Kibana's `http.fetch` threw. Kibana's own refusals carry no code of ours: the status says it. The body's
 * message may be a text or, from Security's routes, a list (`kibana-8.12-observed.md` 9).
 */
export function toApiError(thrown: unknown, request: string): ApiError {
  const body = recordAt(thrown, 'body');
  const statusCode = numberOf(body?.statusCode) ?? numberOf(body?.status_code) ?? numberOf(recordAt(thrown, 'response')?.status);
  const message = messageOf(body?.message) ?? (thrown instanceof Error ? thrown.message : String(thrown));
  if (statusCode === undefined) return new ApiError({ code: 'network', message, request, cause: thrown });
  const attributes = errorAttributesSchema.safeParse(body?.attributes);
  const code = attributes.success ? attributes.data.code : (codeOfStatus[statusCode] ?? 'internal');
  return new ApiError({ code, message, request, statusCode, details: attributes.success ? attributes.data.details : undefined, cause: thrown });
}

function recordAt(value: unknown, key: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const inner: unknown = Reflect.get(value, key);
  return typeof inner === 'object' && inner !== null ? Object.fromEntries(keysOf(inner).map((name) => [name, Reflect.get(inner, name) as unknown])) : undefined;
}

/** Of a Response only `status` is needed, which is no own property. */
function keysOf(value: object): string[] {
  return 'status' in value ? [...Object.keys(value), 'status'] : Object.keys(value);
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function messageOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return Array.isArray(value) && value.length > 0 ? value.map(String).join('; ') : undefined;
}
