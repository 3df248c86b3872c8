import { Readable } from 'node:stream';
import type { ResponseObject, ResponseToolkit, ResponseValue } from '@hapi/hapi';
import { errorBody, type ErrorBody } from './error_body';
import type { MadeResponse } from './response_factory';

/** Turns a handler's response into the server's; errors get core's body unless they are sent as they are. */
export function sendResponse(response: MadeResponse, toolkit: ResponseToolkit): ResponseObject {
  const body = isErrorToFormat(response) ? formatError(response) : response.payload;
  const sent = toolkit.response(body as ResponseValue).code(response.status);
  for (const [name, value] of Object.entries(response.options.headers ?? {})) {
    for (const each of [value].flat()) sent.header(name, each, { override: !Array.isArray(value) });
  }
  return sent;
}

/** Buffers and streams are another server's answer passed on: never wrapped. */
function isErrorToFormat({ status, isPlain, payload }: MadeResponse): boolean {
  return status >= 400 && !isPlain && !Buffer.isBuffer(payload) && !(payload instanceof Readable);
}

function formatError({ status, payload }: MadeResponse): ErrorBody {
  if (typeof payload === 'string') return errorBody(status, payload);
  if (typeof payload !== 'object' || payload === null) return errorBody(status);
  const { message, attributes } = payload as { readonly message?: unknown; readonly attributes?: unknown };
  const isRecord = typeof attributes === 'object' && attributes !== null;
  return errorBody(status, typeof message === 'string' ? message : undefined, isRecord ? (attributes as Record<string, unknown>) : undefined);
}
