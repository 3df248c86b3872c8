import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { readJsonNode, type JsonNode } from '../json/json_reader';
import { isArray, isObject } from '../json/values';
import { readShared } from './shared_folder';

export interface SuiteDocuments {
  readonly mappings: JsonObject;
  readonly documents: readonly { readonly id: string; readonly text: string }[];
}

/**
 * Documents and mapping of one of the two suites, prepared as its README says: times from FILETIME ticks, fields without a mapping
 * typed by their values, order by time and id.
 */
export function suiteDocuments(name: string, idField: string): SuiteDocuments {
  const text = readShared(`eql/data/${name}.data`);
  const given = readJsonNode(readShared(`eql/data/${name}.mapping`).replace(/^#.*$/gm, '').replaceAll('[runtime_random_keyword_type]', 'keyword')).value;
  const properties = isObject(given) && isObject(given['properties']) ? given['properties'] : {};
  const nodes = readJsonNode(text).items ?? [];
  const documents = nodes.map((node) => prepare(node, text, idField)).sort((left, right) => left.time - right.time || Number(left.id) - Number(right.id));
  const types = new Map<string, string>();
  for (const node of nodes) if (isObject(node.value)) collectTypes(node.value, properties, '', types);
  const typed = Object.fromEntries([...types].filter(([path]) => ![...types.keys()].some((other) => other.startsWith(`${path}.`))).map(([path, type]) => [path, { type }]));
  const mappings: JsonObject = {
    properties: { ...typed, ...properties, '@timestamp': { type: 'date', format: 'epoch_millis||strict_date_optional_time' }, timestamp: { type: 'unsigned_long' } },
  };
  return { mappings, documents };
}

const TICKS_PER_MS = 10_000n;
const EPOCH_OFFSET_MS = 11_644_473_600_000n;

function prepare(node: JsonNode, text: string, idField: string): { id: string; time: number; text: string } {
  const value = isObject(node.value) ? node.value : {};
  const own = text.slice(node.start, node.end);
  const id = String(value[idField]);
  if (value['@timestamp'] !== undefined) return { id, time: Number(value['@timestamp']), text: own.replaceAll('\n', ' ') };
  const time = Number(BigInt(value['timestamp'] as number | bigint) / TICKS_PER_MS - EPOCH_OFFSET_MS);
  return { id, time, text: `{"@timestamp":${time},${own.slice(1).replaceAll('\n', ' ')}` };
}

function collectTypes(value: JsonObject, mapped: JsonObject | undefined, prefix: string, types: Map<string, string>): void {
  for (const [key, inner] of Object.entries(value)) {
    const known = mapped?.[key];
    const field = isObject(known) ? known : undefined;
    const objects = (isArray(inner) ? inner : [inner ?? null]).filter(isObject);
    if (objects.length > 0 && field?.['type'] === undefined) {
      for (const object of objects) collectTypes(object, isObject(field?.['properties']) ? field['properties'] : undefined, `${prefix}${key}.`, types);
    } else if (field === undefined && objects.length === 0 && !types.has(prefix + key)) types.set(prefix + key, typeOf(inner));
  }
}

function typeOf(value: JsonValue | undefined): string {
  const first = isArray(value) ? value.find((item) => item !== null) : value;
  if (typeof first === 'boolean') return 'boolean';
  if (typeof first === 'string' || first === undefined || first === null) return 'keyword';
  return Number.isInteger(Number(first)) ? 'long' : 'double';
}
