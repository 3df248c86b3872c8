import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn } from '../json/values';

const SMALLEST_TABLE = 16;
const LOAD_FACTOR = 0.75;

/**
 * The value with its keys in the order in which a Java hash map lists them, at every level. By-query changes and pipelines hand
 * sources through such maps, so a rewritten document has its keys, and errors their columns, in this order.
 */
export function javaMapOrder(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(javaMapOrder);
  if (!isObject(value)) return value;
  const out: Record<string, JsonValue> = {};
  for (const key of orderedKeys(Object.keys(value))) setOwn<JsonValue>(out, key, javaMapOrder(value[key] ?? null));
  return out as JsonObject;
}

function orderedKeys(keys: readonly string[]): string[] {
  let table = SMALLEST_TABLE;
  while (keys.length > table * LOAD_FACTOR) table *= 2;
  return keys.map((key) => ({ key, place: spreadHash(key) & (table - 1) })).sort((left, right) => left.place - right.place).map(({ key }) => key);
}

function spreadHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 16);
}
