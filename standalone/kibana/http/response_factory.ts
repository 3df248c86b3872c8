import type { ErrorResponseOptions, KibanaResponse, KibanaResponseFactory, ResponseOptions } from '@kbn/core/server';

/** A response as a handler made it; `isPlain` means that the body of an error goes out as it is. */
export interface MadeResponse extends KibanaResponse {
  readonly isPlain: boolean;
}

type Headers = Record<string, string | string[]>;
interface AnyOptions {
  readonly body?: unknown;
  readonly headers?: Headers;
}

const made = (status: number, options: AnyOptions = {}, isPlain = false): MadeResponse => ({
  status,
  payload: options.body,
  options: { headers: options.headers ?? {} },
  isPlain,
});

const success =
  (status: number) =>
  (options?: ResponseOptions): MadeResponse =>
    made(status, options);

/** Without a body the text of the status is the message. */
const failure =
  (status: number, message: string) =>
  (options: ErrorResponseOptions = {}): MadeResponse =>
    made(status, { headers: options.headers, body: options.body ?? message });

/** Members beyond the declared contract that plugins of Kibana itself use (`kibana-contract.md` §4.3). */
export interface HostResponseFactory extends KibanaResponseFactory {
  multiStatus(options?: ResponseOptions): MadeResponse;
  notModified(options?: { readonly headers?: Headers }): MadeResponse;
  unprocessableContent(options?: ErrorResponseOptions): MadeResponse;
  file(options: ResponseOptions & { readonly filename: string; readonly fileContentType?: string }): MadeResponse;
}

/** The object that route handlers answer with. */
export const responseFactory: HostResponseFactory = {
  ok: success(200),
  created: success(201),
  accepted: success(202),
  noContent: success(204),
  multiStatus: success(207),
  redirected: (options) => made(302, options),
  notModified: success(304),
  badRequest: failure(400, 'Bad Request'),
  unauthorized: failure(401, 'Unauthorized'),
  forbidden: failure(403, 'Forbidden'),
  notFound: failure(404, 'Not Found'),
  conflict: failure(409, 'Conflict'),
  unprocessableContent: failure(422, 'Unprocessable Content'),
  customError(options) {
    if (options.statusCode < 400) throw new Error(`Unexpected Http status code. Expected from 400 to 599, but given: ${options.statusCode}`);
    return made(options.statusCode, options);
  },
  custom(options) {
    if (typeof options.statusCode !== 'number') throw new Error(`options.statusCode is expected to be set. given options: ${String(options.statusCode)}`);
    return made(options.statusCode, options, options.bypassErrorFormat ?? false);
  },
  file: ({ body, headers, filename, fileContentType }) =>
    made(200, {
      body,
      headers: { 'content-type': fileContentType ?? 'application/octet-stream', 'content-disposition': `attachment; filename=${encodeURIComponent(filename)}`, ...headers },
    }),
};

export function isMadeResponse(value: unknown): value is MadeResponse {
  return typeof value === 'object' && value !== null && 'status' in value && 'options' in value && 'isPlain' in value;
}
