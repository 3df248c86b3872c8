import { notImplemented } from '../errors/known_errors';
import { splitPath } from './router';
import { PlainError } from './plain_error';

/** APIs that Elasticsearch has and this service does not: the first part of their path that begins with `_`. */
const OTHER_APIS = new Set([
  '_async_search', '_autoscaling', '_ccr', '_clone', '_connector', '_dangling', '_data_frame', '_enrich', '_esql', '_explain', '_features',
  '_fleet', '_flush', '_forcemerge', '_graph', '_health_report', '_inference', '_info', '_internal', '_knn_search', '_logstash', '_migration',
  '_ml', '_mtermvectors', '_monitoring', '_mvt', '_nodes', '_profiling', '_query', '_query_rules', '_rank_eval', '_recovery', '_remote', '_render',
  '_repositories', '_rollup', '_scripts', '_script_context', '_script_language', '_search_shards', '_searchable_snapshots', '_segments', '_shard_stores',
  '_shrink', '_slm', '_snapshot', '_split', '_sql', '_ssl', '_synonyms', '_tasks', '_template', '_termvectors', '_text_structure', '_transform', '_watcher', '_cat',
  '_cluster', '_ilm', '_security', '_ingest', '_cache', '_stats', '_lifecycle', '_block', '_downsample', '_terms_enum', '_msearch', '_search', '_eql', '_xpack', '_application',
]);

/**
 * What a request gets that no route takes: an error naming the API where Elasticsearch has one here, else the refusals of
 * Elasticsearch's own router.
 */
export function unknownPath(method: string, uri: string, path: string, allowedMethods: readonly string[]): Error {
  const parts = splitPath(path);
  const api = parts.find((part) => part.startsWith('_'));
  const onlyIndexRoutes = allowedMethods.length > 0 && parts.length === 1 && api !== undefined;
  if (api !== undefined && OTHER_APIS.has(api) && (allowedMethods.length === 0 || onlyIndexRoutes)) return notImplemented(`[${method} ${path}]`);
  if (allowedMethods.length > 0) {
    const body = { error: `Incorrect HTTP method for uri [${uri}] and method [${method}], allowed: [${allowedMethods.join(', ')}]`, status: 405 };
    return new PlainError(405, body, { allow: allowedMethods.join(',') });
  }
  return new PlainError(400, { error: `no handler found for uri [${uri}] and method [${method}]` });
}
