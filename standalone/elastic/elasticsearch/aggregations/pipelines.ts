import type { JsonObject } from '../../../../common/query_dsl';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { compileScript } from '../scripts/script';
import type { AggregationNode } from './aggregation';
import { metricAt } from './bucket_order';

/** Aggregations that work on the buckets of their parent, after all of them are there. */
export const PIPELINE_TYPES: ReadonlySet<string> = new Set(['bucket_selector', 'bucket_sort']);

type BucketBody = Record<string, BodyValue>;

/** Applies the pipelines of an aggregation to its list of buckets. */
export function applyPipelines(node: AggregationNode, body: BucketBody): BucketBody {
  const pipelines = node.children.filter((child) => PIPELINE_TYPES.has(child.type));
  const { buckets } = body;
  if (pipelines.length === 0 || !Array.isArray(buckets)) return body;
  let kept = buckets as readonly BucketBody[];
  for (const pipeline of pipelines) kept = pipeline.type === 'bucket_selector' ? select(pipeline.options, kept) : sort(pipeline.options, kept);
  return { ...body, buckets: kept };
}

function select(options: JsonObject, buckets: readonly BucketBody[]): readonly BucketBody[] {
  const paths = isObject(options['buckets_path']) ? Object.entries(options['buckets_path']) : [['_value', options['buckets_path']] as const];
  const script = options['script'];
  const source = isObject(script) ? script : { source: script ?? null };
  return buckets.filter((bucket) => {
    const values = Object.fromEntries(paths.map(([name, path]) => [name, metricAt(bucket, String(path))]));
    if (Object.values(values).some(Number.isNaN) && options['gap_policy'] !== 'insert_zeros') return false;
    const given = isObject(source['params']) ? source['params'] : {};
    return compileScript({ ...source, params: { ...given, ...values } }).run(values) === true;
  });
}

function sort(options: JsonObject, buckets: readonly BucketBody[]): readonly BucketBody[] {
  const option = options['sort'];
  const orders = (isArray(option) ? option : option === undefined ? [] : [option]).flatMap((entry) => {
    if (typeof entry === 'string') return [{ path: entry, descending: false }];
    if (!isObject(entry)) return [];
    return Object.entries(entry).map(([path, order]) => ({ path, descending: String(isObject(order) ? order['order'] : order) === 'desc' }));
  });
  const sorted = [...buckets].sort((left, right) => {
    for (const { path, descending } of orders) {
      const difference = metricAt(left, path) - metricAt(right, path);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
  const from = Number(options['from'] ?? 0);
  return sorted.slice(from, options['size'] === undefined ? undefined : from + Number(options['size']));
}
