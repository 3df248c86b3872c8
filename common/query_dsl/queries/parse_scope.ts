import { ElasticsearchError, type ErrorCause } from '../errors/elasticsearch_error';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { lineAndColumn, locateJson, type JsonPath } from '../location/json_locator';

/** Which token of a clause an error points at. */
export type Spot = 'key' | 'value' | 'end' | 'last';

/** Deeper queries are refused (`indices.query.bool.max_nested_depth`). */
export const MAX_QUERY_DEPTH = 30;

/**
 * A place in the query being parsed: the clause's path for `line` and `col`, its depth, and the ways to complain about it.
 */
export class ParseScope {
  constructor(
    private readonly text: string | undefined,
    readonly path: JsonPath,
    readonly depth: number,
  ) {}

  at(...steps: (string | number)[]): ParseScope {
    return new ParseScope(this.text, [...this.path, ...steps], this.depth);
  }

  deeper(): ParseScope {
    return new ParseScope(this.text, this.path, this.depth + 1);
  }

  /** Line and column of this place, `{}` where the text of the request is not known. */
  position(spot: Spot): { line: number; col: number } | Record<string, never> {
    const found = this.text === undefined ? undefined : locateJson(this.text, this.path);
    if (!found || this.text === undefined) return {};
    const offset = { key: found.key, value: found.start, end: found.end, last: found.end - 1 }[spot];
    return lineAndColumn(this.text, offset);
  }

  /** A parsing_exception at this place. */
  error(reason: string, spot: Spot = 'value', causedBy?: ErrorCause): ElasticsearchError {
    return new ElasticsearchError({ type: 'parsing_exception', reason, extra: this.position(spot), causedBy });
  }

  /** An x_content_parse_exception, whose reason begins with the place. */
  contentError(reason: string, spot: Spot = 'value', causedBy?: ErrorCause): ElasticsearchError {
    return new ElasticsearchError({ type: 'x_content_parse_exception', reason: this.prefix(spot) + reason, causedBy });
  }

  /** `[line:col] ` or nothing. */
  prefix(spot: Spot): string {
    const position = this.position(spot);
    return 'line' in position ? `[${position.line}:${position.col}] ` : '';
  }
}

/** An illegal_argument_exception of the parse phase. */
export function illegalArgument(reason: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason });
}

/** Body of a query that has to be an object. */
export function objectBody(name: string, body: JsonValue, scope: ParseScope): JsonObject {
  if (isJsonObject(body)) return body;
  throw scope.error(`[${name}] query malformed, no start_object after query name`);
}

const EMPTY_FIELD = 'field name is null or empty';

/**
 * The one field of a query like `{ term: { FIELD: value | { ...options } } }` with its options in one form.
 * `shorthand` names the option a plain value stands for. Throws parsing_exception for several fields or unknown options.
 */
export function singleField(
  name: string,
  body: JsonValue,
  scope: ParseScope,
  settings: { readonly shorthand: string; readonly options: readonly string[] },
): { field: string; options: JsonObject; scope: ParseScope } {
  const object = objectBody(name, body, scope);
  const [field, second] = Object.keys(object);
  if (field === undefined) throw illegalArgument(EMPTY_FIELD);
  if (second !== undefined) {
    throw scope.at(second).error(`[${name}] query doesn't support multiple fields, found [${field}] and [${second}]`);
  }
  const value = object[field];
  const fieldScope = scope.at(field);
  if (!isJsonObject(value)) return { field, options: { [settings.shorthand]: value }, scope: fieldScope };
  for (const key of Object.keys(value)) {
    if (settings.options.includes(key) || key === 'boost' || key === '_name') continue;
    throw fieldScope.at(key).error(`[${name}] query does not support [${key}]`);
  }
  return { field, options: value, scope: fieldScope };
}

/** A number option, given as number or text. */
export function numberOption(options: JsonObject, key: string, fallback: number): number {
  const value = options[key];
  if (value === undefined || value === null) return fallback;
  const number = Number(value);
  if (Number.isNaN(number)) throw illegalArgument(`For input string: "${String(value)}"`);
  return number;
}

export function boostOf(options: JsonObject): number {
  return numberOption(options, 'boost', 1);
}

/** A boolean option, given as boolean or text. */
export function booleanOption(options: JsonObject, key: string, fallback: boolean): boolean {
  const value = options[key];
  if (value === undefined || value === null) return fallback;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw illegalArgument(`Failed to parse value [${String(value)}] as only [true] or [false] are allowed.`);
}

/** A text option; numbers and booleans count as their text. */
export function textOption(options: JsonObject, key: string): string | undefined {
  const value = options[key];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

/** Name of the JSON token a value begins with, as Elasticsearch's parser calls it. */
export function tokenName(value: JsonValue): string {
  if (value === null) return 'VALUE_NULL';
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'boolean') return 'VALUE_BOOLEAN';
  if (typeof value === 'object') return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
  return 'VALUE_NUMBER';
}
