import { ElasticsearchError } from '../../../../common/query_dsl';
import { bodyRequired } from '../errors/known_errors';
import { bodyText, jsonBody, ok, requireObject, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { runEqlSearch } from '../search/eql_search';
import { toSearchTarget, type SearchTarget } from '../search/search_target';
import { resolveIndices } from '../cluster/resolve_names';
import { access, indexExpression, indicesOptions, INDICES_PARAMETERS, type Services } from './services';

const PARAMETERS = [
  ...INDICES_PARAMETERS, 'wait_for_completion_timeout', 'keep_on_completion', 'keep_alive', 'ccs_minimize_roundtrips', 'allow_partial_search_results', 'allow_partial_sequence_results', 'project_routing',
];

export function eqlRoutes(services: Services): Route[] {
  return [{ methods: ['GET', 'POST'], path: '/{index}/_eql/search', parameters: PARAMETERS, handler: (request) => search(services, request) }];
}

function search(services: Services, request: ApiRequest): ApiResponse {
  const body = jsonBody(request);
  if (body === undefined) throw bodyRequired();
  const targets = findTargets(services, request);
  return ok(runEqlSearch(requireObject(body), bodyText(request), targets, services.cluster.now()));
}

/** Unlike other searches, EQL refuses where nothing is left to search, and ignores names that are missing beside others. */
function findTargets(services: Services, request: ApiRequest): SearchTarget[] {
  const expression = indexExpression(request);
  const options = { ...indicesOptions(request), ignoreUnavailable: true };
  const asked = access(request, 'indices:data/read/eql');
  const now = services.cluster.now();
  refuseForbidden(services, request, expression);
  const resolved = resolveIndices(services.cluster, expression, options, asked);
  if (resolved.length > 0) return resolved.map((entry) => toSearchTarget(entry, now));
  const name = `Unknown index [${expression}]`;
  const extra = { 'resource.type': 'index_or_alias', 'resource.id': name, index: name };
  throw new ElasticsearchError({ type: 'index_not_found_exception', reason: `no such index [${name}]`, extra }, { status: 404 });
}

/** Names that exist and may not be read are refused, unless `ignore_unavailable` was asked for. */
function refuseForbidden(services: Services, request: ApiRequest, expression: string): void {
  if (request.query.boolean('ignore_unavailable', true) && request.query.has('ignore_unavailable')) return;
  const existing = expression.split(',').filter((name) => services.cluster.indices.has(name) || services.cluster.dataStreams.has(name) || services.cluster.isAlias(name));
  if (existing.length > 0) resolveIndices(services.cluster, existing, {}, access(request, 'indices:data/read/eql'));
}
