/** The body of `POST <index>/_eql/search`: what it may hold, and its defaults (eql-observed.md §2, §10). */
import type { CompileOptions, RunRequest } from './evaluate/index';
import { EqlError } from './errors/index';

/** A request read from its body. `filter` is query DSL, for the caller to apply before the run. */
export interface SearchRequest {
  readonly query: string;
  readonly options: CompileOptions;
  readonly run: RunRequest;
  readonly filter: unknown;
  /** As sent, for the caller's output. */
  readonly fields: unknown;
}

const ignoredKeys: ReadonlySet<string> = new Set(['wait_for_completion_timeout', 'keep_alive', 'keep_on_completion', 'case_sensitive', 'allow_partial_search_results', 'allow_partial_sequence_results', 'project_routing']);
const readKeys: ReadonlySet<string> = new Set(['query', 'size', 'fetch_size', 'result_position', 'timestamp_field', 'tiebreaker_field', 'event_category_field', 'filter', 'fields', 'max_samples_per_key']);

function invalid(reason: string): EqlError {
  return new EqlError('action_request_validation_exception', `Validation Failed: 1: ${reason};`);
}

function textOf(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || value === '') {
    throw invalid(`[${key}] must be a text that is not empty`);
  }
  return value;
}

function countOf(body: Readonly<Record<string, unknown>>, key: string, least: number): number | undefined {
  const value = body[key];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > 0x7fffffff) {
    throw invalid(`[${key}] must be a whole number of at least ${least}`);
  }
  return value;
}

function positionOf(body: Readonly<Record<string, unknown>>): 'head' | 'tail' | undefined {
  const value = body['result_position'];
  if (value === undefined || value === 'head' || value === 'tail') {
    return value;
  }
  throw invalid("result_position must be one of ['head', 'tail']");
}

function refuseUnknownKeys(body: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(body)) {
    if (key === 'runtime_mappings') {
      throw new EqlError('x_content_parse_exception', 'runtime_mappings is not supported');
    }
    if (!readKeys.has(key) && !ignoredKeys.has(key)) {
      throw new EqlError('x_content_parse_exception', `[eql/search] unknown field [${key}]`);
    }
  }
}

/**
 * Reads and checks a request body. `now` is epoch ms. Throws `EqlError` for unknown keys, bad values and `runtime_mappings`, which is refused by name.
 */
export function readSearchRequest(body: Readonly<Record<string, unknown>>, now: number): SearchRequest {
  refuseUnknownKeys(body);
  const query = textOf(body, 'query');
  if (query === undefined) {
    throw invalid('query is null or empty');
  }
  return {
    query,
    options: { timestampField: textOf(body, 'timestamp_field'), tiebreakerField: textOf(body, 'tiebreaker_field'), eventCategoryField: textOf(body, 'event_category_field'), now },
    run: { ...given({ size: countOf(body, 'size', 0), fetchSize: countOf(body, 'fetch_size', 2), resultPosition: positionOf(body), maxSamplesPerKey: countOf(body, 'max_samples_per_key', 1) }) },
    filter: body['filter'],
    fields: body['fields'],
  };
}

/** The entries that are there, so that defaults fill the others. */
function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
