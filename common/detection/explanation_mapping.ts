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
  'powershell.file.script_block_text': 'text',
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
  const { mapping, read } = mappingOfDocuments(documents, askedNames);
  return { mapping, documents: documents.map((document, index) => read(document, String(index))) };
}

/** A mapping made of documents, and how any document is read with it. */
export interface DocumentMapping {
  readonly mapping: CompiledMapping;
  /** Names the mapping does not have are passed over. Throws ElasticsearchError for a value that no index would take. */
  read(document: SourceDocument, id: string): IndexedDocument;
}

/**
 * Makes a mapping of the ECS types, the names a query asks for and the names in the documents, or `onlyAsked` of the names asked for. A name
 * whose type ECS does not settle gets the type of its values in the first document that has it, else `keyword`. Names that no mapping takes are left out.
 */
export function mappingOfDocuments(documents: Iterable<SourceDocument>, askedNames: readonly string[], { onlyAsked = false }: { readonly onlyAsked?: boolean } = {}): DocumentMapping {
  const types = new Map<string, string>();
  for (const name of [...(onlyAsked ? [] : Object.keys(ecsTypes)), ...askedNames.map(withoutSubField)]) types.set(name, ecsTypes[name] ?? '');
  const isWanted = (name: string): boolean => !types.get(name) && (!onlyAsked || types.has(name));
  for (const document of documents) {
    if (onlyAsked && [...types.values()].every((type) => type !== '')) break;
    for (const [name, values] of flattenDocument(document)) if (isWanted(name)) types.set(name, typeOfValues(values));
  }
  const parents = new Set([...types.keys()].flatMap(parentsOf));
  const names = new Set([...types.keys()].filter((name) => isFieldName(name) && !parents.has(name)));
  const properties = Object.fromEntries([...names].map((name) => [name, propertyOf(name, types.get(name) || 'keyword')]));
  const mapping = compileMapping({ dynamic: false, properties }, lowercaseNormalizer);
  const read = (document: SourceDocument, id: string): IndexedDocument => {
    const kept = [...flattenDocument(document)].filter(([name]) => names.has(name));
    return indexDocument(mapping, Object.fromEntries(kept) as Record<string, JsonValue>, { id }).document;
  };
  return { mapping, read };
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
  if (values.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value))) return 'long';
  return values.every((value) => typeof value === 'number' || typeof value === 'bigint') ? 'double' : 'keyword';
}

/** `a` and `a.b` of `a.b.c`: no mapping has both a name and one below it, so the deeper names win. */
function parentsOf(name: string): string[] {
  const parents: string[] = [];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) parents.push(name.slice(0, dot));
  return parents;
}

/** What a mapping takes as a name: no part of it is blank, and at most 20 parts. */
function isFieldName(name: string): boolean {
  const parts = name.split('.');
  return parts.length < 20 && parts.every((part) => part.trim() !== '');
}
