import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';
import { isArray, isObject } from '../json/values';
import type { BodyText } from './body_text';

export type SortMode = 'min' | 'max' | 'sum' | 'avg' | 'median';

export interface NestedSort {
  readonly path: string;
  readonly filter: JsonObject | undefined;
}

/** One entry of `sort`. */
export interface SortSpec {
  /** A field, `_score`, `_doc` or `_shard_doc`. */
  readonly field: string;
  readonly descending: boolean;
  readonly missing: JsonValue | undefined;
  readonly mode: SortMode | undefined;
  readonly format: string | undefined;
  readonly unmappedType: string | undefined;
  readonly numericType: string | undefined;
  readonly nested: NestedSort | undefined;
}

const KEYS = new Set(['order', 'missing', 'mode', 'format', 'unmapped_type', 'numeric_type', 'nested']);
const MODES = new Set(['min', 'max', 'sum', 'avg', 'median']);

/**
 * Reads the `sort` option of a body: a name, an object, or a list of both.
 * @throws ElasticsearchError
 */
export function readSort(value: JsonValue | undefined, body: BodyText, path: readonly (string | number)[] = ['sort']): SortSpec[] {
  if (value === undefined || value === null) return [];
  if (isArray(value)) return value.flatMap((entry, at) => readEntry(entry, body, [...path, at]));
  return readEntry(value, body, path);
}

/** Reads the `sort` parameter: `field:desc,other`. */
export function readSortParameter(text: string): SortSpec[] {
  return text.split(',').map((part) => {
    const colon = part.lastIndexOf(':');
    const order = colon === -1 ? undefined : part.slice(colon + 1);
    return named(colon === -1 ? part : part.slice(0, colon), order);
  });
}

function readEntry(entry: JsonValue, body: BodyText, path: readonly (string | number)[]): SortSpec[] {
  if (typeof entry === 'string') return [named(entry, undefined)];
  if (!isObject(entry)) throw illegalArgument('malformed sort format, either start with array, object, or an actual string');
  return Object.entries(entry).map(([field, options]) => {
    if (field === '_script' || field === '_geo_distance') throw new ElasticsearchError({ type: 'not_implemented_exception', reason: `sort by [${field}] is not implemented by the embedded Elasticsearch` }, { status: 501 });
    if (typeof options === 'string') return named(field, options);
    return isObject(options) ? withOptions(field, options, body, [...path, field]) : named(field, undefined);
  });
}

function defaultDescending(field: string): boolean {
  return field === '_score';
}

function named(field: string, order: string | undefined): SortSpec {
  const descending = order === undefined ? defaultDescending(field) : readOrder(order);
  return { field, descending, missing: undefined, mode: undefined, format: undefined, unmappedType: undefined, numericType: undefined, nested: undefined };
}

function readOrder(order: string): boolean {
  const lower = order.toLowerCase();
  if (lower === 'asc' || lower === 'desc') return lower === 'desc';
  throw illegalArgument(`No enum constant org.elasticsearch.search.sort.SortOrder.${order.toUpperCase()}`);
}

function withOptions(field: string, options: JsonObject, body: BodyText, path: readonly (string | number)[]): SortSpec {
  const sort = field === '_score' ? '_score' : 'field_sort';
  for (const key of Object.keys(options)) {
    if (KEYS.has(key)) continue;
    const { line, column } = body.locate([...path, key], 'key');
    throw new ElasticsearchError({ type: 'x_content_parse_exception', reason: `[${line}:${column}] [${sort}] unknown field [${key}]` });
  }
  const order = options['order'];
  const mode = options['mode'];
  if (mode !== undefined && !MODES.has(String(mode).toLowerCase())) {
    throw failedField(sort, 'mode', body, path, `Unknown SortMode [${String(mode)}]`);
  }
  return {
    field,
    descending: order === undefined ? defaultDescending(field) : orderOption(String(order), sort, body, path),
    missing: options['missing'],
    mode: mode === undefined ? undefined : (String(mode).toLowerCase() as SortMode),
    format: textOption(options['format']),
    unmappedType: textOption(options['unmapped_type']),
    numericType: textOption(options['numeric_type']),
    nested: readNested(options['nested']),
  };
}

function orderOption(order: string, sort: string, body: BodyText, path: readonly (string | number)[]): boolean {
  try {
    return readOrder(order);
  } catch (error) {
    throw failedField(sort, 'order', body, path, error instanceof ElasticsearchError ? error.reason : String(error));
  }
}

function failedField(sort: string, key: string, body: BodyText, path: readonly (string | number)[], reason: string): ElasticsearchError {
  const { line, column } = body.locate([...path, key], 'value');
  return new ElasticsearchError({
    type: 'x_content_parse_exception', reason: `[${line}:${column}] [${sort}] failed to parse field [${key}]`, causedBy: { type: 'illegal_argument_exception', reason },
  });
}

function textOption(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function readNested(value: JsonValue | undefined): NestedSort | undefined {
  if (!isObject(value)) return undefined;
  const filter = value['filter'];
  return { path: String(value['path'] ?? ''), filter: isObject(filter) ? filter : undefined };
}
