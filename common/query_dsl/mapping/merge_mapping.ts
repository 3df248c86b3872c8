import { ElasticsearchError } from '../errors/elasticsearch_error';
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../json';
import { compileMapping, recompileMapping } from './compile_mapping';
import type { CompiledMapping } from './compiled_mapping';

/** Parameters that may change on an existing field; all others stay as they were made. */
const UPDATEABLE = new Set([
  'ignore_above', 'meta', 'copy_to', 'fields', 'coerce', 'ignore_malformed', 'search_analyzer', 'search_quote_analyzer', 'fielddata',
  'fielddata_frequency_filter', 'eager_global_ordinals', 'boost', 'split_queries_on_whitespace', 'depth_limit', 'norms', 'type',
]);

const DEFAULT_TEXT: Readonly<Record<string, string>> = {
  index: 'true', doc_values: 'true', store: 'false', format: 'strict_date_optional_time||epoch_millis', analyzer: 'default', locale: 'en_US',
};

/**
 * Adds an update (the body of `PUT <index>/_mapping`, or the fields a document introduced) to a mapping.
 * Throws illegal_argument_exception where a field would change, mapper_parsing_exception where the update is malformed.
 */
export function mergeMapping(existing: CompiledMapping, update: JsonObject): CompiledMapping {
  const compiled = compileMapping(checkableUpdate(update), existing.settings);
  const merged: Record<string, JsonValue> = {};
  for (const [key, value] of [...Object.entries(existing.source), ...Object.entries(compiled.source)]) if (value !== undefined) merged[key] = value;
  const properties = mergeProperties(existing.source.properties, compiled.source.properties, '');
  if (Object.keys(properties).length > 0) merged.properties = properties;
  const runtime = { ...asObject(existing.source.runtime), ...asObject(compiled.source.runtime) };
  if (Object.keys(runtime).length > 0) merged.runtime = runtime;
  const aliases = aliasesOf(update);
  return recompileMapping(aliases ? { ...merged, properties: mergeAliases(properties, aliases) } : merged, existing);
}

/** Aliases of an update may point at fields of the existing mapping, so they are checked after merging. */
function checkableUpdate(update: JsonObject): JsonObject {
  return isJsonObject(update.properties) ? { ...update, properties: withoutAliases(update.properties) } : update;
}

function withoutAliases(properties: JsonObject): JsonObject {
  const kept: [string, JsonValue | undefined][] = [];
  for (const [name, definition] of Object.entries(properties)) {
    if (!isJsonObject(definition)) kept.push([name, definition]);
    else if (isJsonObject(definition.properties)) kept.push([name, { ...definition, properties: withoutAliases(definition.properties) }]);
    else if (definition.type !== 'alias') kept.push([name, definition]);
  }
  return Object.fromEntries(kept);
}

function aliasesOf(update: JsonObject): JsonObject | undefined {
  const found: [string, JsonObject][] = [];
  for (const [name, definition] of Object.entries(asObject(update.properties))) {
    if (!isJsonObject(definition)) continue;
    const inner = aliasesOf(definition);
    if (definition.type === 'alias') found.push([name, definition]);
    else if (inner) found.push([name, { properties: inner }]);
  }
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function mergeAliases(properties: JsonObject, aliases: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...(properties as Record<string, JsonValue>) };
  for (const [name, definition] of Object.entries(aliases)) {
    if (!isJsonObject(definition)) continue;
    const before = asObject(Object.hasOwn(result, name) ? result[name] : undefined);
    const merged = definition.type === 'alias' ? definition : { ...before, properties: mergeAliases(asObject(before.properties), asObject(definition.properties)) };
    setOwn<JsonValue>(result, name, merged);
  }
  return result;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function mergeProperties(existing: JsonValue | undefined, update: JsonValue | undefined, prefix: string): JsonObject {
  const merged = new Map(Object.entries(asObject(existing)));
  for (const [name, definition] of Object.entries(asObject(update))) {
    const before = merged.get(name);
    const path = prefix === '' ? name : `${prefix}.${name}`;
    merged.set(name, isJsonObject(before) && isJsonObject(definition) ? mergeNode(before, definition, path) : definition);
  }
  return Object.fromEntries(merged);
}

function isObjectDefinition(definition: JsonObject): boolean {
  return definition.type === undefined || definition.type === 'object' || definition.type === 'nested';
}

function mergeNode(before: JsonObject, update: JsonObject, path: string): JsonObject {
  if (isObjectDefinition(before)) {
    if (!isObjectDefinition(update)) throw conflict(`can't merge a non object mapping [${path}] with an object mapping`);
    return mergeObjects(before, update, path);
  }
  if (isObjectDefinition(update)) throw conflict(`can't merge a non object mapping [${path}] with an object mapping`);
  if (before.type !== update.type) throw conflict(`mapper [${path}] cannot be changed from type [${String(before.type)}] to [${String(update.type)}]`);
  return mergeFields(before, update, path);
}

function mergeObjects(before: JsonObject, update: JsonObject, path: string): JsonObject {
  if ((before.type === 'nested') !== (update.type === 'nested')) {
    throw conflict(`object mapping [${path}] can't be changed from ${before.type === 'nested' ? 'nested to non-nested' : 'non-nested to nested'}`);
  }
  const properties = mergeProperties(before.properties, update.properties, path);
  const { type, ...rest } = { ...before, ...update };
  const kept = type === 'nested' || Object.keys(properties).length === 0 ? { type, ...rest } : rest;
  return Object.keys(properties).length > 0 ? { ...kept, properties } : kept;
}

function mergeFields(before: JsonObject, update: JsonObject, path: string): JsonObject {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(update)])];
  const conflicts = keys.filter((key) => !UPDATEABLE.has(key) && !sameJson(before[key], update[key]) && !mayBeSetOnce(before, key));
  if (conflicts.length > 0) {
    const lines = conflicts.map((key) => `\tCannot update parameter [${key}] from [${printed(before[key], key)}] to [${printed(update[key], key)}]`);
    throw conflict(`Mapper for [${path}] conflicts with existing mapper:\n${lines.join('\n')}`);
  }
  const fields = mergeProperties(before.fields, update.fields, path);
  return Object.keys(fields).length > 0 ? { ...update, fields } : update;
}

/** A constant_keyword without a value takes the first one that comes. */
function mayBeSetOnce(before: JsonObject, key: string): boolean {
  return key === 'value' && before.type === 'constant_keyword' && before.value === undefined;
}

function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function printed(value: JsonValue | undefined, key: string): string {
  if (value === undefined) return DEFAULT_TEXT[key] ?? 'null';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function conflict(reason: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason });
}
