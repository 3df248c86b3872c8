import { ElasticsearchError, indexDocument, type IndexedDocument, type JsonObject } from '../../../../common/query_dsl';
import type { IndexState } from '../cluster/index_state';
import { readErrorCause } from '../errors/error_body';
import { versionConflict } from '../errors/known_errors';
import { JsonReadError, locationAt, readJsonNode } from '../json/json_reader';
import { readJson } from '../json/read_json';
import { isArray, isObject } from '../json/values';
import { writeJson, type BodyValue } from '../json/write_json';
import { filterSource, isWholeSource, readSourceFilter } from '../search/source_filter';
import { PRIMARY_TERM, type DocumentVersion } from './document_version';
import type { WriteBatch } from './write_batch';

/** Conditions of a write, as `if_seq_no`, `version` and `op_type` give them. */
export interface WriteConditions {
  readonly create?: boolean;
  readonly ifSeqNo?: number;
  readonly ifPrimaryTerm?: number;
  readonly version?: number;
  readonly versionType?: string;
}

export interface WriteRequest extends WriteConditions {
  readonly id: string;
  /** JSON text of the source. */
  readonly text: string;
  readonly routing?: string;
}

export interface WriteResult {
  readonly index: IndexState;
  readonly id: string;
  readonly version: number;
  readonly seqNo: number;
  readonly result: 'created' | 'updated' | 'deleted' | 'not_found' | 'noop';
}

/**
 * Writes a document: parses it by the mapping (which may grow), checks the conditions, puts the new version in place.
 * @throws ElasticsearchError document_parsing_exception, version_conflict_engine_exception …
 */
export function writeDocument(batch: WriteBatch, index: IndexState, request: WriteRequest): WriteResult {
  const indexed = parseDocument(batch, index, request);
  const latest = index.documents.latest(request.id);
  const version = checkConditions(index, request.id, latest, request);
  const seqNo = index.documents.nextSeqNo();
  const entry: DocumentVersion = { id: request.id, seqNo, version, source: storedSource(index, request.text), routing: request.routing, indexed, shardDocument: 0, nestedCount: 0 };
  batch.put(index, entry);
  return { index, id: request.id, version, seqNo, result: latest?.source === undefined ? 'created' : 'updated' };
}

/** The text to keep: what the mapping's `_source` leaves out is indexed, but not kept. */
function storedSource(index: IndexState, text: string): string {
  const option = index.mapping.source['_source'];
  if (!isObject(option)) return text;
  const filter = readSourceFilter(option);
  if (isWholeSource(filter)) return text;
  const source = readJson(text);
  return isObject(source) ? writeJson(filterSource(source, filter) as BodyValue) : text;
}

/** Deletes a document; one that is not there leaves its version behind, too. */
export function deleteDocument(batch: WriteBatch, index: IndexState, id: string, conditions: WriteConditions): WriteResult {
  const latest = index.documents.latest(id);
  const version = checkConditions(index, id, latest, conditions);
  const seqNo = index.documents.nextSeqNo();
  batch.put(index, { id, seqNo, version, source: undefined, routing: undefined, indexed: undefined, shardDocument: 0, nestedCount: 0 });
  return { index, id, version, seqNo, result: latest?.source === undefined ? 'not_found' : 'deleted' };
}

/** @returns the version the write gets */
function checkConditions(index: IndexState, id: string, latest: DocumentVersion | undefined, conditions: WriteConditions): number {
  const exists = latest?.source !== undefined;
  if (conditions.create === true && exists) throw versionConflict(id, `document already exists (current version [${latest.version}])`, index.name);
  if (conditions.ifSeqNo !== undefined) {
    const term = conditions.ifPrimaryTerm ?? 0;
    const required = `required seqNo [${conditions.ifSeqNo}], primary term [${term}].`;
    if (!exists) throw versionConflict(id, `${required} but no document was found`, index.name);
    if (latest.seqNo !== conditions.ifSeqNo || term !== PRIMARY_TERM) {
      throw versionConflict(id, `${required} current document has seqNo [${latest.seqNo}] and primary term [${PRIMARY_TERM}]`, index.name);
    }
  }
  return conditions.version === undefined ? (latest?.version ?? 0) + 1 : externalVersion(index, id, latest, conditions.version, conditions.versionType);
}

function externalVersion(index: IndexState, id: string, latest: DocumentVersion | undefined, version: number, type: string | undefined): number {
  const orEqual = type === 'external_gte';
  const refused = latest !== undefined && (orEqual ? latest.version > version : latest.version >= version);
  if (refused) throw versionConflict(id, `current version [${latest.version}] is higher ${orEqual ? 'than' : 'or equal to'} the one provided [${version}]`, index.name);
  return version;
}

function parseDocument(batch: WriteBatch, index: IndexState, request: WriteRequest): IndexedDocument {
  const { id, text } = request;
  const source = readSource(text);
  try {
    const { document, dynamicUpdate } = indexDocument(index.mapping, source, { id, text });
    if (index.dataStream !== undefined) checkTimestamp(index, document, source, request);
    if (dynamicUpdate !== undefined) {
      index.updateMapping(dynamicUpdate);
      batch.mappingChanged(index);
    }
    return document;
  } catch (error) {
    if (error instanceof ElasticsearchError && index.dataStream !== undefined) throw withoutFailureStore(error);
    throw error;
  }
}

/** Documents of data streams that fail could go to a failure store; the error says that there is none. */
function withoutFailureStore(error: ElasticsearchError): ElasticsearchError {
  const { type, reason, causedBy, extra, status } = error;
  return new ElasticsearchError({ type, reason, causedBy, extra: { ...extra, failure_store: 'not_enabled' } }, { status });
}

/** @throws ElasticsearchError where the text is no JSON object */
function readSource(text: string): JsonObject {
  let source;
  try {
    source = readJson(text);
  } catch (error) {
    if (!(error instanceof JsonReadError)) throw error;
    if (/^\s*["[\-0-9]/.test(text)) throw new ElasticsearchError({ type: 'document_parsing_exception', reason: 'Malformed content, must start with an object' });
    const cause = readErrorCause(error);
    const { line, column } = error.lastToken;
    throw new ElasticsearchError({ type: 'document_parsing_exception', reason: `[${line}:${column}] failed to parse: ${cause.reason}`, causedBy: cause });
  }
  if (isObject(source)) return source;
  throw new ElasticsearchError({ type: 'document_parsing_exception', reason: 'Malformed content, must start with an object' });
}

function checkTimestamp(index: IndexState, document: IndexedDocument, source: JsonObject, request: WriteRequest): void {
  const count = document.values('@timestamp').length;
  if (count === 1) return;
  const node = readJsonNode(request.text);
  if (count === 0) {
    const { line, column } = locationAt(request.text, node.end - 1);
    const reason = 'data stream timestamp field [@timestamp] is missing';
    throw new ElasticsearchError({ type: 'document_parsing_exception', reason: `[${line}:${column}] failed to parse: ${reason}`, causedBy: { type: 'illegal_argument_exception', reason } });
  }
  const values = source['@timestamp'];
  const second = node.entries?.find((entry) => entry.key === '@timestamp')?.node.items?.[1];
  const { line, column } = locationAt(request.text, second?.start ?? 0);
  const preview = String(isArray(values) ? values[1] : values);
  const type = index.mapping.resolve('@timestamp')?.type ?? 'date';
  throw new ElasticsearchError({
    type: 'document_parsing_exception',
    reason: `[${line}:${column}] failed to parse field [@timestamp] of type [${type}] in document with id '${request.id}'. Preview of field's value: '${preview}'`,
    causedBy: { type: 'illegal_argument_exception', reason: 'data stream timestamp field [@timestamp] encountered multiple values' },
  });
}
