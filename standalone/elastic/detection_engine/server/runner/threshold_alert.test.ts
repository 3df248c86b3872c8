import { describe, expect, it } from 'vitest';
import { readRecordedAlert, recordingsPresent } from '../../__tests__/recordings';
import { thresholdBuckets } from './threshold_buckets';
import { thresholdGroupId } from './threshold_alert';

describe.skipIf(!recordingsPresent)('threshold alerts against the recordings of a real Kibana', () => {
  it('are named by rule, begin of the run, fields and values', () => {
    const { _source } = readRecordedAlert('alert-threshold');
    const [ancestor] = _source['kibana.alert.ancestors'] as Array<{ id: string }>;
    const threshold = { field: ['host.name'], value: 1, cardinality: [] };
    const terms = [{ field: 'host.name', value: String(_source['host.name']) }];
    // The recording does not say when the task began; this is the one millisecond that gives its id.
    expect(thresholdGroupId('golden-threshold', new Date('2026-11-20T23:49:04.524Z'), threshold, terms)).toBe(ancestor?.id);
  });
});

describe('thresholdBuckets', () => {
  const bucket = (host: string, count: number, users: number): unknown => ({ key: { 'host.name': host }, doc_count: count, cardinality_0: { value: users }, first: { value_as_string: 'a' }, last: { value_as_string: 'b' } });

  it('keeps groups that reach the count and every cardinality', () => {
    const answer = { hits: { total: { value: 9 } }, aggregations: { groups: { buckets: [bucket('a', 3, 1), bucket('b', 3, 2), bucket('c', 2, 5)] } } } as Parameters<typeof thresholdBuckets>[0];
    const found = thresholdBuckets(answer, { field: ['host.name'], value: 3, cardinality: [{ field: 'user.name', value: 2 }] });
    expect(found).toEqual([{ terms: [{ field: 'host.name', value: 'b' }], count: 3, cardinality: [{ field: 'user.name', value: 2 }], first: 'a', last: 'b' }]);
  });

  it('counts everything together without fields', () => {
    const answer = { hits: { total: { value: 4 } }, aggregations: { first: { value_as_string: 'a' }, last: { value_as_string: 'b' } } } as Parameters<typeof thresholdBuckets>[0];
    expect(thresholdBuckets(answer, { field: [], value: 4, cardinality: [] })).toHaveLength(1);
    expect(thresholdBuckets(answer, { field: [], value: 5, cardinality: [] })).toHaveLength(0);
  });
});
