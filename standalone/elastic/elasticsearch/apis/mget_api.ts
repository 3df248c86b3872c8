import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { resolveIndices } from '../cluster/resolve_names';
import { causeOf, rootCause, writeCause } from '../errors/error_body';
import { illegalArgument, indexNotFound, validationFailed } from '../errors/known_errors';
import { objectBody, ok, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { sourceParameters } from '../search/search_request';
import { readSourceFilter, WHOLE_SOURCE, type SourceFilter } from '../search/source_filter';
import { foundDocument, readEntry } from './document_apis';
import { access, type Services } from './services';

const PARAMETERS = ['_source', '_source_includes', '_source_excludes', 'preference', 'realtime', 'refresh', 'routing', 'stored_fields', 'force_synthetic_source'];

export function mgetRoutes(services: Services): Route[] {
  const handler = (request: ApiRequest): ApiResponse => mget(services, request);
  return ['/_mget', '/{index}/_mget'].map((path) => ({ methods: ['GET', 'POST'], path, parameters: PARAMETERS, handler }));
}

interface Wanted {
  readonly index: string;
  readonly id: string;
  readonly filter: SourceFilter;
}

function mget(services: Services, request: ApiRequest): ApiResponse {
  const wanted = readWanted(request, objectBody(request));
  if (wanted.length === 0) throw validationFailed('no documents to get');
  return ok({ docs: wanted.map((item) => getItem(services, request, item)) });
}

function readWanted(request: ApiRequest, body: JsonObject): Wanted[] {
  const defaultIndex = request.pathParameters['index'];
  const defaultFilter = sourceParameters(request.query) ?? WHOLE_SOURCE;
  const ids = isArray(body['ids']) ? body['ids'].map((id) => ({ index: defaultIndex ?? '', id: String(id), filter: defaultFilter })) : [];
  const docs = isArray(body['docs']) ? body['docs'].filter(isObject) : [];
  const problems: string[] = [];
  const read = docs.map((entry, at): Wanted => {
    const index = entry['_index'] ?? defaultIndex;
    if (index === undefined) problems.push(`index is missing for doc ${at}`);
    if (entry['_id'] === undefined) problems.push(`id is missing for doc ${at}`);
    const filter = entry['_source'] === undefined ? defaultFilter : readSourceFilter(entry['_source']);
    return { index: String(index), id: String(entry['_id']), filter };
  });
  if (problems.length > 0) throw validationFailed(...problems);
  return [...read, ...ids];
}

/** An item that fails tells so in its place; the others are answered. */
function getItem(services: Services, request: ApiRequest, { index: name, id, filter }: Wanted): BodyValue {
  try {
    const resolved = resolveIndices(services.cluster, [name], {}, access(request, 'indices:data/read/mget[shard]'));
    if (resolved.length > 1) throw illegalArgument(`alias [${name}] has more than one index associated with it [${resolved.map(({ index }) => index.name).join(', ')}], can't execute a single index op`);
    const index = resolved[0]?.index;
    if (index === undefined) throw indexNotFound(name);
    const entry = readEntry(index, id, request.query.boolean('realtime', true), services.cluster.now());
    return entry === undefined ? { _index: index.name, _id: id, found: false } : foundDocument(index, entry, filter);
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error;
    const cause = causeOf(error);
    return { _index: name, _id: id, error: { root_cause: [writeCause(rootCause(cause), { skipCause: true })], ...writeCause(cause) } };
  }
}
