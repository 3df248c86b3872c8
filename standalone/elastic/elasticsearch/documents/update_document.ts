import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import type { IndexState } from '../cluster/index_state';
import { documentMissing, validationFailed, versionConflict } from '../errors/known_errors';
import { readJson } from '../json/read_json';
import { writeJson, type BodyValue } from '../json/write_json';
import { equalJson, isObject, setOwn, toBoolean } from '../json/values';
import { runUpdateScript } from '../scripts/update_script';
import { PRIMARY_TERM } from './document_version';
import type { WriteBatch } from './write_batch';
import { deleteDocument, writeDocument, type WriteConditions, type WriteResult } from './write_document';

const UPDATE_KEYS = new Set(['doc', 'script', 'upsert', 'doc_as_upsert', 'scripted_upsert', 'detect_noop', '_source', 'lang', 'params', 'if_seq_no', 'if_primary_term']);

/** Body of an update: a part of a document, or a script. */
export type UpdateBody = JsonObject;

/**
 * @param positionOf column of a key in the body, for the refusal of unknown ones
 * @throws ElasticsearchError
 */
export function checkUpdateBody(body: UpdateBody, positionOf: (key: string) => string): void {
  const unknown = Object.keys(body).find((key) => !UPDATE_KEYS.has(key));
  if (unknown !== undefined) throw new ElasticsearchError({ type: 'x_content_parse_exception', reason: `${positionOf(unknown)} [UpdateRequest] unknown field [${unknown}]` });
}

/** The sentence that refuses an update without content, undefined for a good one. */
export function updateProblem(body: UpdateBody): string | undefined {
  if (body['script'] === undefined && body['doc'] === undefined) return 'script or doc is missing';
  return body['script'] !== undefined && body['doc'] !== undefined ? "can't provide both script and doc" : undefined;
}

export interface UpdateRequest extends WriteConditions {
  readonly id: string;
  readonly body: UpdateBody;
  readonly routing?: string;
}

/**
 * Updates one document in place.
 * @throws ElasticsearchError document_missing_exception, version_conflict_engine_exception, script errors
 */
export function updateDocument(batch: WriteBatch, index: IndexState, request: UpdateRequest): WriteResult {
  const problem = updateProblem(request.body);
  if (problem !== undefined) throw validationFailed(problem);
  const existing = index.documents.get(request.id);
  if (existing?.source === undefined) return upsert(batch, index, request);
  checkSeqNo(index, request, existing.seqNo);
  const before = readJson(existing.source);
  const source = isObject(before) ? before : {};
  const noop: WriteResult = { index, id: request.id, version: existing.version, seqNo: existing.seqNo, result: 'noop' };
  if (request.body['script'] !== undefined) {
    const outcome = runUpdateScript(request.body['script'], { source, id: request.id, index: index.name, version: existing.version, nowMs: batch.cluster.now() });
    if (outcome.operation === 'none' || outcome.operation === 'noop') return noop;
    if (outcome.operation === 'delete') return deleteDocument(batch, index, request.id, {});
    return write(batch, index, request, outcome.source, existing.routing);
  }
  const merged = mergeSource(source, isObject(request.body['doc']) ? request.body['doc'] : {});
  if (toBoolean(request.body['detect_noop'], true) && equalJson(source, merged)) return noop;
  return write(batch, index, request, merged, existing.routing);
}

function checkSeqNo(index: IndexState, request: UpdateRequest, seqNo: number): void {
  if (request.ifSeqNo === undefined) return;
  const term = request.ifPrimaryTerm ?? 0;
  if (request.ifSeqNo === seqNo && term === PRIMARY_TERM) return;
  throw versionConflict(request.id, `required seqNo [${request.ifSeqNo}], primary term [${term}]. current document has seqNo [${seqNo}] and primary term [${PRIMARY_TERM}]`, index.name);
}

function write(batch: WriteBatch, index: IndexState, request: UpdateRequest, source: JsonObject, routing: string | undefined): WriteResult {
  return writeDocument(batch, index, { id: request.id, text: writeJson(source as BodyValue), routing: request.routing ?? routing });
}

function upsert(batch: WriteBatch, index: IndexState, request: UpdateRequest): WriteResult {
  const { body } = request;
  const initial = toBoolean(body['doc_as_upsert'], false) ? body['doc'] : body['upsert'];
  if (!isObject(initial)) throw documentMissing(request.id, index.name);
  if (toBoolean(body['scripted_upsert'], false) && body['script'] !== undefined) {
    const outcome = runUpdateScript(body['script'], { source: initial, id: request.id, index: index.name, version: -1, nowMs: batch.cluster.now() });
    return writeDocument(batch, index, { id: request.id, text: writeJson(outcome.source as BodyValue), routing: request.routing, create: true });
  }
  return writeDocument(batch, index, { id: request.id, text: writeJson(initial as BodyValue), routing: request.routing, create: true });
}

/** Lays a part over a source: objects are merged key by key, everything else is replaced; dotted keys are keys like any other. */
export function mergeSource(source: JsonObject, part: JsonObject): JsonObject {
  const out: Record<string, JsonValue | undefined> = { ...source };
  for (const [key, value] of Object.entries(part)) {
    const known = Object.hasOwn(out, key) ? out[key] : undefined;
    setOwn<JsonValue | undefined>(out, key, isObject(known) && isObject(value) ? mergeSource(known, value) : value);
  }
  return out;
}
