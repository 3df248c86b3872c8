import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { isObject } from '../json/values';
import { fieldMapping, fieldShapes, type FieldShape, type SourceMapping } from './source_mapping';

/** Fields that are not listed, by their names; the first that fits is taken. */
const BY_NAME: readonly (readonly [string, readonly string[], FieldShape])[] = [
  ['messages', ['message', '*.message'], 'match_only_text'],
  ['addresses', ['ip', '*.ip', '*_ip'], 'ip'],
  ['registry_strings', ['*registry.data.strings'], 'wildcard'],
  ['command_lines', ['*command_line'], 'wildcard+match_only_text'],
  ['names_and_paths', ['*.name', '*.executable', '*.title', '*.working_directory', '*.full_name', '*file.path', '*file.target_path', '*os.full'], 'keyword+match_only_text'],
  ['dates', ['*.timestamp', '*_timestamp', '*.accessed', '*.created', '*.ctime', '*.mtime', '*.ingested', '*.start', '*.end'], 'date'],
];

function dynamicTemplates(): JsonValue[] {
  const byName = BY_NAME.map(([name, paths, shape]): JsonObject => ({ [name]: { path_match: [...paths], ...(shape === 'ip' ? { match_mapping_type: 'string' } : { unmatch_mapping_type: 'object' }), mapping: fieldMapping(shape) } }));
  return [...byName, { strings: { match_mapping_type: 'string', mapping: fieldMapping('keyword') } }];
}

/** The body of `PUT _index_template` for a source. */
export function buildTemplate(source: SourceMapping): JsonObject {
  const properties: Record<string, JsonValue> = {};
  for (const [path, shape] of fieldShapes(source)) place(properties, path.split('.'), fieldMapping(shape));
  const mappings = source.others === 'unmapped' ? { dynamic: false, properties } : { dynamic_templates: dynamicTemplates(), date_detection: false, properties };
  return {
    index_patterns: [...source.indexPatterns],
    priority: source.priority,
    ...(source.dataStream ? { data_stream: { hidden: false, allow_custom_routing: false } } : {}),
    template: { settings: { 'index.number_of_replicas': '0' }, mappings },
    composed_of: [],
    _meta: { managed: true, description: `how events of ${source.name} are mapped` },
  };
}

function place(properties: Record<string, JsonValue>, parts: readonly string[], mapping: JsonObject): void {
  const [head = '', ...rest] = parts;
  if (rest.length === 0) {
    properties[head] = mapping;
    return;
  }
  const known = properties[head];
  const inner: Record<string, JsonValue> = isObject(known) && isObject(known['properties']) ? { ...(known['properties'] as Record<string, JsonValue>) } : {};
  place(inner, rest, mapping);
  properties[head] = { properties: inner };
}
