import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';

/** What `_source` asks for: nothing, everything, or what patterns of dotted paths let through. */
export interface SourceFilter {
  readonly enabled: boolean;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
}

export const WHOLE_SOURCE: SourceFilter = { enabled: true, includes: [], excludes: [] };

/** Reads the `_source` option of a body: boolean, pattern, patterns, or `{ includes, excludes }`. */
export function readSourceFilter(value: JsonValue | undefined): SourceFilter {
  if (value === undefined || value === true || value === 'true') return WHOLE_SOURCE;
  if (value === false || value === 'false') return { ...WHOLE_SOURCE, enabled: false };
  if (isObject(value)) {
    return { enabled: true, includes: stringList(value['includes'] ?? value['include']), excludes: stringList(value['excludes'] ?? value['exclude']) };
  }
  return { ...WHOLE_SOURCE, includes: isArray(value) ? value.map(String) : stringList(value) };
}

export function isWholeSource(filter: SourceFilter): boolean {
  return filter.enabled && filter.includes.length === 0 && filter.excludes.length === 0;
}

/** The part of a source that a filter lets through; keys with dots and nested objects are treated alike and kept as they came. */
export function filterSource(source: JsonObject, filter: SourceFilter): JsonObject {
  return filterObject(source, '', filter, filter.includes.length === 0);
}

function filterObject(source: JsonObject, prefix: string, filter: SourceFilter, included: boolean): JsonObject {
  const out: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(source)) {
    if (value === undefined) continue;
    const path = prefix + key;
    if (filter.excludes.some((pattern) => reaches(pattern, path))) continue;
    const accepted = included || filter.includes.some((pattern) => reaches(pattern, path));
    const kept = filterValue(value, path, filter, accepted);
    if (kept !== undefined) setOwn(out, key, kept);
  }
  return out;
}

/** A pattern takes its own path and everything below it. */
function reaches(pattern: string, path: string): boolean {
  if (matchesWildcard(pattern, path)) return true;
  return path.includes('.') && matchesWildcard(`${pattern}.*`, path);
}

/** Objects and arrays that a filter empties go; those that came empty stay where they are taken. */
function filterValue(value: JsonValue, path: string, filter: SourceFilter, accepted: boolean): JsonValue | undefined {
  if (isObject(value)) {
    const kept = filterObject(value, `${path}.`, filter, accepted);
    return Object.keys(kept).length > 0 || (accepted && Object.keys(value).length === 0) ? kept : undefined;
  }
  if (!isArray(value)) return accepted ? value : undefined;
  const items = value.map((item) => filterValue(item, path, filter, accepted)).filter((item) => item !== undefined);
  return items.length > 0 || (accepted && value.length === 0) ? items : undefined;
}
