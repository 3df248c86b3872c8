import { compileMapping, indexDocument, type CompiledMapping, type IndexedDocument, type JsonObject, type JsonValue } from '../query_dsl';
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
const subFields = { text: { type: 'match_only_text' }, caseless: { type: 'keyword', normalizer: 'lowercase_only' } };
const withSubFields = /(^|\.)(name|executable|command_line|path|directory|target_path|original_file_name)$/;

/** Source documents, readable by both languages as the rule's own indices would be. */
export interface ReadableDocuments {
  readonly mapping: CompiledMapping;
  /** In the order given. */
  readonly documents: readonly IndexedDocument[];
}

/** Makes a mapping that fits the documents and knows the names a query asks for, and reads the documents with it. */
export function readForExplanation(documents: ReadonlyArray<SourceDocument>, askedNames: readonly string[]): ReadableDocuments {
  const leaves = documents.map(flattenDocument);
  const types = new Map<string, string>();
  for (const name of [...Object.keys(ecsTypes), ...askedNames.map(withoutSubField)]) types.set(name, ecsTypes[name] ?? '');
  for (const document of leaves) for (const [name, values] of document) if (!types.get(name)) types.set(name, typeOfValues(values));
  const names = [...types.keys()].filter((name) => !isParentOfAnother(name, types));
  const mapping = compileMapping({ dynamic: false, properties: Object.fromEntries(names.map((name) => [name, propertyOf(name, types.get(name) || 'keyword')])) }, lowercaseNormalizer);
  const kept = new Set(names);
  return { mapping, documents: leaves.map((document, index) => indexDocument(mapping, Object.fromEntries([...document].filter(([name]) => kept.has(name))) as Record<string, JsonValue>, { id: String(index) }).document) };
}

const lowercaseNormalizer: JsonObject = { analysis: { normalizer: { lowercase_only: { type: 'custom', filter: ['lowercase'] } } } };
const ignoresMalformed = new Set(['date', 'long', 'double']);

function withoutSubField(name: string): string {
  return name.replace(/\.(text|caseless)$/, '');
}

function propertyOf(name: string, type: string): JsonObject {
  if (withSubFields.test(name) && (type === 'keyword' || type === 'wildcard')) return { type, fields: subFields };
  return ignoresMalformed.has(type) ? { type, ignore_malformed: true } : { type };
}

function typeOfValues(values: readonly unknown[]): string {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => typeof value === 'number')) return values.every(Number.isSafeInteger) ? 'long' : 'double';
  return 'keyword';
}

/** `a` beside `a.b`: no mapping has both, so the deeper names win. */
function isParentOfAnother(name: string, types: ReadonlyMap<string, string>): boolean {
  for (const other of types.keys()) if (other.startsWith(`${name}.`)) return true;
  return false;
}
