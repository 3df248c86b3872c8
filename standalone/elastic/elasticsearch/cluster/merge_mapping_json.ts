import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn } from '../json/values';

/** Puts one mapping over another as templates are composed: objects together, fields whole, dynamic templates by name. */
export function mergeMappingJson(base: JsonObject, over: JsonObject): JsonObject {
  const out: Record<string, JsonValue | undefined> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const known = Object.hasOwn(out, key) ? out[key] : undefined;
    if (key === 'properties' && isObject(known) && isObject(value)) out[key] = mergeProperties(known, value);
    else if (key === 'dynamic_templates' && isArray(known) && isArray(value)) out[key] = mergeDynamicTemplates(known, value);
    else if (key === '_meta' && isObject(known) && isObject(value)) out[key] = { ...known, ...value };
    else setOwn<JsonValue | undefined>(out, key, value);
  }
  return out;
}

function mergeProperties(base: JsonObject, over: JsonObject): JsonObject {
  const out: Record<string, JsonValue | undefined> = { ...base };
  for (const [name, field] of Object.entries(over)) {
    const known = Object.hasOwn(out, name) ? out[name] : undefined;
    const bothObjects = isObject(known) && isObject(field) && isObject(known['properties']) && isObject(field['properties']);
    setOwn<JsonValue | undefined>(out, name, bothObjects ? mergeMappingJson(known, field) : field);
  }
  return out;
}

function mergeDynamicTemplates(base: readonly JsonValue[], over: readonly JsonValue[]): JsonValue[] {
  const nameOf = (entry: JsonValue): string => (isObject(entry) ? Object.keys(entry)[0] ?? '' : '');
  const replaced = new Set(over.map(nameOf));
  return [...base.filter((entry) => !replaced.has(nameOf(entry))), ...over];
}
