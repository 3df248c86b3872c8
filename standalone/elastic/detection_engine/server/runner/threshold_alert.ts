import type { EventHit } from '../alerts/source_event';
import type { RuleRun } from './rule_run';
import { nameBasedUuid } from './name_based_uuid';
import type { ThresholdBucket } from './threshold_buckets';
import type { Threshold } from '../rules/rule_parts_schema';

/** Namespace of the ids that stand for groups of events (checked against recording `alert-threshold`). */
const groupNamespace = '0684ec03-7201-4ee0-8ee0-3a3f6b2479b2';

/** The id that stands in for an event id on a threshold alert. */
export function thresholdGroupId(ruleId: string, startedAt: Date, threshold: Threshold, terms: ThresholdBucket['terms']): string {
  const fields = (Array.isArray(threshold.field) ? threshold.field : [threshold.field]).join(',');
  const values = terms.map(({ value }) => String(value)).sort().join(',');
  return nameBasedUuid(`${ruleId}${startedAt.toISOString()}${fields}${values}`, groupNamespace);
}

/** The made-up event that a threshold alert is built on: the last event's time and the values of the group (recording `alert-threshold`). */
export function thresholdEvent(run: RuleRun, threshold: Threshold, bucket: ThresholdBucket): EventHit {
  const { ruleId } = run.rule.attributes.params;
  return {
    _index: run.indices.join(','),
    _id: thresholdGroupId(ruleId, run.startedAt, threshold, bucket.terms),
    _source: { '@timestamp': bucket.last, ...Object.fromEntries(bucket.terms.map(({ field, value }) => [field, value])) },
  };
}

/** What a threshold alert says about its group. */
export function thresholdResult(bucket: ThresholdBucket): Record<string, unknown> {
  const { terms, count, cardinality, first } = bucket;
  return { 'kibana.alert.threshold_result': { ...(cardinality.length === 0 ? {} : { cardinality }), count, from: first, terms } };
}
