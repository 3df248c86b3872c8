import { STATUS_CODES } from 'node:http';

/** The body that core and its router give with every error (`kibana-8.12-observed.md` 9). */
export interface ErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Without a message the status text stands for it. */
export function errorBody(statusCode: number, message?: string, attributes?: Readonly<Record<string, unknown>>): ErrorBody {
  const error = STATUS_CODES[statusCode] ?? 'Unknown';
  return { statusCode, error, message: message ?? error, ...(attributes ? { attributes } : {}) };
}

export const INTERNAL_ERROR_MESSAGE = 'An internal server error occurred. Check Kibana server logs for details.';
