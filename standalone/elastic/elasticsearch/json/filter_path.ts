import { isEmptyObject } from './is_empty_object';
import { matchesWildcard } from './wildcard';
import type { BodyValue } from './write_json';
import { RawJson } from './write_json';

/**
 * Applies the `filter_path` parameter: paths of dotted patterns (`*` inside one key, `**` over any number of keys); those that
 * begin with `-` are left out. Objects that become empty disappear.
 */
export function filterPath(body: BodyValue, patterns: readonly string[]): BodyValue {
  const includes = patterns.filter((pattern) => !pattern.startsWith('-')).map((pattern) => pattern.split('.'));
  const excludes = patterns.filter((pattern) => pattern.startsWith('-')).map((pattern) => pattern.slice(1).split('.'));
  let kept: BodyValue = body;
  if (includes.length > 0) kept = include(kept, includes) ?? {};
  if (excludes.length > 0) kept = exclude(kept, excludes) ?? {};
  return kept;
}

const advance = (patterns: readonly (readonly string[])[], key: string): { rest: string[][]; whole: boolean } => {
  const rest: string[][] = [];
  let whole = false;
  for (const pattern of patterns) {
    const head = pattern[0] ?? '';
    if (head === '**') rest.push([...pattern]);
    const matched = head === '**' ? pattern[1] : head;
    const skip = head === '**' ? 2 : 1;
    if (matched === undefined || !matchesWildcard(matched, key)) continue;
    if (pattern.length === skip) whole = true;
    else rest.push(pattern.slice(skip));
  }
  return { rest, whole };
};

function entriesOf(value: BodyValue): [string, BodyValue][] {
  return Object.entries(value as Record<string, BodyValue>);
}

function unwrap(value: BodyValue): BodyValue {
  return value instanceof RawJson ? (JSON.parse(value.text) as BodyValue) : value;
}

function include(raw: BodyValue, patterns: readonly (readonly string[])[]): BodyValue {
  const value = unwrap(raw);
  if (Array.isArray(value)) {
    const items = (value as readonly BodyValue[]).map((item) => include(item, patterns)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const out: Record<string, BodyValue> = {};
  for (const [key, entry] of entriesOf(value)) {
    const { rest, whole } = advance(patterns, key);
    const kept = whole ? entry : rest.length > 0 ? include(entry, rest) : undefined;
    if (kept !== undefined) out[key] = kept;
  }
  return isEmptyObject(out) ? undefined : out;
}

function exclude(raw: BodyValue, patterns: readonly (readonly string[])[]): BodyValue {
  const value = unwrap(raw);
  if (Array.isArray(value)) return (value as readonly BodyValue[]).map((item) => exclude(item, patterns));
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, BodyValue> = {};
  for (const [key, entry] of entriesOf(value)) {
    const { rest, whole } = advance(patterns, key);
    if (whole) continue;
    const kept = rest.length > 0 ? exclude(entry, rest) : entry;
    if (kept !== undefined) out[key] = kept;
  }
  return isEmptyObject(out) ? undefined : out;
}
