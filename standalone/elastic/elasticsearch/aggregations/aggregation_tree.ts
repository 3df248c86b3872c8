import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented, parsingError } from '../errors/known_errors';
import { nearest } from '../http/unrecognized_parameters';
import { tokenName } from '../http/api_request';
import { isObject } from '../json/values';
import type { BodyText } from '../search/body_text';
import type { AggregationNode } from './aggregation';
import { AGGREGATION_KINDS } from './kinds';
import { PIPELINE_TYPES } from './pipelines';

/** Types that Elasticsearch has and this service does not. */
const OTHER_TYPES = new Set([
  'adjacency_matrix', 'auto_date_histogram', 'boxplot', 'categorize_text', 'children', 'diversified_sampler', 'frequent_item_sets', 'geo_bounds', 'geo_centroid', 'geo_distance', 'geo_line', 'geohash_grid',
  'geohex_grid', 'geotile_grid', 'ip_prefix', 'ip_range', 'matrix_stats', 'median_absolute_deviation', 'multi_terms', 'parent', 'percentile_ranks', 'percentiles', 'random_sampler', 'rare_terms', 'rate', 'sampler',
  'scripted_metric', 'significant_terms', 'significant_text', 'string_stats', 't_test', 'time_series', 'variable_width_histogram', 'weighted_avg', 'avg_bucket', 'bucket_count_ks_test', 'bucket_correlation', 'bucket_script',
  'change_point', 'cumulative_cardinality', 'cumulative_sum', 'derivative', 'extended_stats_bucket', 'inference', 'max_bucket', 'min_bucket', 'moving_fn', 'moving_percentiles', 'normalize', 'percentiles_bucket', 'serial_diff',
  'stats_bucket', 'sum_bucket',
]);

/**
 * Reads the `aggs` of a body into a tree and refuses what cannot be.
 * @param path steps from the body to the aggregations
 * @throws ElasticsearchError with Elasticsearch's reasons and places
 */
export function readAggregations(aggregations: JsonObject, body: BodyText, path: readonly (string | number)[], parent?: AggregationNode): AggregationNode[] {
  return Object.entries(aggregations).map(([name, definition]) => readOne(name, definition, body, [...path, name], parent));
}

function readOne(name: string, definition: JsonObject[string], body: BodyText, path: readonly (string | number)[], parent: AggregationNode | undefined): AggregationNode {
  if (!/^[^[\]>]+$/.test(name)) {
    throw parsingError(`Invalid aggregation name [${name}]. Aggregation names can contain any character except '[', ']', and '>'`, body.locate(path, 'key'));
  }
  if (!isObject(definition)) throw parsingError(`Aggregation definition for [${name}] starts with a [${tokenName(definition)}], expected a [START_OBJECT].`, body.locate(path, 'value'));
  const type = readType(name, definition, body, path);
  const options = definition[type];
  const typePath = [...path, type];
  if (!isObject(options)) throw parsingError(`Expected [START_OBJECT] under [${type}], but got a [${tokenName(options)}] in [${name}]`, body.locate(typePath, 'value'));
  const childrenKey = definition['aggs'] === undefined ? 'aggregations' : 'aggs';
  const inner = definition[childrenKey];
  const bare: AggregationNode = { name, type, options, metadata: definition['meta'], children: [], path: typePath };
  checkOptions(bare, body, parent);
  const children = isObject(inner) ? readAggregations(inner, body, [...path, childrenKey], bare) : [];
  if (children.length > 0 && AGGREGATION_KINDS[type]?.takesChildren !== true) throw illegalArgument(`Aggregator [${name}] of type [${type}] cannot accept sub-aggregations`);
  return { ...bare, children };
}

const NOT_A_TYPE = new Set(['aggs', 'aggregations', 'meta']);

function readType(name: string, definition: JsonObject, body: BodyText, path: readonly (string | number)[]): string {
  const [type, second] = Object.keys(definition).filter((key) => !NOT_A_TYPE.has(key));
  if (type === undefined) throw parsingError(`Missing definition for aggregation [${name}]`, body.locate(path, 'end'));
  if (second !== undefined) throw parsingError(`Found two aggregation type definitions in [${name}]: [${type}] and [${second}]`, body.locate([...path, second], 'value'));
  if (Object.hasOwn(AGGREGATION_KINDS, type) || PIPELINE_TYPES.has(type)) return type;
  if (OTHER_TYPES.has(type)) throw notImplemented(`aggregation [${type}]`);
  const near = nearest(type, [...Object.keys(AGGREGATION_KINDS), ...OTHER_TYPES]);
  const place = body.locate([...path, type], 'value');
  const advice = near === undefined ? '' : ` did you mean [${near}]?`;
  throw parsingError(`Unknown aggregation type [${type}]${advice}`, place, { type: 'named_object_not_found_exception', reason: `[${place.line}:${place.column}] unknown field [${type}]` });
}

function checkOptions(node: AggregationNode, body: BodyText, parent: AggregationNode | undefined): void {
  const kind = Object.hasOwn(AGGREGATION_KINDS, node.type) ? AGGREGATION_KINDS[node.type] : undefined;
  if (kind === undefined) return;
  const unknown = kind.options.includes('*') ? undefined : Object.keys(node.options).find((option) => !kind.options.includes(option));
  if (unknown !== undefined) {
    const { line, column } = body.locate([...node.path, unknown], 'key');
    const near = nearest(unknown, kind.options);
    throw new ElasticsearchError({ type: 'x_content_parse_exception', reason: `[${line}:${column}] [${node.type}] unknown field [${unknown}]${near === undefined ? '' : ` did you mean [${near}]?`}` });
  }
  if (node.options['script'] !== undefined) throw notImplemented(`aggregation [${node.type}] with a script`);
  kind.check?.(node, { body, parent });
}
