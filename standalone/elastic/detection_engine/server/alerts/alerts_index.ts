import type { ElasticsearchClient } from '@kbn/core/server';
import { hasStatus } from '../http/api_error';
import alertsMapping from './alerts_mapping.json';

/** Name that everyone searches and writes by (`detection-engine.md` §4.1). */
export function alertsAlias(spaceId: string): string {
  return `.alerts-security.alerts-${spaceId}`;
}

const concreteIndex = (spaceId: string): string => `.internal.alerts-security.alerts-${spaceId}-000001`;

/** Marks an index as made by this engine, so that those of a real Kibana on the same cluster are told apart. */
const maker = 'standalone-detection-engine';

interface AliasedIndex {
  readonly mappings?: { readonly _meta?: { readonly maker?: unknown } };
}

export interface AlertsIndexDependencies {
  readonly client: ElasticsearchClient;
  readonly kibanaVersion: string;
}

/** The alerts indices, made when first needed. */
export interface AlertsIndices {
  /** Makes the index of a space unless it is there. Throws when an index by that name was made by somebody else. */
  ensure(spaceId: string): Promise<void>;
}

function indexBody(spaceId: string, kibanaVersion: string): Record<string, unknown> {
  return {
    settings: { index: { hidden: true, number_of_shards: 1, auto_expand_replicas: '0-1', mapping: { total_fields: { limit: 2500 }, ignore_malformed: true } } },
    mappings: { dynamic: false, _meta: { maker, namespace: spaceId, managed: true, kibana: { version: kibanaVersion } }, properties: alertsMapping },
    aliases: { [alertsAlias(spaceId)]: { is_write_index: true }, [`.siem-signals-${spaceId}`]: { is_write_index: false } },
  };
}

async function existing(spaceId: string, client: ElasticsearchClient): Promise<Record<string, AliasedIndex> | undefined> {
  try {
    return await client.transport.request<Record<string, AliasedIndex>>({ method: 'GET', path: `/${alertsAlias(spaceId)}/_mapping` });
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

async function ensureIndex(spaceId: string, { client, kibanaVersion }: AlertsIndexDependencies): Promise<void> {
  const indices = await existing(spaceId, client);
  if (indices !== undefined) {
    const foreign = Object.entries(indices).find(([, { mappings }]) => mappings?._meta?.maker !== maker);
    if (foreign !== undefined) throw new Error(`alerts index ${foreign[0]} belongs to another Kibana; the standalone detection engine does not write to it`);
    return;
  }
  try {
    await client.transport.request({ method: 'PUT', path: `/${concreteIndex(spaceId)}`, body: indexBody(spaceId, kibanaVersion) });
  } catch (error) {
    const made = await existing(spaceId, client);
    if (made === undefined) throw error;
  }
}

/** The indices, each made once for each process; a failure is tried again at the next need. */
export function createAlertsIndices(dependencies: AlertsIndexDependencies): AlertsIndices {
  const ready = new Map<string, Promise<void>>();
  return {
    async ensure(spaceId) {
      const pending = ready.get(spaceId) ?? ensureIndex(spaceId, dependencies);
      ready.set(spaceId, pending);
      try {
        await pending;
      } catch (error) {
        ready.delete(spaceId);
        throw error;
      }
    },
  };
}
