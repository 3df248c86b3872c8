import type { ElasticsearchClient } from '@kbn/core/server';
import type { AlertsIndices } from './alerts_index';
import type { Alert } from './build_event_alert';

export interface WriteAlertsDependencies {
  /** The engine's own client: alerts are not written with the rule's identity. */
  readonly client: ElasticsearchClient;
  readonly indices: AlertsIndices;
  readonly now: () => Date;
}

export interface WrittenAlerts {
  /** Ids of alerts that are new; those that exist already are left as they are. */
  readonly created: ReadonlySet<string>;
  /** Reasons of alerts that could not be written, each once. */
  readonly errors: readonly string[];
  readonly durationMs: number;
}

const alertsPerBulk = 500;

interface BulkItem {
  readonly create?: { readonly _id: string; readonly status: number; readonly error?: { readonly reason?: string } };
}

/** Writes alerts by their ids, create only: an alert that exists is never touched (`detection-engine.md` §4.5). */
export async function writeAlerts(alerts: readonly Alert[], spaceId: string, { client, indices, now }: WriteAlertsDependencies): Promise<WrittenAlerts> {
  const startedAt = performance.now();
  const created = new Set<string>();
  const errors = new Set<string>();
  if (alerts.length === 0) return { created, errors: [], durationMs: 0 };
  await indices.ensure(spaceId);
  for (let offset = 0; offset < alerts.length; offset += alertsPerBulk) {
    const writtenAt = now().toISOString();
    const stamp = { 'kibana.alert.start': writtenAt, 'kibana.alert.last_detected': writtenAt };
    const lines = alerts.slice(offset, offset + alertsPerBulk).flatMap(({ id, source }) => [{ create: { _id: id } }, { ...stamp, ...source }]);
    const answer = await client.transport.request<{ items: readonly BulkItem[] }>({
      method: 'POST',
      path: `/${indices.alias(spaceId)}/_bulk`,
      querystring: { refresh: 'true', require_alias: 'true' },
      bulkBody: lines,
    });
    for (const { create } of answer.items) {
      if (create === undefined) continue;
      if (create.status < 300) created.add(create._id);
      else if (create.status !== 409) errors.add(create.error?.reason ?? `status ${create.status}`);
    }
  }
  return { created, errors: [...errors], durationMs: Math.round(performance.now() - startedAt) };
}
