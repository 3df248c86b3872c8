import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { bodyRequired, parsingError } from '../errors/known_errors';
import { readJson } from '../json/read_json';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import type { Principal } from '../security/principal';
import type { QueryParameters } from './query_parameters';

/** One request, after authentication and routing. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly uri: string;
  readonly path: string;
  /** Values of `{name}` parts of the route's path, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: QueryParameters;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly principal: Principal;
}

export interface ApiResponse {
  readonly status: number;
  /** undefined: no body at all. A string goes out as plain text. */
  readonly body?: BodyValue;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ApiHandler = (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;

export const ok = (body: BodyValue): ApiResponse => ({ status: 200, body });
export const acknowledged = (): ApiResponse => ok({ acknowledged: true });

/** The value a path or query parameter gives, path first. */
export function parameter(request: ApiRequest, name: string): string | undefined {
  return request.pathParameters[name] ?? request.query.get(name);
}

export function bodyText(request: ApiRequest): string {
  return request.body.toString('utf8');
}

/** The body as JSON, undefined where there is none (or only blanks). */
export function jsonBody(request: ApiRequest): JsonValue | undefined {
  const text = bodyText(request);
  return text.trim() === '' ? undefined : readJson(text);
}

/**
 * The body as an object, `{}` where there is none.
 * @throws ElasticsearchError for any other JSON value
 */
export function objectBody(request: ApiRequest): JsonObject {
  return requireObject(jsonBody(request) ?? {});
}

/** @throws ElasticsearchError `request body is required` */
export function requiredObjectBody(request: ApiRequest): JsonObject {
  const body = jsonBody(request);
  if (body === undefined) throw bodyRequired();
  return requireObject(body);
}

export function requireObject(value: JsonValue): JsonObject {
  if (isObject(value)) return value;
  throw parsingError(`Expected [START_OBJECT] but found [${tokenName(value)}]`, { line: 1, column: 1 });
}

/** Name of a JSON value's first token in Elasticsearch's messages. */
export function tokenName(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'VALUE_NULL';
  if (isArray(value)) return 'START_ARRAY';
  if (isObject(value)) return 'START_OBJECT';
  if (typeof value === 'string') return 'VALUE_STRING';
  return typeof value === 'boolean' ? 'VALUE_BOOLEAN' : 'VALUE_NUMBER';
}

/** Values of the `refresh` parameter. */
export function refreshParameter(request: ApiRequest): boolean {
  const value = request.query.get('refresh');
  if (value === undefined || value === 'false') return false;
  if (value === '' || value === 'true' || value === 'wait_for') return true;
  throw new ElasticsearchError({ type: 'illegal_argument_exception', reason: `Unknown value for refresh: [${value}].` });
}
