import { ElasticsearchError } from '../../../../common/query_dsl';
import { bulkConditions, readBulkActions, type BulkAction } from '../documents/bulk_actions';
import { updateDocument } from '../documents/update_document';
import { WriteBatch } from '../documents/write_batch';
import { deleteDocument, writeDocument, type WriteResult } from '../documents/write_document';
import { resolveWriteTarget } from '../documents/write_target';
import { causeOf, writeCause } from '../errors/error_body';
import { bodyRequired } from '../errors/known_errors';
import { bodyText, ok, refreshParameter, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { applyPipelines } from '../ingest/apply_pipelines';
import type { BodyValue } from '../json/write_json';
import { readSourceFilter } from '../search/source_filter';
import { sourceParameters } from '../search/search_request';
import { randomId } from '../security/credentials';
import { authorizeSomewhere } from '../security/authorize';
import { authorizeWrite, isForcedRefresh, resultStatus, updatedSource, writeResultBody } from './document_apis';
import type { Services } from './services';

const PARAMETERS = [
  'refresh', 'routing', 'timeout', 'pipeline', 'require_alias', 'require_data_stream', 'wait_for_active_shards', '_source', '_source_includes', '_source_excludes', 'list_executed_pipelines',
  'include_source_on_error',
];

export function bulkRoutes(services: Services): Route[] {
  const handler = (request: ApiRequest): Promise<ApiResponse> => bulk(services, request);
  return [
    { methods: ['POST', 'PUT'], path: '/_bulk', parameters: PARAMETERS, handler },
    { methods: ['POST', 'PUT'], path: '/{index}/_bulk', parameters: PARAMETERS, handler },
  ];
}

async function bulk(services: Services, request: ApiRequest): Promise<ApiResponse> {
  authorizeSomewhere(request.principal, 'indices:data/write/bulk');
  const refresh = refreshParameter(request);
  const started = performance.now();
  if (request.body.length === 0) throw bodyRequired();
  const actions = readBulkActions(bodyText(request), request.pathParameters['index']);
  const batch = new WriteBatch(services.cluster);
  const forced = isForcedRefresh(request);
  let errors = false;
  const items = await batch.run(refresh, () => actions.map((action): BodyValue => {
    const { body, failed } = runAction(services, request, batch, action, forced);
    errors ||= failed;
    return { [action.operation]: body };
  }));
  return ok({ errors, took: Math.round(performance.now() - started), items });
}

interface ItemOutcome {
  readonly body: Record<string, BodyValue>;
  readonly failed: boolean;
}

function runAction(services: Services, request: ApiRequest, batch: WriteBatch, action: BulkAction, forced: boolean): ItemOutcome {
  try {
    const result = write(services, request, batch, action);
    if (result === undefined) return { body: { _index: action.index, _id: action.id, _version: -3, result: 'noop', status: 200 }, failed: false };
    const status = resultStatus(result);
    const get = action.operation === 'update' ? askedSource(request, action, result) : {};
    return { body: { ...writeResultBody(result, forced), ...get, status }, failed: false };
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error;
    return { body: failedItem(services, action, error), failed: true };
  }
}

function askedSource(request: ApiRequest, action: BulkAction, result: WriteResult): Record<string, BodyValue> {
  const option = action.metadata['_source'] ?? action.body?.['_source'];
  const filter = option === undefined ? sourceParameters(request.query) : readSourceFilter(option);
  return filter === undefined || !filter.enabled ? {} : { get: updatedSource(result.index, result.id, filter) };
}

function failedItem(services: Services, action: BulkAction, error: ElasticsearchError): Record<string, BodyValue> {
  const { failure_store: marked, ...extra } = error.extra;
  const target = services.cluster.dataStreams.get(action.index ?? '')?.indices.at(-1);
  const onStream = target !== undefined && error.status === 409;
  const failureStore = marked ?? (onStream ? 'not_enabled' : undefined);
  return {
    _index: failureStore === undefined ? action.index : target ?? action.index,
    _id: action.id ?? null,
    status: error.status,
    ...(failureStore === undefined ? {} : { failure_store: failureStore as string }),
    error: writeCause({ ...causeOf(error), extra }),
  };
}

function write(services: Services, request: ApiRequest, batch: WriteBatch, action: BulkAction): WriteResult | undefined {
  const name = action.index ?? '';
  const { operation, metadata } = action;
  authorizeWrite(request, services, `indices:data/write/${operation === 'create' ? 'index' : operation}`, name);
  const create = operation === 'create' || metadata['op_type'] === 'create';
  const requireAlias = metadata['require_alias'] === undefined ? request.query.boolean('require_alias', false) : metadata['require_alias'] === true;
  const index = resolveWriteTarget(batch, name, { operation: create ? 'create' : operation, requireAlias });
  const conditions = bulkConditions(metadata);
  const routing = metadata['routing'] === undefined ? request.query.get('routing') : String(metadata['routing']);
  if (operation === 'delete') return deleteDocument(batch, index, action.id ?? '', conditions);
  if (operation === 'update') return updateDocument(batch, index, { id: action.id ?? '', body: action.body ?? {}, routing, ...conditions });
  const pipeline = typeof metadata['pipeline'] === 'string' ? metadata['pipeline'] : request.query.get('pipeline');
  const text = applyPipelines(services.cluster, index, action.text, pipeline, { id: action.id, index: name });
  if (text === undefined) return undefined;
  return writeDocument(batch, index, { id: action.id ?? randomId(), text, routing, ...conditions, create });
}
