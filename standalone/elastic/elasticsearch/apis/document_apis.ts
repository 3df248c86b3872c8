import { ElasticsearchError } from '../../../../common/query_dsl';
import { indexNotFound, bodyRequired, illegalArgument, validationFailed } from '../errors/known_errors';
import { resolveIndices } from '../cluster/resolve_names';
import type { IndexState } from '../cluster/index_state';
import { PRIMARY_TERM, type DocumentVersion } from '../documents/document_version';
import { checkUpdateBody, updateDocument, updateProblem } from '../documents/update_document';
import { keyPosition } from '../documents/bulk_actions';
import { WriteBatch } from '../documents/write_batch';
import { readConditions } from '../documents/write_conditions';
import { deleteDocument, writeDocument, type WriteResult } from '../documents/write_document';
import { APPEND_ONLY, resolveWriteTarget } from '../documents/write_target';
import { bodyText, ok, refreshParameter, requiredObjectBody, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { applyPipelines } from '../ingest/apply_pipelines';
import type { BodyValue } from '../json/write_json';
import { sourceParameters } from '../search/search_request';
import { readSourceFilter, WHOLE_SOURCE, type SourceFilter } from '../search/source_filter';
import { writeSource } from '../search/fetch_hits';
import { randomId } from '../security/credentials';
import { unauthorizedOnIndices } from '../security/authorize';
import { mayOnIndex } from '../security/permissions';
import { access, type Services } from './services';

const WRITE_PARAMETERS = [
  'refresh', 'routing', 'timeout', 'version', 'version_type', 'if_seq_no', 'if_primary_term', 'op_type', 'pipeline', 'require_alias', 'require_data_stream', 'wait_for_active_shards',
  'include_source_on_error',
];
const SOURCE_PARAMETERS = ['_source', '_source_includes', '_source_excludes'];
const GET_PARAMETERS = [...SOURCE_PARAMETERS, 'preference', 'realtime', 'refresh', 'routing', 'stored_fields', 'version', 'version_type', 'force_synthetic_source'];
const UPDATE_PARAMETERS = [...WRITE_PARAMETERS, ...SOURCE_PARAMETERS, 'retry_on_conflict', 'lang', 'detect_noop'];

/** Reading and writing single documents. */
export function documentRoutes(services: Services): Route[] {
  const write = (create: boolean) => (request: ApiRequest): Promise<ApiResponse> => writeOne(services, request, create);
  return [
    { methods: ['PUT', 'POST'], path: '/{index}/_doc/{id}', parameters: WRITE_PARAMETERS, handler: write(false) },
    { methods: ['POST'], path: '/{index}/_doc', parameters: WRITE_PARAMETERS, handler: write(false) },
    { methods: ['PUT', 'POST'], path: '/{index}/_create/{id}', parameters: WRITE_PARAMETERS, handler: write(true) },
    { methods: ['GET', 'HEAD'], path: '/{index}/_doc/{id}', parameters: GET_PARAMETERS, handler: (request) => getOne(services, request) },
    { methods: ['GET', 'HEAD'], path: '/{index}/_source/{id}', parameters: GET_PARAMETERS, handler: (request) => getSource(services, request) },
    { methods: ['DELETE'], path: '/{index}/_doc/{id}', parameters: WRITE_PARAMETERS, handler: (request) => deleteOne(services, request) },
    { methods: ['POST'], path: '/{index}/_update/{id}', parameters: UPDATE_PARAMETERS, handler: (request) => updateOne(services, request) },
  ];
}

/** @throws ElasticsearchError 403 */
export function authorizeWrite(request: ApiRequest, services: Services, action: string, name: string): void {
  const stream = services.cluster.indices.get(name)?.dataStream;
  if (!mayOnIndex(request.principal, action, stream === undefined ? [name] : [name, stream])) throw unauthorizedOnIndices(request.principal, action, [name]);
}

const WRITTEN: Readonly<Record<WriteResult['result'], number>> = { created: 201, updated: 200, deleted: 200, not_found: 404, noop: 200 };

/** What an answer says of a write. */
export function writeResultBody(result: WriteResult, forcedRefresh: boolean): Record<string, BodyValue> {
  return {
    _index: result.index.name,
    _id: result.id,
    _version: result.version,
    result: result.result,
    ...(forcedRefresh && result.result !== 'noop' ? { forced_refresh: true } : {}),
    _shards: { total: result.result === 'noop' ? 0 : 1, successful: result.result === 'noop' ? 0 : 1, failed: 0 },
    _seq_no: result.seqNo,
    _primary_term: PRIMARY_TERM,
  };
}

export function resultStatus(result: WriteResult): number {
  return WRITTEN[result.result];
}

/** `refresh=wait_for` waits, but forces nothing. */
export function isForcedRefresh(request: ApiRequest): boolean {
  return refreshParameter(request) && request.query.get('refresh') !== 'wait_for';
}

async function writeOne(services: Services, request: ApiRequest, createPath: boolean): Promise<ApiResponse> {
  const name = request.pathParameters['index'] ?? '';
  authorizeWrite(request, services, 'indices:data/write/index', name);
  const refresh = refreshParameter(request);
  const given = request.pathParameters['id'];
  const conditions = readConditions(request.query, given);
  const text = bodyText(request);
  if (text.trim() === '') throw bodyRequired();
  const batch = new WriteBatch(services.cluster);
  const onStream = services.cluster.dataStreams.has(name);
  const create = createPath || conditions.create === true || (given === undefined && request.query.get('op_type') === undefined);
  if (onStream && !create) throw refusedOnStream(name);
  const id = given ?? randomId();
  const requireAlias = request.query.boolean('require_alias', false);
  const result = await batch.run(refresh, () => {
    const index = resolveWriteTarget(batch, name, { operation: create ? 'create' : 'index', requireAlias });
    const prepared = applyPipelines(services.cluster, index, text, request.query.get('pipeline'), { id: given, index: name });
    return prepared === undefined ? undefined : writeDocument(batch, index, { id, text: prepared, routing: request.query.get('routing'), ...conditions, create });
  });
  if (result === undefined) return ok({ _index: name, _id: id, _version: -3, result: 'noop', _shards: { total: 0, successful: 0, failed: 0 } });
  const location = { location: `/${encodeURIComponent(result.index.name)}/_doc/${encodeURIComponent(id)}` };
  return { status: resultStatus(result), body: writeResultBody(result, isForcedRefresh(request)), ...(result.result === 'created' ? { headers: location } : {}) };
}

function refusedOnStream(name: string): ElasticsearchError {
  const missing = indexNotFound(name, { excludedDataStream: true });
  return illegalArgument(APPEND_ONLY, { type: missing.type, reason: missing.reason, extra: missing.extra });
}

async function deleteOne(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['index'] ?? '';
  authorizeWrite(request, services, 'indices:data/write/delete', name);
  const refresh = refreshParameter(request);
  const id = request.pathParameters['id'] ?? '';
  const conditions = readConditions(request.query, id);
  if (services.cluster.dataStreams.has(name)) throw refusedOnStream(name);
  const batch = new WriteBatch(services.cluster);
  const result = await batch.run(refresh, () => deleteDocument(batch, resolveWriteTarget(batch, name, { operation: 'delete', requireAlias: false }), id, conditions));
  return { status: resultStatus(result), body: writeResultBody(result, isForcedRefresh(request)) };
}

async function updateOne(services: Services, request: ApiRequest): Promise<ApiResponse> {
  const name = request.pathParameters['index'] ?? '';
  const id = request.pathParameters['id'] ?? '';
  authorizeWrite(request, services, 'indices:data/write/update', name);
  const refresh = refreshParameter(request);
  const { ifSeqNo, ifPrimaryTerm } = readConditions(request.query, id);
  const body = requiredObjectBody(request);
  checkUpdateBody(body, (key) => keyPosition(bodyText(request), key));
  const problem = updateProblem(body);
  if (problem !== undefined) throw validationFailed(problem);
  const batch = new WriteBatch(services.cluster);
  const requireAlias = request.query.boolean('require_alias', false);
  const result = await batch.run(refresh, () => {
    const index = resolveWriteTarget(batch, name, { operation: 'update', requireAlias });
    return updateDocument(batch, index, { id, body, ifSeqNo, ifPrimaryTerm, routing: request.query.get('routing') });
  });
  const filter = sourceParameters(request.query) ?? (body['_source'] === undefined ? undefined : readSourceFilter(body['_source']));
  const get = filter === undefined || !filter.enabled ? {} : { get: updatedSource(result.index, id, filter) };
  return { status: resultStatus(result), body: { ...writeResultBody(result, isForcedRefresh(request)), ...get } };
}

/** The `get` of an update's answer. */
export function updatedSource(index: IndexState, id: string, filter: SourceFilter): BodyValue {
  const entry = index.documents.get(id);
  return { _seq_no: entry?.seqNo, _primary_term: PRIMARY_TERM, found: entry !== undefined, _source: writeSource(entry?.source ?? '{}', filter) };
}

/**
 * The one index that a name stands for.
 * @throws ElasticsearchError for names of several indices
 */
export function singleIndex(services: Services, request: ApiRequest, name: string, action: string): IndexState {
  const resolved = resolveIndices(services.cluster, [name], {}, access(request, action));
  if (resolved.length > 1) {
    const names = resolved.map(({ index }) => index.name).join(', ');
    throw illegalArgument(`alias [${name}] has more than one index associated with it [${names}], can't execute a single index op`);
  }
  const index = resolved[0]?.index;
  if (index === undefined) throw indexNotFound(name);
  return index;
}

function findDocument(services: Services, request: ApiRequest): { index: IndexState; id: string; entry: DocumentVersion | undefined } {
  const index = singleIndex(services, request, request.pathParameters['index'] ?? '', 'indices:data/read/get');
  const id = request.pathParameters['id'] ?? '';
  if (refreshParameter(request)) index.documents.refresh();
  return { index, id, entry: readEntry(index, id, request.query.boolean('realtime', true), services.cluster.now()) };
}

export function readEntry(index: IndexState, id: string, realtime: boolean, nowMs: number): DocumentVersion | undefined {
  return realtime ? index.documents.get(id) : index.view(nowMs).entries.find((candidate) => candidate.id === id);
}

/** What a get shows of a document. */
export function foundDocument(index: IndexState, entry: DocumentVersion, filter: SourceFilter): Record<string, BodyValue> {
  const source = writeSource(entry.source ?? '{}', filter);
  return {
    _index: index.name,
    _id: entry.id,
    _version: entry.version,
    _seq_no: entry.seqNo,
    _primary_term: PRIMARY_TERM,
    ...(entry.routing === undefined ? {} : { _routing: entry.routing }),
    found: true,
    ...(source === undefined ? {} : { _source: source }),
  };
}

function getOne(services: Services, request: ApiRequest): ApiResponse {
  const { index, id, entry } = findDocument(services, request);
  if (entry === undefined) return { status: 404, body: { _index: index.name, _id: id, found: false } };
  return ok(foundDocument(index, entry, sourceParameters(request.query) ?? WHOLE_SOURCE));
}

function getSource(services: Services, request: ApiRequest): ApiResponse {
  const { index, id, entry } = findDocument(services, request);
  if (entry?.source === undefined) {
    throw new ElasticsearchError({ type: 'resource_not_found_exception', reason: `Document not found [${index.name}]/[${id}]` }, { status: 404 });
  }
  return ok(writeSource(entry.source, sourceParameters(request.query) ?? WHOLE_SOURCE) ?? {});
}
