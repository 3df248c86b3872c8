import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** What a value looks like to dynamic mapping. */
export type DynamicType = 'string' | 'long' | 'double' | 'boolean' | 'date' | 'object' | 'binary';

const DEFAULT_TYPES: Readonly<Record<DynamicType, string>> = {
  string: 'text', long: 'long', double: 'float', boolean: 'boolean', date: 'date', object: 'object', binary: 'binary',
};

/** The mapping a root's `dynamic_templates` give to a new field, or undefined if none applies; first match wins. */
export function templateMapping(templates: JsonValue | undefined, path: string, type: DynamicType): JsonObject | undefined {
  if (!Array.isArray(templates)) return undefined;
  const name = path.slice(path.lastIndexOf('.') + 1);
  for (const entry of templates) {
    const template = isJsonObject(entry) ? Object.values(entry)[0] : undefined;
    if (isJsonObject(template) && applies(template, name, path, type)) return instantiate(template.mapping, name, type);
  }
  return undefined;
}

function applies(template: JsonObject, name: string, path: string, type: DynamicType): boolean {
  const isRegex = template.match_pattern === 'regex';
  const wanted = listOf(template.match_mapping_type);
  const unwanted = listOf(template.unmatch_mapping_type);
  if (wanted.length > 0 && !wanted.includes('*') && !wanted.includes(type)) return false;
  if (unwanted.includes(type)) return false;
  return (
    matchesAny(template.match, name, isRegex, true) &&
    !matchesAny(template.unmatch, name, isRegex, false) &&
    matchesAny(template.path_match, path, false, true) &&
    !matchesAny(template.path_unmatch, path, false, false)
  );
}

function listOf(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function matchesAny(patterns: JsonValue | undefined, text: string, isRegex: boolean, whenAbsent: boolean): boolean {
  if (patterns === undefined) return whenAbsent;
  return listOf(patterns).some((pattern) => (isRegex ? regexMatches(pattern, text) : matchesSimple(pattern, text)));
}

/** Names are short, so the engine's own expressions serve here; a malformed one matches nothing. */
function regexMatches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text.slice(0, 500));
  } catch {
    return false;
  }
}

/** `*` stands for any text; everything else for itself. */
export function matchesSimple(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function instantiate(mapping: JsonValue | undefined, name: string, type: DynamicType): JsonObject {
  const filled = fill(mapping ?? {}, name, DEFAULT_TYPES[type]);
  const definition = isJsonObject(filled) ? filled : {};
  return definition.type === undefined ? { type: DEFAULT_TYPES[type], ...definition } : definition;
}

function fill(value: JsonValue, name: string, type: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll('{name}', name).replaceAll('{dynamic_type}', type).replaceAll('{dynamicType}', type);
  if (Array.isArray(value)) return value.map((item) => fill(item, name, type));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item ?? null, name, type)]));
}
