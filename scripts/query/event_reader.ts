import fs from 'node:fs';
import { mappingOfDocuments } from '../../common/detection/index';
import { compileMapping, ElasticsearchError, indexDocument, isJsonObject, type CompiledMapping, type IndexedDocument, type JsonObject, type JsonValue } from '../../common/query_dsl/index';
import { readJson } from '../languages/read_json';
import { QueryInputError } from './query_input_error';

/** Reads documents with one mapping. */
export interface EventReader {
  readonly mapping: CompiledMapping;
  /** Throws ElasticsearchError for a document that an index would refuse. */
  read(document: JsonObject, id: string): IndexedDocument;
}

/** The reader of a mapping file: `{ properties }`, `{ mappings, settings? }`, or the answer of `GET INDEX/_mapping` for one index. Throws QueryInputError. */
export function readerOfMappingFile(file: string): EventReader {
  const { mappings, settings } = parts(jsonOf(file), file);
  try {
    const mapping = compileMapping({ ...mappings, dynamic: false }, settings);
    return { mapping, read: (document, id) => indexDocument(mapping, document, { id }).document };
  } catch (error) {
    if (error instanceof ElasticsearchError) throw new QueryInputError(`--mapping ${file}: ${error.reason}`);
    throw error;
  }
}

/** The reader where no mapping is given: ECS types, else what the first documents hold. `takesAllNames`: the query asks for fields by pattern. */
export function readerOfDocuments(documents: readonly JsonObject[], askedNames: readonly string[], takesAllNames: boolean): EventReader {
  if (takesAllNames) return mappingOfDocuments(documents, askedNames);
  const { mapping, read } = mappingOfDocuments(documents, askedNames, { onlyAsked: true });
  return { mapping, read: (document, id) => read(askedPart(document, askedNames), id) };
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
