import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { JsonValue } from '../../query_dsl/index';

const folder = new URL('../../../../shared/eql/', import.meta.url);

/** Whether the folder with the suites lies beside the project; tests that need it are skipped without it. */
export const hasSharedFolder = existsSync(folder);

/** A file of the suites as text, read in place. */
export function readShared(name: string): string {
  const bytes = readFileSync(new URL(name, folder));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const mark = '\u0000whole:';
const token = /"(?:[^"\\]|\\.)*"|-?[0-9]{16,}(?![0-9.eE])/g;

/** JSON with whole numbers beyond 2^53 as bigint. */
export function readExactJson(text: string): JsonValue {
  const marked = text.replace(token, (found) => (found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : JSON.stringify(mark + found)));
  return JSON.parse(marked, (_key, value: unknown) => (typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value)) as JsonValue;
}

/** The lines of an NDJSON file. */
export function readLines(name: string): readonly JsonValue[] {
  return readShared(name).trim().split('\n').map(readExactJson);
}
