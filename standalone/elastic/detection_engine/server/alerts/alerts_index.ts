import type { ElasticsearchClient } from '@kbn/core/server';
import { hasStatus } from '../http/api_error';
import alertsMapping from './alerts_mapping.json';

/** Name that everyone searches and writes by (`detection-engine.md` §4.1). */
export function alertsAlias(spaceId: string): string {
  return `.alerts-security.alerts-${spaceId}`;
}

/** What alerts are kept for: for people, or for one look at a rule before it is stored (`detection-engine.md` §7.1). */
export type AlertsPurpose = 'alerts' | 'preview';

const aliasOf = (purpose: AlertsPurpose, spaceId: string): string => (purpose === 'alerts' ? alertsAlias(spaceId) : `.preview${alertsAlias(spaceId)}`);

/** `.alerts-…` lies behind `.internal.alerts-…-000001`. */
const concreteIndex = (alias: string): string => `.internal${alias}-000001`;

/** Marks an index as made by this engine, so that those of a real Kibana on the same cluster are told apart. */
const maker = 'standalone-detection-engine';

interface AliasedIndex {
  readonly mappings?: { readonly _meta?: { readonly maker?: unknown } };
}

export interface AlertsIndexDependencies {
  readonly client: ElasticsearchClient;
  readonly kibanaVersion: string;
  readonly purpose?: AlertsPurpose;
}

/** The alerts indices, made when first needed. */
export interface AlertsIndices {
  /** Makes the index of a space unless it is there. Throws when an index by that name was made by somebody else. */
  ensure(spaceId: string): Promise<void>;
  /** Name by which the alerts of a space are searched and written. */
  alias(spaceId: string): string;
}

function indexBody(spaceId: string, { kibanaVersion, purpose = 'alerts' }: AlertsIndexDependencies): Record<string, unknown> {
  const legacy = purpose === 'alerts' ? { [`.siem-signals-${spaceId}`]: { is_write_index: false } } : {};
  return {
    settings: { index: { hidden: true, number_of_shards: 1, auto_expand_replicas: '0-1', mapping: { total_fields: { limit: 2500 }, ignore_malformed: true } } },
    mappings: { dynamic: false, _meta: { maker, namespace: spaceId, managed: true, kibana: { version: kibanaVersion } }, properties: alertsMapping },
    aliases: { [aliasOf(purpose, spaceId)]: { is_write_index: true }, ...legacy },
  };
}

async function existing(alias: string, client: ElasticsearchClient): Promise<Record<string, AliasedIndex> | undefined> {
  try {
    return await client.transport.request<Record<string, AliasedIndex>>({ method: 'GET', path: `/${alias}/_mapping` });
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

async function ensureIndex(spaceId: string, dependencies: AlertsIndexDependencies): Promise<void> {
  const { client, purpose = 'alerts' } = dependencies;
  const alias = aliasOf(purpose, spaceId);
  const indices = await existing(alias, client);
  if (indices !== undefined) {
    const foreign = Object.entries(indices).find(([, { mappings }]) => mappings?._meta?.maker !== maker);
    if (foreign !== undefined) throw new Error(`alerts index ${foreign[0]} belongs to another Kibana; the standalone detection engine does not write to it`);
    return;
  }
  try {
    await client.transport.request({ method: 'PUT', path: `/${concreteIndex(alias)}`, body: indexBody(spaceId, dependencies) });
  } catch (error) {
    const made = await existing(alias, client);
    if (made === undefined) throw error;
  }
}

/** The indices, each made once for each process; a failure is tried again at the next need. */
export function createAlertsIndices(dependencies: AlertsIndexDependencies): AlertsIndices {
  const ready = new Map<string, Promise<void>>();
  return {
    alias: (spaceId) => aliasOf(dependencies.purpose ?? 'alerts', spaceId),
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
