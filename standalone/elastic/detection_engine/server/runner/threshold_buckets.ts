import type { Threshold } from '../rules/rule_parts_schema';

/** A group of events that a threshold rule counted. */
export interface ThresholdBucket {
  readonly terms: ReadonlyArray<{ readonly field: string; readonly value: string | number }>;
  readonly count: number;
  readonly cardinality: ReadonlyArray<{ readonly field: string; readonly value: number }>;
  /** Time of the first and the last event, ISO. */
  readonly first: string;
  readonly last: string;
}

interface Measured {
  readonly doc_count: number;
  readonly first?: { readonly value_as_string?: string };
  readonly last?: { readonly value_as_string?: string };
  readonly [name: string]: unknown;
}
export interface ThresholdAnswer {
  readonly hits: { readonly total: { readonly value: number } };
  readonly aggregations?: { readonly groups?: { readonly after_key?: Record<string, unknown>; readonly buckets: ReadonlyArray<Measured & { readonly key: Record<string, string | number> }> } } & Partial<Measured>;
}

const fieldsOf = ({ field }: Threshold): readonly string[] => (Array.isArray(field) ? field : [field]).filter((name) => name !== '');

function measures({ cardinality }: Threshold, timestamp: string): Record<string, unknown> {
  const counts = Object.fromEntries((cardinality ?? []).map(({ field }, position) => [`cardinality_${position}`, { cardinality: { field } }]));
  return { first: { min: { field: timestamp } }, last: { max: { field: timestamp } }, ...counts };
}

/** Groups of one page, as Kibana asks for them; fewer are the last page. */
export const groupsPerPage = 10_000;

/** Aggregations of a threshold search; groups come page by page. */
export function thresholdAggregations(threshold: Threshold, timestamp: string, after: Record<string, unknown> | undefined): Record<string, unknown> {
  const fields = fieldsOf(threshold);
  if (fields.length === 0) return measures(threshold, timestamp);
  const sources = fields.map((field) => ({ [field]: { terms: { field } } }));
  return { groups: { composite: { size: groupsPerPage, sources, ...(after === undefined ? {} : { after }) }, aggs: measures(threshold, timestamp) } };
}

function toBucket(threshold: Threshold, terms: ThresholdBucket['terms'], count: number, measured: Partial<Measured>): ThresholdBucket {
  const cardinality = (threshold.cardinality ?? []).map(({ field }, position) => ({ field, value: Number((measured[`cardinality_${position}`] as { value?: number } | undefined)?.value ?? 0) }));
  return { terms, count, cardinality, first: measured.first?.value_as_string ?? '', last: measured.last?.value_as_string ?? '' };
}

/** Groups of one page of an answer that reach the threshold. */
export function thresholdBuckets(answer: ThresholdAnswer, threshold: Threshold): ThresholdBucket[] {
  const groups = answer.aggregations?.groups;
  const all =
    groups === undefined
      ? [toBucket(threshold, [], answer.hits.total.value, answer.aggregations ?? {})]
      : groups.buckets.map(({ key, ...bucket }) => toBucket(threshold, fieldsOf(threshold).map((field) => ({ field, value: key[field] ?? '' })), bucket.doc_count, bucket));
  const enough = (bucket: ThresholdBucket): boolean =>
    bucket.count >= threshold.value && (threshold.cardinality ?? []).every(({ value }, position) => (bucket.cardinality[position]?.value ?? 0) >= value);
  return all.filter((bucket) => bucket.count > 0 && enough(bucket));
}
