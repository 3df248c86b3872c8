import { compileMapping, type CompiledMapping, type JsonObject } from '../query_dsl';
import { flattenDocument, type SourceDocument } from './flatten_document';

/**
 * Types of the ECS fields that are not keywords, as Elastic Defend, the Sysmon integration and Winlogbeat map them
 * (`detection-engine.md` §8). An alert carries values, not its source's mapping; these decide how the rule's patterns read them.
 */
const ecsTypes: Readonly<Record<string, string>> = {
  '@timestamp': 'date',
  'event.created': 'date',
  'event.ingested': 'date',
  'event.start': 'date',
  'event.end': 'date',
  'process.start': 'date',
  'file.created': 'date',
  'file.ctime': 'date',
  'file.mtime': 'date',
  'file.accessed': 'date',
  'event.sequence': 'long',
  'event.severity': 'long',
  'file.size': 'long',
  'process.pid': 'long',
  'process.args_count': 'long',
  'process.parent.pid': 'long',
  'process.parent.args_count': 'long',
  'process.exit_code': 'long',
  'source.port': 'long',
  'destination.port': 'long',
  'process.command_line': 'wildcard',
  'process.parent.command_line': 'wildcard',
  'registry.data.strings': 'wildcard',
  message: 'match_only_text',
};
const subFields = { text: { type: 'match_only_text' }, caseless: { type: 'keyword', normalizer: 'lowercase' } };
const withSubFields = /(^|\.)(name|executable|command_line|path|directory|target_path|original_file_name)$/;

/** Gives a mapping that fits the given documents and knows the names a query asks for, so that both can be read as the rule reads them. */
export function explanationMapping(documents: readonly SourceDocument[], askedNames: readonly string[]): CompiledMapping {
  const types = new Map<string, string>();
  for (const name of [...Object.keys(ecsTypes), ...askedNames.map(withoutSubField)]) types.set(name, ecsTypes[name] ?? 'keyword');
  for (const document of documents) for (const [name, values] of flattenDocument(document)) if (!types.has(name)) types.set(name, typeOfValues(values));
  const properties: Record<string, JsonObject> = {};
  for (const [name, type] of types) if (!isParentOfAnother(name, types)) Object.defineProperty(properties, name, { value: propertyOf(name, type), enumerable: true, configurable: true, writable: true });
  return compileMapping({ dynamic: false, properties });
}

function withoutSubField(name: string): string {
  return name.replace(/\.(text|caseless)$/, '');
}

function propertyOf(name: string, type: string): JsonObject {
  return withSubFields.test(name) && (type === 'keyword' || type === 'wildcard') ? { type, fields: subFields } : { type };
}

function typeOfValues(values: readonly unknown[]): string {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => typeof value === 'number')) return values.every(Number.isInteger) ? 'long' : 'double';
  return 'keyword';
}

/** `a` beside `a.b`: no mapping has both, so the deeper names win. */
function isParentOfAnother(name: string, types: ReadonlyMap<string, string>): boolean {
  for (const other of types.keys()) if (other.startsWith(`${name}.`)) return true;
  return false;
}
