import { Boom } from '@hapi/boom';

/** Errors of the saved objects client: Boom errors with the texts of a running Kibana 8.12.2 (recordings `error-40*-saved-object*`). */
export const notFound = (type: string, id: string): Boom => new Boom(`Saved object [${type}/${id}] not found`, { statusCode: 404 });
export const conflict = (type: string, id: string): Boom => new Boom(`Saved object [${type}/${id}] conflict`, { statusCode: 409 });
export const forbidden = (message: string): Boom => new Boom(message, { statusCode: 403 });
export const badRequest = (message: string): Boom => new Boom(message, { statusCode: 400 });
export const unsupportedType = (type: string): Boom => badRequest(`Unsupported saved object type: '${type}': Bad Request`);

/** A stale version: Elasticsearch's reason, then its error as the client of 8.12 prints it. */
export function versionConflict(reason: string): Boom {
  return new Boom(`${reason}: version_conflict_engine_exception\n\tRoot causes:\n\t\tversion_conflict_engine_exception: ${reason}`, { statusCode: 409 });
}

/** Status of a failed request to Elasticsearch; nothing where it never answered. */
export function elasticsearchStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The reason Elasticsearch gives, if any. */
export function elasticsearchReason(error: unknown): string | undefined {
  const body = typeof error === 'object' && error !== null && 'body' in error ? (error.body as { readonly error?: { readonly reason?: unknown } } | null) : null;
  return typeof body?.error?.reason === 'string' ? body.error.reason : undefined;
}
