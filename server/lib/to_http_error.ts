import type { ErrorCode } from '../../common/api';
import { AppError } from './app_error';

/** Total: the compiler refuses a code without a status. A refused forwarding is 403, because the browser would take 401 for a lost session. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 400,
  invalid_query: 400,
  forbidden: 403,
  authentication_not_forwardable: 403,
  not_found: 404,
  conflict: 409,
  rule_edited: 409,
  guard_refused: 409,
  upstream_failed: 502,
  detection_engine_unavailable: 503,
  internal: 500,
};

export interface HttpError {
  readonly statusCode: number;
  readonly body: { readonly message: string; readonly attributes: Record<string, unknown> };
  /** True where the cause is unknown to the caller and must be logged. */
  readonly unexpected: boolean;
}

/** Any thrown value as an answer. What is not known by name is 500 with a neutral text. */
export function toHttpError(error: unknown): HttpError {
  const known = error instanceof AppError ? error : fromClientError(error);
  if (known === undefined) {
    return { statusCode: 500, body: { message: 'Staging Watch could not do this. The reason is in the server log.', attributes: { code: 'internal' } }, unexpected: true };
  }
  const attributes = { code: known.code, ...(known.details === undefined ? {} : { details: known.details }) };
  return { statusCode: statusOf[known.code], body: { message: known.message, attributes }, unexpected: known.code === 'internal' || known.code === 'upstream_failed' };
}

/** Errors of Elasticsearch's client and of the saved objects client, told by their shape: Kibana has its own copies of their classes. */
function fromClientError(error: unknown): AppError | undefined {
  const status = statusCodeOf(error);
  const message = error instanceof Error ? error.message : '';
  switch (status) {
    case 400:
      return new AppError('invalid_request', reasonOf(error) ?? message, { cause: error });
    case 401:
    case 403:
      return new AppError('forbidden', reasonOf(error) ?? message, { cause: error });
    case 404:
      return new AppError('not_found', reasonOf(error) ?? message, { cause: error });
    case 409:
      return new AppError('conflict', reasonOf(error) ?? message, { cause: error });
    case undefined:
      return undefined;
    default:
      return new AppError('upstream_failed', `Elasticsearch could not do this: ${reasonOf(error) ?? message}`, { cause: error, details: { status } });
  }
}

interface ClientErrorShape {
  readonly statusCode?: unknown;
  readonly output?: { readonly statusCode?: unknown };
  readonly meta?: { readonly statusCode?: unknown; readonly body?: { readonly error?: { readonly reason?: unknown; readonly root_cause?: ReadonlyArray<{ readonly reason?: unknown }> } } };
}

/** HTTP status of an error of a client, if it has one. */
export function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode, output, meta } = error as ClientErrorShape;
  return [statusCode, output?.statusCode, meta?.statusCode].find((status): status is number => typeof status === 'number');
}

/** Elasticsearch's own reason, the innermost one where it wraps it. */
function reasonOf(error: unknown): string | undefined {
  const body = (error as ClientErrorShape).meta?.body?.error;
  return [body?.root_cause?.[0]?.reason, body?.reason].find((reason): reason is string => typeof reason === 'string');
}
