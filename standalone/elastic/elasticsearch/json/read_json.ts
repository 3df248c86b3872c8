import type { JsonValue } from '../../../../common/query_dsl';
import { readJsonNode } from './json_reader';

const LONG_INTEGER = /\d{16}/;

/**
 * Reads JSON text: the built-in parser where it gives the same as Elasticsearch's, the strict reader where not (broken text,
 * duplicate keys, integers beyond 2^53, which become `bigint`).
 * @throws JsonReadError
 */
export function readJson(text: string): JsonValue {
  if (LONG_INTEGER.test(text)) return readJsonNode(text).value;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return readJsonNode(text).value;
  }
  return countKeys(value, 0) === countColons(text) ? value : readJsonNode(text).value;
}

/** Colons outside of strings: one for each key in the text. */
function countColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) colons++;
    else if (code === 34) {
      at = text.indexOf('"', at + 1);
      while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
    }
  }
  return colons;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes++;
  return backslashes % 2 === 1;
}

const DEEPER_THAN_READ = 1001;

function countKeys(value: JsonValue | undefined, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEEPER_THAN_READ) return -1;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) keys += countKeys(item, depth + 1);
    return keys;
  }
  for (const key of Object.keys(value)) keys += 1 + countKeys((value as Record<string, JsonValue>)[key], depth + 1);
  return keys;
}
