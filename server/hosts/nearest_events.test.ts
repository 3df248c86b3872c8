import type { ElasticsearchClient } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import { getHostTimeline } from './get_host_timeline';

const atMs = Date.parse('2024-05-05T12:00:00.000Z');

interface Asked {
  readonly size: number;
  readonly sort?: ReadonlyArray<Record<string, { order: string }>>;
}

/** A busy host: 9,000 events before the moment, one each 10 ms, and 9,000 after it, one each 20 ms. */
function busyHost(): ElasticsearchClient {
  const hit = (offsetMs: number) => ({ _id: String(offsetMs), _index: 'logs', _source: { '@timestamp': new Date(atMs + offsetMs).toISOString(), event: { category: ['file'], action: 'creation' }, file: { path: `C:\\${offsetMs}` } } });
  const search = async ({ size, sort }: Asked) => {
    const order = sort?.[0]?.['@timestamp']?.order;
    const offsets = Array.from({ length: 9_000 }, (_, index) => (order === 'desc' ? -index * 10 : (index + 1) * 20));
    const hits = size < 10_000 || order === undefined ? [] : offsets.map(hit);
    return { hits: { total: { value: hits.length }, hits }, _shards: { total: 1, failed: 0 }, aggregations: { lanes: { buckets: [{ key: 'file', doc_count: 1 }] } } };
  };
  return { search } as unknown as ElasticsearchClient;
}

describe('more events than a timeline shows', () => {
  it('are cut down to the nearest 10,000, and the answer says so', async () => {
    const timeline = await getHostTimeline({ elasticsearch: busyHost(), spaceId: 'default', ruleContents: [] }, { hostName: 'busy', at: new Date(atMs).toISOString(), spanMinutes: 15, fold: 'false' });
    expect([timeline.totalEvents, timeline.shownEvents, timeline.rows.length]).toEqual([18_000, 10_000, 10_000]);
    const distances = timeline.rows.map(({ occurredAt }) => Math.abs(Date.parse(occurredAt) - atMs));
    expect(Math.max(...distances)).toBeLessThan(66_700);
    expect(timeline.blindLanes).toEqual(['process', 'registry']);
  });
});

describe('alerts that are not all there', () => {
  const query = { hostName: 'busy', at: new Date(atMs).toISOString(), spanMinutes: 15, fold: 'true' } as const;
  const answering = (alerts: () => Promise<unknown>): ElasticsearchClient => {
    const busy = busyHost();
    return { ...busy, search: (asked: Asked & { index: unknown }) => (typeof asked.index === 'string' ? alerts() : busy.search(asked as never)) } as unknown as ElasticsearchClient;
  };

  it('because they may not be read leave the events, and that is told', async () => {
    const elasticsearch = answering(() => Promise.reject(Object.assign(new Error('security_exception'), { meta: { statusCode: 403 } })));
    const timeline = await getHostTimeline({ elasticsearch, spaceId: 'default', ruleContents: [] }, query);
    expect([timeline.totalEvents, timeline.alertsMissing]).toEqual([18_000, 'forbidden']);
  });

  it('because there are too many, or shards failed, are told of', async () => {
    const hits = { total: { value: 5_001 }, hits: [{ _id: 'a', _index: 'alerts', _source: { '@timestamp': query.at, 'kibana.alert.original_time': query.at } }] };
    const failures = [{ reason: { reason: 'broken' } }];
    const timeline = await getHostTimeline({ elasticsearch: answering(async () => ({ hits, _shards: { total: 2, failed: 1, failures } })), spaceId: 'default', ruleContents: [] }, query);
    expect([timeline.alertsMissing, timeline.partial]).toEqual(['capped', { failedShards: 1, totalShards: 2, reason: 'broken' }]);
    const whole = await getHostTimeline({ elasticsearch: answering(async () => ({ hits: { ...hits, total: { value: 1 } }, _shards: { total: 2, failed: 0 } })), spaceId: 'default', ruleContents: [] }, query);
    expect([whole.alertsMissing, whole.partial]).toEqual([undefined, undefined]);
  });
});
