import { STATUS_CODES } from 'node:http';
import { Boom } from '@hapi/boom';

/** The body that core and its router give with every error (`kibana-8.12-observed.md` 9). */
export interface ErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Without a message the status text, in Boom's words as in Kibana, stands for it. */
export function errorBody(statusCode: number, message?: string, attributes?: Readonly<Record<string, unknown>>): ErrorBody {
  const inBoom = new Boom(undefined, { statusCode }).output.payload.error;
  const error = inBoom === 'Unknown' ? (STATUS_CODES[statusCode] ?? inBoom) : inBoom;
  return { statusCode, error, message: message ?? error, ...(attributes ? { attributes } : {}) };
}

export const INTERNAL_ERROR_MESSAGE = 'An internal server error occurred. Check Kibana server logs for details.';
