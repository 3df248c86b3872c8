import type { JsonValue } from '../../common/query_dsl/index';

const token = /"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;
const bigMark = '\u0000whole:';
/** A number stands at the start or behind one of these; digits inside a text mostly do not. */
const mayHaveBig = /(?:^|[:,[\s])-?[0-9]{16}/;

function isBig(text: string): boolean {
  return /^-?[0-9]{16,}$/.test(text) && !Number.isSafeInteger(Number(text));
}

function revive(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(bigMark) ? BigInt(value.slice(bigMark.length)) : value;
}

/** Whether `JSON.parse` may round a number of the text; false is certain. */
export function mayRound(text: string): boolean {
  return mayHaveBig.test(text);
}

/** Reads JSON and keeps whole numbers beyond 2^53 as `bigint`. Throws `SyntaxError` for text that is no JSON. */
export function readJson(text: string): JsonValue {
  if (!mayRound(text)) {
    return JSON.parse(text) as JsonValue;
  }
  const marked = text.replace(token, (found) => (found.startsWith('"') || !isBig(found) ? found : JSON.stringify(bigMark + found)));
  return JSON.parse(marked, revive) as JsonValue;
}

/** Writes JSON with `bigint` as whole numbers. */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? bigMark + inner.toString() : inner));
  return text.includes('whole:') ? text.replace(/"\\u0000whole:(-?[0-9]+)"/g, '$1') : text;
}
