import type { ElasticsearchClient } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import type { RuleRun } from './rule_run';
import { windowsWithLargeGroups } from './run_threshold';
import { groupsPerPage } from './threshold_buckets';

const group = (count: number, first: number, last: number) => ({ key: { 'host.id': 'a' }, doc_count: count, first: { value_as_string: new Date(first).toISOString() }, last: { value_as_string: new Date(last).toISOString() } });

/** A rule with a threshold of three, over an index that answers the same groups to every search. */
function runWith(buckets: readonly object[]): RuleRun {
  const answer = { hits: { total: { value: 1 } }, aggregations: { groups: { buckets, after_key: { 'host.id': 'z' } } } };
  const client = { transport: { request: () => Promise.resolve(answer) } };
  const params = { type: 'threshold', query: '*:*', language: 'kuery', threshold: { field: ['host.id'], value: 3 } };
  return { rule: { attributes: { params } }, indices: ['logs-*'], excluded: undefined, client: client as object as ElasticsearchClient } as object as RuleRun;
}

const windows = [0, 10, 20, 30].map((from) => ({ window: { from, to: from + 15 }, events: 1 }));
const kept = async (buckets: readonly object[]): Promise<number[]> => (await windowsWithLargeGroups(runWith(buckets), windows)).map(({ window }) => window.from);

describe('windowsWithLargeGroups', () => {
  it('leaves out windows that no group of the whole span reaches into', async () => {
    expect(await kept([group(3, 16, 18), group(2, 0, 40)])).toEqual([10]);
    expect(await kept([group(4, 15, 20)])).toEqual([0, 10, 20]);
    expect(await kept([group(2, 0, 40)])).toEqual([]);
  });

  it('keeps all windows where not every group was looked at', async () => {
    expect(await kept(Array.from({ length: groupsPerPage }, () => group(1, 0, 1)))).toEqual([0, 10, 20, 30]);
  });
});
