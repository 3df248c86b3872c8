import type { ClusterState } from '../cluster/cluster_state';
import type { Access, ResolveOptions } from '../cluster/resolve_names';
import type { ApiRequest } from '../http/api_request';
import type { SearchContexts } from '../search/search_contexts';
import type { Authenticator } from '../security/authenticate';

/** What handlers work with. */
export interface Services {
  readonly cluster: ClusterState;
  readonly authenticator: Authenticator;
  /** Points in time and scrolls that are open. */
  readonly contexts: SearchContexts;
}

/** Parameters of requests that name indices. */
export const INDICES_PARAMETERS = ['ignore_unavailable', 'allow_no_indices', 'expand_wildcards', 'ignore_throttled', 'local', 'master_timeout', 'timeout'];

export function access(request: ApiRequest, action: string): Access {
  return { principal: request.principal, action };
}

/** `ignore_unavailable`, `allow_no_indices` and `expand_wildcards` of a request. */
export function indicesOptions(request: ApiRequest, defaults: ResolveOptions = {}): ResolveOptions {
  const { query } = request;
  const wildcards = query.list('expand_wildcards');
  return {
    ...defaults,
    ignoreUnavailable: query.boolean('ignore_unavailable', defaults.ignoreUnavailable ?? false),
    allowNoIndices: query.boolean('allow_no_indices', defaults.allowNoIndices ?? true),
    ...(wildcards.includes('hidden') || wildcards.includes('all') ? { includeHidden: true } : {}),
  };
}

export function indexExpression(request: ApiRequest): string {
  return request.pathParameters['index'] ?? request.query.get('index') ?? '';
}
