import { ElasticsearchError } from '../errors/elasticsearch_error';
import type { JsonObject, JsonValue } from '../json';
import type { FieldFamily } from './field_type';

/** Types with the parameters each takes (besides `type`, `meta`, `copy_to`, `fields`), and the defaults `GET _mapping` leaves out. */
interface TypeDefinition {
  readonly family: FieldFamily;
  readonly parameters: readonly string[];
}

const INDEXING = ['index', 'doc_values', 'store', 'script', 'on_script_error', 'synthetic_source_keep', 'boost', 'time_series_dimension'];
const NUMERIC = [...INDEXING, 'coerce', 'ignore_malformed', 'null_value', 'time_series_metric'];
const TEXT = [
  'analyzer', 'search_analyzer', 'search_quote_analyzer', 'fielddata', 'fielddata_frequency_filter', 'eager_global_ordinals', 'index',
  'index_options', 'index_prefixes', 'index_phrases', 'norms', 'position_increment_gap', 'store', 'similarity', 'term_vector',
];
const RANGE = ['coerce', 'format', 'locale', 'doc_values', 'index', 'store', 'boost'];
const DATE = [...INDEXING, 'format', 'locale', 'ignore_malformed', 'null_value'];

const TYPES: Readonly<Record<string, TypeDefinition>> = {
  keyword: {
    family: 'keyword',
    parameters: [...INDEXING, 'ignore_above', 'null_value', 'normalizer', 'eager_global_ordinals', 'index_options', 'norms', 'similarity', 'split_queries_on_whitespace'],
  },
  wildcard: { family: 'wildcard', parameters: ['ignore_above', 'null_value', 'synthetic_source_keep'] },
  constant_keyword: { family: 'constant_keyword', parameters: ['value'] },
  text: { family: 'text', parameters: [...TEXT, 'synthetic_source_keep', 'boost'] },
  match_only_text: { family: 'text', parameters: ['analyzer', 'search_analyzer', 'search_quote_analyzer', 'position_increment_gap'] },
  ip: { family: 'ip', parameters: [...INDEXING, 'ignore_malformed', 'null_value'] },
  byte: { family: 'integer', parameters: NUMERIC },
  short: { family: 'integer', parameters: NUMERIC },
  integer: { family: 'integer', parameters: NUMERIC },
  long: { family: 'integer', parameters: NUMERIC },
  unsigned_long: { family: 'unsigned_long', parameters: NUMERIC },
  double: { family: 'float', parameters: NUMERIC },
  float: { family: 'float', parameters: NUMERIC },
  half_float: { family: 'float', parameters: NUMERIC },
  scaled_float: { family: 'float', parameters: [...NUMERIC, 'scaling_factor'] },
  date: { family: 'date', parameters: DATE },
  date_nanos: { family: 'date_nanos', parameters: DATE },
  boolean: { family: 'boolean', parameters: [...INDEXING, 'ignore_malformed', 'null_value'] },
  version: { family: 'version', parameters: [] },
  flattened: {
    family: 'flattened',
    parameters: ['depth_limit', 'doc_values', 'eager_global_ordinals', 'ignore_above', 'index', 'index_options', 'null_value', 'similarity', 'split_queries_on_whitespace', 'time_series_dimensions'],
  },
  binary: { family: 'opaque', parameters: ['doc_values', 'store'] },
  geo_point: { family: 'opaque', parameters: [...INDEXING, 'ignore_malformed', 'ignore_z_value', 'null_value'] },
  date_range: { family: 'range', parameters: RANGE },
  ip_range: { family: 'range', parameters: RANGE },
  integer_range: { family: 'range', parameters: RANGE },
  long_range: { family: 'range', parameters: RANGE },
  float_range: { family: 'range', parameters: RANGE },
  double_range: { family: 'range', parameters: RANGE },
};

/** Types Elasticsearch has and this room does not; refused by name rather than half done. */
const KNOWN_ELSEWHERE = new Set([
  'annotated_text', 'search_as_you_type', 'completion', 'token_count', 'murmur3', 'dense_vector', 'sparse_vector', 'rank_feature',
  'rank_features', 'join', 'percolator', 'geo_shape', 'point', 'shape', 'histogram', 'aggregate_metric_double', 'semantic_text',
  'passthrough', 'counted_keyword', 'rank_vectors',
]);

const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  index: true,
  doc_values: true,
  store: false,
  coerce: true,
  ignore_malformed: false,
  eager_global_ordinals: false,
  split_queries_on_whitespace: false,
  fielddata: false,
  index_phrases: false,
  ignore_above: 2147483647,
  depth_limit: 20,
  boost: 1,
};
const BOOLEANS = new Set(['index', 'doc_values', 'store', 'coerce', 'ignore_malformed', 'eager_global_ordinals', 'split_queries_on_whitespace', 'fielddata', 'norms', 'index_phrases']);
const INTEGERS = new Set(['ignore_above', 'depth_limit', 'position_increment_gap']);

/** Family of a type. Throws mapper_parsing_exception for a type that does not exist or is not supported. */
export function typeFamily(type: string, path: string): FieldFamily {
  const definition = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (definition) return definition.family;
  if (KNOWN_ELSEWHERE.has(type)) throw mappingError(`The mapper type [${type}] declared on field [${leafName(path)}] is not supported by this server`);
  throw mappingError(
    `The mapper type [${type}] declared on field [${leafName(path)}] does not exist. It might have been created within a future version or requires a plugin to be installed. Check the documentation.`,
  );
}

/**
 * The parameters of a field as `GET _mapping` shows them: checked, typed, defaults left out.
 * Throws mapper_parsing_exception for unknown parameters and values of the wrong kind.
 */
export function canonicalParameters(name: string, type: string, given: JsonObject): JsonObject {
  const allowed = Object.hasOwn(TYPES, type) ? (TYPES[type]?.parameters ?? []) : [];
  const result: Record<string, JsonValue> = { type };
  for (const [key, value] of Object.entries(given)) {
    if (key === 'type' || key === 'fields' || value === undefined) continue;
    if (key !== 'meta' && key !== 'copy_to' && !allowed.includes(key)) {
      throw mappingError(`unknown parameter [${key}] on mapper [${name}] of type [${type}]`);
    }
    const canonical = canonicalValue(key, value);
    if (!isDefault(key, canonical, type)) result[key] = canonical;
  }
  return result;
}

function isDefault(key: string, value: JsonValue, type: string): boolean {
  if (key === 'norms') return value === (type === 'text');
  return Object.hasOwn(DEFAULTS, key) && DEFAULTS[key] === value;
}

function canonicalValue(key: string, value: JsonValue): JsonValue {
  if (BOOLEANS.has(key)) return booleanParameter(key, value);
  if (key === 'copy_to') return Array.isArray(value) ? value : [value];
  if (!INTEGERS.has(key)) return value;
  const number = Number(value);
  if (!Number.isInteger(number)) throw mappingError(`Failed to parse mapping: [${key}] must be an integer`);
  return number;
}

function booleanParameter(key: string, value: JsonValue): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new ElasticsearchError({
    type: 'illegal_argument_exception',
    reason: `Failed to parse value [${String(value)}] as only [true] or [false] are allowed.`,
    causedBy: undefined,
    extra: { parameter: key },
  });
}

function leafName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** A mapper_parsing_exception; `compileMapping` adds the outer sentence. */
export function mappingError(reason: string): ElasticsearchError {
  return new ElasticsearchError({ type: 'mapper_parsing_exception', reason });
}
