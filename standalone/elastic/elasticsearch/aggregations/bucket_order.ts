import { ElasticsearchError, type JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { comparePresent } from '../search/compare_keys';
import { reduceFailed } from '../search/search_errors';
import type { AggregationNode } from './aggregation';

export interface BucketOrder {
  /** `_key`, `_count`, or the path of a metric inside the bucket. */
  readonly path: string;
  readonly descending: boolean;
}

/** A bucket with what orders it. */
export interface OrderedBucket {
  readonly key: string | number | bigint;
  readonly count: number;
  readonly body: Record<string, BodyValue>;
}

/**
 * Reads the `order` option; ties are broken by key.
 * @throws PlainError for a path that leads nowhere
 */
export function readOrder(node: AggregationNode, fallback: readonly BucketOrder[]): readonly BucketOrder[] {
  const option = node.options['order'];
  if (option === undefined) return fallback;
  const orders = (isArray(option) ? option : [option]).flatMap((entry) => (isObject(entry) ? Object.entries(entry).map(([path, direction]) => readOne(path, direction)) : []));
  for (const order of orders) checkPath(node, order.path);
  return orders.some((order) => order.path === '_key') ? orders : [...orders, { path: '_key', descending: false }];
}

function readOne(path: string, direction: JsonValue | undefined): BucketOrder {
  const text = String(direction).toLowerCase();
  if (text !== 'asc' && text !== 'desc') throw new ElasticsearchError({ type: 'parsing_exception', reason: `Unknown order direction [${String(direction)}]` });
  return { path: path === '_term' || path === '_time' ? '_key' : path, descending: text === 'desc' };
}

function checkPath(node: AggregationNode, path: string): void {
  if (path === '_key' || path === '_count') return;
  const name = path.split(/[.>]/)[0] ?? '';
  if (node.children.some((child) => child.name === name || child.name === path)) return;
  throw reduceFailed([], {
    type: 'illegal_argument_exception', reason: `Invalid aggregation order path [${path}]. Cannot find aggregation named [${name}]`,
    causedBy: { type: 'illegal_argument_exception', reason: `Cannot find aggregation named [${name}]` },
  });
}

export function compareBuckets(orders: readonly BucketOrder[]): (left: OrderedBucket, right: OrderedBucket) => number {
  return (left, right) => {
    for (const order of orders) {
      const difference = compareBy(order, left, right);
      if (difference !== 0) return order.descending ? -difference : difference;
    }
    return 0;
  };
}

function compareBy(order: BucketOrder, left: OrderedBucket, right: OrderedBucket): number {
  if (order.path === '_key') return comparePresent(left.key, right.key);
  if (order.path === '_count') return left.count - right.count;
  const a = metricAt(left.body, order.path);
  const b = metricAt(right.body, order.path);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : (Number.isNaN(a) ? 1 : -1) * (order.descending ? -1 : 1);
  return a - b;
}

/** The number at a path such as `m`, `stats.max` or `inner>m`; NaN where there is none. */
export function metricAt(body: Record<string, BodyValue>, path: string): number {
  let node: BodyValue = body;
  for (const part of path.split('>')) {
    const [name = '', metric] = splitMetric(node, part);
    node = child(node, name);
    if (metric !== undefined) node = child(node, metric);
  }
  const value = isObject(node) ? (node['value'] ?? node['doc_count']) : node;
  return value === null || value === undefined ? Number.NaN : Number(value);
}

function splitMetric(node: BodyValue, part: string): [string, string | undefined] {
  if (child(node, part) !== undefined) return [part, undefined];
  const dot = part.lastIndexOf('.');
  return dot === -1 ? [part, undefined] : [part.slice(0, dot), part.slice(dot + 1)];
}

/** An entry by its name, with or without a `typed_keys` prefix. */
function child(node: BodyValue, name: string): BodyValue {
  if (typeof node !== 'object' || node === null) return undefined;
  const entries = node as Record<string, BodyValue>;
  if (name === '_count') return entries['doc_count'];
  if (Object.hasOwn(entries, name)) return entries[name];
  const typed = Object.keys(entries).find((key) => key.endsWith(`#${name}`));
  return typed === undefined ? undefined : entries[typed];
}
