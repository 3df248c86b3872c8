import type { ElasticsearchClient } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import { setAlertStatus, type SetAlertStatusDependencies } from './set_alert_status';

/** An index whose searches see a write only some looks later, as between two refreshes: a status written by ids is not refreshed at once. */
function indexSeenLate(looksUntilSeen: number): SetAlertStatusDependencies {
  let written: string | undefined;
  let looks = 0;
  const matches = (body: string): boolean => {
    if (!body.includes('workflow_status')) return !body.includes('kibana.alert.group.id":["');
    looks += 1;
    return looks > looksUntilSeen && written !== undefined && body.includes(`"kibana.alert.workflow_status":"${written}"`);
  };
  const elasticsearch = {
    search: async (request: unknown) => {
      const hits = matches(JSON.stringify(request)) ? [{ _id: 'a', _index: 'alerts', _source: {} }] : [];
      return { hits: { total: { value: hits.length }, hits }, _shards: { total: 1, failed: 0 } };
    },
  };
  const detectionEngine = {
    setAlertStatus: async (_ids: readonly string[], status: string) => {
      written = status;
      return { updated: 1, versionConflicts: 0 };
    },
  };
  return { elasticsearch: elasticsearch as unknown as ElasticsearchClient, detectionEngine: detectionEngine as unknown as DetectionEngineClient, spaceId: 'default', ruleContents: [] };
}

describe('status of an alert', () => {
  it('counts as written when a search sees it a refresh later', async () => {
    expect(await setAlertStatus(indexSeenLate(3), { ids: ['a'], status: 'closed' })).toEqual({ updated: ['a'], failed: [] });
  });

  it('that no search ever sees is told as failed', async () => {
    expect(await setAlertStatus(indexSeenLate(1_000), { ids: ['a'], status: 'closed' })).toMatchObject({ updated: [], failed: [{ id: 'a', reason: 'failed' }] });
  });
});
