import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';
import { isArray, isObject, setOwn } from '../json/values';
import { KNOWN_SETTINGS, PREFIXED_SETTINGS, STATIC_SETTINGS } from './known_settings';

/** Settings by full name (`index.number_of_shards`), values as text or lists of text, as Elasticsearch keeps them. */
export type FlatSettings = Readonly<Record<string, string | readonly string[]>>;

/**
 * Brings settings of a request into flat form: nested or dotted, with or without the `index.` prefix.
 * @throws ElasticsearchError for unknown names and values that cannot be
 */
export function readSettings(settings: JsonObject): FlatSettings {
  const out: Record<string, string | readonly string[]> = {};
  flatten(settings, '', out);
  for (const [name, value] of Object.entries(out)) check(name, value);
  return out;
}

function flatten(value: JsonObject, prefix: string, out: Record<string, string | readonly string[]>): void {
  for (const [key, entry] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(entry)) flatten(entry, name, out);
    else if (entry !== null && entry !== undefined) setOwn(out, name.startsWith('index.') ? name : `index.${name}`, toText(entry));
  }
}

function toText(value: JsonValue): string | readonly string[] {
  return isArray(value) ? value.map(String) : String(value);
}

function check(name: string, value: string | readonly string[]): void {
  if (!KNOWN_SETTINGS.has(name) && !PREFIXED_SETTINGS.some((prefix) => name.startsWith(prefix))) throw illegalArgument(unknownSetting(name));
  if (name !== 'index.number_of_shards' && name !== 'index.number_of_replicas') return;
  const smallest = name === 'index.number_of_shards' ? 1 : 0;
  const text = String(value);
  if (!/^-?\d+$/.test(text)) throw illegalArgument(`Failed to parse value [${text}] for setting [${name}]`, { type: 'number_format_exception', reason: `For input string: "${text}"` });
  if (Number(text) < smallest) throw illegalArgument(`Failed to parse value [${text}] for setting [${name}] must be >= ${smallest}`);
}

/** Similarity from which a known name is offered in place of an unknown one. */
const SIMILAR = 0.7;

function unknownSetting(name: string): string {
  const near = [...KNOWN_SETTINGS]
    .map((known) => ({ known, similarity: similarity(name, known) }))
    .filter((candidate) => candidate.similarity > SIMILAR)
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, 5)
    .map((candidate) => candidate.known);
  if (near.length === 0) return `unknown setting [${name}] please check that any required plugins are installed, or check the breaking changes documentation for removed settings`;
  return `unknown setting [${name}] did you mean ${near.length === 1 ? `[${near[0]}]` : `any of [${near.join(', ')}]`}?`;
}

function similarity(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + Number(left[i - 1] !== right[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[right.length] ?? 0) / Math.max(left.length, right.length);
}

/** Settings of an update that an open index does not take. */
export function staticSettings(settings: FlatSettings): string[] {
  return Object.keys(settings).filter((name) => STATIC_SETTINGS.has(name) || name.startsWith('index.analysis.') || name.startsWith('index.sort.'));
}

/** `{ "index": { … } }`, nested as `GET _settings` answers. */
export function nestSettings(settings: FlatSettings): JsonObject {
  const root: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(settings)) {
    const parts = name.split('.');
    let node = root;
    for (const part of parts.slice(0, -1)) {
      const inner = Object.hasOwn(node, part) ? node[part] : undefined;
      if (isObject(inner)) node = inner as Record<string, JsonValue>;
      else {
        const made: Record<string, JsonValue> = {};
        setOwn<JsonValue>(node, part, made);
        node = made;
      }
    }
    setOwn<JsonValue>(node, parts.at(-1) ?? '', typeof value === 'string' ? value : [...value]);
  }
  return root;
}

const UNIT_MS: Readonly<Record<string, number>> = { nanos: 1e-6, micros: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `30s`; undefined where it is none. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(nanos|micros|ms|s|m|h|d)$/.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 1);
}

const DEFAULT_REFRESH_MS = 1000;

/** Milliseconds after which changes become visible by themselves; undefined for `-1`. */
export function refreshIntervalMs(settings: FlatSettings): number | undefined {
  const text = settings['index.refresh_interval'];
  if (text === undefined) return DEFAULT_REFRESH_MS;
  return text === '-1' ? undefined : parseDurationMs(String(text)) ?? DEFAULT_REFRESH_MS;
}

const DEFAULT_RESULT_WINDOW = 10_000;

export function maxResultWindow(settings: FlatSettings): number {
  return Number(settings['index.max_result_window'] ?? DEFAULT_RESULT_WINDOW);
}
