import fs from 'node:fs';
import { mappingOfDocuments } from '../../common/detection/index';
import { compileMapping, compileDocumentScanner, ElasticsearchError, indexDocument, isJsonObject, type CompiledMapping, type DocumentScanner, type IndexedDocument, type JsonObject, type JsonValue } from '../../common/query_dsl/index';
import { readJson } from '../languages/read_json';
import { maxNesting } from './nesting';
import { QueryInputError } from './query_input_error';
import type { ParsedQuery } from './query_match';

/** Reads documents with one mapping. */
export interface EventReader {
  readonly mapping: CompiledMapping;
  /** Reads the fields that the query asks for straight from lines; undefined where it asks for names by pattern. */
  readonly scanner: DocumentScanner | undefined;
  /** Throws ElasticsearchError for a document that an index would refuse. */
  readWhole(document: JsonObject, id: string): IndexedDocument;
}

/** Which fields a query asks for: those with these full names, or also others by pattern. */
export type AskedFields = Pick<ParsedQuery, 'fields' | 'asksForPatterns'>;

function readerOf(mapping: CompiledMapping, { fields, asksForPatterns }: AskedFields, readWhole: EventReader['readWhole']): EventReader {
  return { mapping, readWhole, scanner: asksForPatterns ? undefined : compileDocumentScanner(mapping, fields, { maxNesting: maxNesting - 1 }) };
}

/** The reader of a mapping file: `{ properties }`, `{ mappings, settings? }`, or the answer of `GET INDEX/_mapping` for one index. Throws QueryInputError. */
export function readerOfMappingFile(file: string, asked: AskedFields): EventReader {
  const { mappings, settings } = parts(jsonOf(file), file);
  try {
    const mapping = compileMapping({ ...mappings, dynamic: false }, settings);
    return readerOf(mapping, asked, (document, id) => indexDocument(mapping, document, { id }).document);
  } catch (error) {
    if (error instanceof ElasticsearchError) throw new QueryInputError(`--mapping ${file}: ${error.reason}`);
    throw error;
  }
}

/** The reader where no mapping is given: ECS types, else what the first documents hold. */
export function readerOfDocuments(documents: readonly JsonObject[], asked: AskedFields): EventReader {
  const { mapping, read } = mappingOfDocuments(documents, asked.fields, { onlyAsked: !asked.asksForPatterns });
  return readerOf(mapping, asked, (document, id) => read(asked.asksForPatterns ? document : askedPart(document, asked.fields), id));
}

/** The document without the top-level names that no asked field begins with: what is kept of it stays as small as the query. */
function askedPart(document: JsonObject, askedNames: readonly string[]): JsonObject {
  const isAsked = (key: string): boolean => askedNames.some((name) => name.startsWith(key) && (name.length === key.length || name[key.length] === '.'));
  return Object.fromEntries(Object.entries(document).filter(([key]) => isAsked(key)));
}

function jsonOf(file: string): JsonValue {
  try {
    return readJson(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new QueryInputError(`--mapping ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parts(json: JsonValue, file: string): { readonly mappings: JsonObject; readonly settings: JsonObject } {
  if (isJsonObject(json)) {
    const settings = isJsonObject(json.settings) ? json.settings : {};
    if (isJsonObject(json.properties)) return { mappings: json, settings: {} };
    if (isJsonObject(json.mappings)) return { mappings: json.mappings, settings };
    const indices = Object.values(json).filter(isIndex);
    if (indices.length > 1) throw new QueryInputError(`--mapping ${file}: has the mappings of ${indices.length} indices; give one.`);
    const [index] = indices;
    if (index) return parts(index, file);
  }
  throw new QueryInputError(`--mapping ${file}: has no "properties".`);
}

function isIndex(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && isJsonObject(value.mappings);
}
