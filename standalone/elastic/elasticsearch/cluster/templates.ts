import { compileMapping, ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';
import { causeOf } from '../errors/error_body';
import { isArray, isObject, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { ClusterState, StoredTemplate } from './cluster_state';
import { nestSettings, readSettings, type FlatSettings } from './index_settings';
import type { AliasProperties } from './index_state';
import { mergeMappingJson } from './merge_mapping_json';

/** What templates give a new index, put together. */
export interface ComposedTemplate {
  readonly name: string | undefined;
  readonly settings: FlatSettings;
  readonly mappings: JsonObject;
  readonly aliases: Readonly<Record<string, AliasProperties>>;
  /** The `data_stream` entry where the template is for data streams. */
  readonly dataStream: JsonObject | undefined;
}

const NOTHING: ComposedTemplate = { name: undefined, settings: {}, mappings: {}, aliases: {}, dataStream: undefined };

/** The index template for a name: the highest priority wins. */
export function findTemplate(cluster: ClusterState, indexName: string): { name: string; template: StoredTemplate } | undefined {
  let best: { name: string; template: StoredTemplate; priority: number } | undefined;
  for (const [name, template] of cluster.indexTemplates) {
    const matches = stringList(template.body['index_patterns']).some((pattern) => matchesWildcard(pattern, indexName));
    const priority = Number(template.body['priority'] ?? 0);
    if (matches && (best === undefined || priority > best.priority)) best = { name, template, priority };
  }
  return best;
}

/** Everything the template of a name says: its components in order, then itself. */
export function composeTemplate(cluster: ClusterState, indexName: string): ComposedTemplate {
  const found = findTemplate(cluster, indexName);
  return found === undefined ? NOTHING : composeBody(cluster, found.name, found.template.body);
}

export function composeBody(cluster: ClusterState, name: string, body: JsonObject): ComposedTemplate {
  const parts = stringList(body['composed_of']).map((component) => cluster.componentTemplates.get(component)?.body['template']);
  let settings: FlatSettings = {};
  let mappings: JsonObject = {};
  let aliases: Record<string, AliasProperties> = {};
  for (const part of [...parts, body['template']]) {
    if (!isObject(part)) continue;
    if (isObject(part['settings'])) settings = { ...settings, ...readSettings(part['settings']) };
    if (isObject(part['mappings'])) mappings = mergeMappingJson(mappings, part['mappings']);
    if (isObject(part['aliases'])) aliases = { ...aliases, ...(part['aliases'] as Record<string, AliasProperties & JsonValue>) };
  }
  const dataStream = body['data_stream'];
  return { name, settings, mappings, aliases, dataStream: isObject(dataStream) ? dataStream : undefined };
}

/**
 * Checks the body of `PUT _index_template`.
 * @throws ElasticsearchError with Elasticsearch's reasons
 */
export function checkIndexTemplate(cluster: ClusterState, name: string, body: JsonObject, create: boolean): void {
  if (create && cluster.indexTemplates.has(name)) throw illegalArgument(`index template [${name}] already exists`);
  const patterns = body['index_patterns'];
  if (patterns === undefined) throw illegalArgument('Required [index_patterns]');
  if (isArray(patterns) && patterns.length === 0) throw illegalArgument('There must be at least one pattern, zero given');
  const missing = stringList(body['composed_of']).filter((component) => !cluster.componentTemplates.has(component) && !stringList(body['ignore_missing_component_templates']).includes(component));
  if (missing.length > 0) {
    const cause = `index template [${name}] specifies component templates [${missing.join(', ')}] that do not exist`;
    throw new ElasticsearchError({ type: 'invalid_index_template_exception', reason: `index_template [${name}] invalid, cause [${cause}]` });
  }
  refuseSamePriority(cluster, name, stringList(patterns), Number(body['priority'] ?? 0));
  checkComposition(cluster, name, body);
}

function checkComposition(cluster: ClusterState, name: string, body: JsonObject): void {
  const composed = composeBody(cluster, name, body);
  try {
    compileMapping(composed.mappings, nestSettings(composed.settings));
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error;
    throw illegalArgument(`composable template [${name}] template after composition is invalid`, {
      type: 'illegal_argument_exception', reason: `invalid composite mappings for [${name}]`, causedBy: causeOf(error),
    });
  }
}

function refuseSamePriority(cluster: ClusterState, name: string, patterns: readonly string[], priority: number): void {
  const rivals = [...cluster.indexTemplates].filter(([rival, template]) =>
    rival !== name && Number(template.body['priority'] ?? 0) === priority && stringList(template.body['index_patterns']).some((one) => patterns.some((other) => overlap(one, other))));
  if (rivals.length === 0) return;
  const names = rivals.map(([rival]) => rival).join(',');
  const described = rivals.map(([rival, template]) => `${rival} => [${stringList(template.body['index_patterns']).join(', ')}]`).join(',');
  throw illegalArgument(
    `index template [${name}] has index patterns [${patterns.join(', ')}] matching patterns from existing templates [${names}] with patterns (${described}) that have the same priority [${priority}], multiple index templates may not match during index creation, please use a different priority`
  );
}

/** Can a name match both patterns? Exact for patterns whose stars are at the end, which is what templates have. */
function overlap(left: string, right: string): boolean {
  const leftHead = left.split('*')[0] ?? '';
  const rightHead = right.split('*')[0] ?? '';
  if (!left.includes('*')) return matchesWildcard(right, left);
  if (!right.includes('*')) return matchesWildcard(left, right);
  return leftHead.startsWith(rightHead) || rightHead.startsWith(leftHead);
}
