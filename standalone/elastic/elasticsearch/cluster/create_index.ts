import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { causeOf } from '../errors/error_body';
import { illegalArgument, invalidIndexName, resourceExists } from '../errors/known_errors';
import { isObject } from '../json/values';
import { randomUuid } from '../security/credentials';
import type { ClusterState, DataStream } from './cluster_state';
import { indexKey } from './cluster_state';
import { checkIndexName } from './index_name';
import { readSettings, type FlatSettings } from './index_settings';
import { IndexState, type AliasProperties } from './index_state';
import { mergeMappingJson } from './merge_mapping_json';
import { composeTemplate, type ComposedTemplate } from './templates';

const BODY_KEYS = new Set(['settings', 'mappings', 'aliases']);

/** Made, not yet written: the metadata to save with the change that needed it. */
export interface Creation {
  readonly index: IndexState;
  readonly metadata: Map<string, JsonValue | undefined>;
}

/**
 * Makes an index with what the request and its template say.
 * @throws ElasticsearchError for names, settings and mappings that are refused
 */
export function createIndex(cluster: ClusterState, name: string, body: JsonObject): Creation {
  checkIndexName(name);
  const unknown = Object.keys(body).find((key) => !BODY_KEYS.has(key));
  if (unknown !== undefined) throw new ElasticsearchError({ type: 'parse_exception', reason: `unknown key [${unknown}] for create index` });
  refuseTaken(cluster, name);
  const template = composeTemplate(cluster, name);
  if (template.dataStream !== undefined) {
    throw illegalArgument(`cannot create index with name [${name}], because it matches with template [${template.name ?? ''}] that creates data streams only, use create data stream api instead`);
  }
  const asked = isObject(body['settings']) ? readSettings(body['settings']) : {};
  const mappings = isObject(body['mappings']) ? mergeMappingJson(template.mappings, unwrapDoc(body['mappings'])) : template.mappings;
  const aliases = { ...template.aliases, ...(isObject(body['aliases']) ? (body['aliases'] as Record<string, AliasProperties & JsonObject>) : {}) };
  for (const alias of Object.keys(aliases)) refuseAliasName(cluster, alias);
  const index = makeIndex(cluster, { name, settings: { ...template.settings, ...asked }, mappings, aliases, dataStream: undefined });
  return { index, metadata: new Map([[indexKey(name), index.toRecord()]]) };
}

function unwrapDoc(mappings: JsonObject): JsonObject {
  const inner = mappings['_doc'];
  return Object.keys(mappings).length === 1 && isObject(inner) ? inner : mappings;
}

function refuseTaken(cluster: ClusterState, name: string): void {
  const existing = cluster.indices.get(name);
  if (existing !== undefined) throw resourceExists(`index [${name}/${existing.uuid}] already exists`, name);
  if (cluster.dataStreams.has(name)) throw resourceExists(`data_stream [${name}] already exists`, name);
  if (cluster.isAlias(name)) throw invalidIndexName(name, 'already exists as alias');
}

/** @throws ElasticsearchError where an index or data stream has the name */
export function refuseAliasName(cluster: ClusterState, alias: string): void {
  if (!cluster.indices.has(alias) && !cluster.dataStreams.has(alias)) return;
  throw new ElasticsearchError({ type: 'invalid_alias_name_exception', reason: `Invalid alias name [${alias}]: an index, data stream, or ESQL view exists with the same name as the alias` });
}

interface NewIndex {
  readonly name: string;
  readonly settings: FlatSettings;
  readonly mappings: JsonObject;
  readonly aliases: Readonly<Record<string, AliasProperties>>;
  readonly dataStream: string | undefined;
}

function makeIndex(cluster: ClusterState, wanted: NewIndex): IndexState {
  const createdMs = cluster.now();
  const uuid = randomUuid();
  const settings: FlatSettings = {
    'index.routing.allocation.include._tier_preference': wanted.dataStream === undefined ? 'data_content' : 'data_hot',
    'index.number_of_shards': '1',
    'index.number_of_replicas': '1',
    ...wanted.settings,
    'index.provided_name': wanted.name,
    'index.creation_date': String(createdMs),
    'index.uuid': uuid,
    'index.version.created': '9039003',
  };
  try {
    const index = new IndexState({ ...wanted, uuid, createdMs, settings, closed: false });
    cluster.indices.set(wanted.name, index);
    return index;
  } catch (error) {
    if (error instanceof ElasticsearchError) throw mappingRefused(error);
    throw error;
  }
}

/** Mapping errors while an index is made are wrapped once. */
function mappingRefused(error: ElasticsearchError): ElasticsearchError {
  if (error.reason.startsWith('Failed to parse mapping')) return error;
  const reason = `Failed to parse mapping: ${error.reason}`;
  return new ElasticsearchError({ type: 'mapper_parsing_exception', reason, causedBy: causeOf(error) });
}

/**
 * Makes a data stream from the template of its name.
 * @throws ElasticsearchError where it exists or no template for data streams fits
 */
export function createDataStream(cluster: ClusterState, name: string): Creation {
  checkIndexName(name);
  if (cluster.dataStreams.has(name)) throw resourceExists(`data_stream [${name}] already exists`);
  if (cluster.indices.has(name) || cluster.isAlias(name)) throw resourceExists(`index or alias [${name}] already exists`, name);
  const template = composeTemplate(cluster, name);
  if (template.dataStream === undefined) throw illegalArgument(`no matching index template found for data stream [${name}]`);
  const stream: DataStream = { name, template: template.name ?? '', generation: 0, indices: [], hidden: template.dataStream['hidden'] === true };
  return addBackingIndex(cluster, stream, template);
}

/** Makes the next backing index of a data stream, the one that is written to from now on. */
export function rollOver(cluster: ClusterState, stream: DataStream): Creation {
  return addBackingIndex(cluster, stream, composeTemplate(cluster, stream.name));
}

function addBackingIndex(cluster: ClusterState, stream: DataStream, template: ComposedTemplate): Creation {
  const generation = stream.generation + 1;
  const day = new Date(cluster.now()).toISOString().slice(0, 10).replaceAll('-', '.');
  const name = `.ds-${stream.name}-${day}-${String(generation).padStart(6, '0')}`;
  const mappings = mergeMappingJson({ properties: { '@timestamp': { type: 'date' } } }, template.mappings);
  const settings = { ...template.settings, 'index.hidden': 'true' };
  const index = makeIndex(cluster, { name, settings, mappings, aliases: template.aliases, dataStream: stream.name });
  const next: DataStream = { ...stream, generation, indices: [...stream.indices, name] };
  cluster.dataStreams.set(stream.name, next);
  const metadata = new Map<string, JsonValue | undefined>([[indexKey(name), index.toRecord()], [`data_stream/${stream.name}`, { ...next, indices: [...next.indices] }]]);
  return { index, metadata };
}

/** Makes what a write to a name that does not exist yet needs: a data stream where its template says so, else an index. */
export function createForWrite(cluster: ClusterState, name: string): Creation {
  return composeTemplate(cluster, name).dataStream === undefined ? createIndex(cluster, name, {}) : createDataStream(cluster, name);
}
