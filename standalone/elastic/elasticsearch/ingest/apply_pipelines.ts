import type { JsonValue } from '../../../../common/query_dsl';
import type { ClusterState } from '../cluster/cluster_state';
import type { IndexState } from '../cluster/index_state';
import { illegalArgument } from '../errors/known_errors';
import { readJson } from '../json/read_json';
import { isArray, isObject } from '../json/values';
import { writeJson, type BodyValue } from '../json/write_json';
import { javaMapOrder } from '../scripts/java_map_order';
import { runProcessors, type IngestDocument } from './processors';

/**
 * Sends a source through the pipeline that was asked for (or the index's default) and the index's final pipeline.
 * @returns the text to index, undefined where a pipeline dropped the document
 * @throws ElasticsearchError for unknown pipelines and failing processors
 */
export function applyPipelines(cluster: ClusterState, index: IndexState, text: string, asked: string | undefined, place: { readonly id: string | undefined; readonly index: string }): string | undefined {
  const names = [asked ?? index.settings['index.default_pipeline'], index.settings['index.final_pipeline']].filter((name): name is string => typeof name === 'string' && name !== '_none');
  if (names.length === 0) return text;
  const parsed = readJson(text);
  if (!isObject(parsed)) return text;
  const document: IngestDocument = { ...place, source: JSON.parse(writeJson(parsed as BodyValue)) as Record<string, JsonValue>, dropped: false };
  for (const name of names) {
    const pipeline = cluster.pipelines.get(name);
    if (pipeline === undefined) throw illegalArgument(`pipeline with id [${name}] does not exist`);
    const processors = pipeline.body['processors'];
    runProcessors(document, isArray(processors) ? processors : []);
  }
  return document.dropped ? undefined : writeJson(javaMapOrder(document.source) as BodyValue);
}
