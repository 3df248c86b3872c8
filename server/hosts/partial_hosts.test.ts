import type { ElasticsearchClient } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import { findHosts } from './find_hosts';

const bucket = { key: 'ws-1', doc_count: 3, ids: { buckets: [] }, os: { buckets: [] }, last: { value: null } };

function answering(failed: number): ElasticsearchClient {
  const failures = [{ reason: { reason: 'Fielddata is disabled on [host.name]' } }];
  const search = async () => ({ hits: { total: { value: 3 }, hits: [] }, _shards: { total: 4, failed, failures }, aggregations: { hosts: { buckets: [bucket] } } });
  return { search } as unknown as ElasticsearchClient;
}

describe('hosts of a part of the shards', () => {
  it('are shown, and the answer says what is missing', async () => {
    const find = (failed: number) => findHosts({ elasticsearch: answering(failed), spaceId: 'default', ruleContents: [] }, { from: 'now-1d', to: 'now' });
    expect(await find(1)).toMatchObject({ hosts: [{ name: 'ws-1', events: 3 }], partial: { failedShards: 1, totalShards: 4, reason: 'Fielddata is disabled on [host.name]' } });
    expect(await find(0)).not.toHaveProperty('partial');
  });
});
