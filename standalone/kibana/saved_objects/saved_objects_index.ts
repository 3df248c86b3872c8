import type { Client } from '@elastic/elasticsearch';
import type { SavedObjectsType } from '@kbn/core/server';
import { elasticsearchStatus } from './saved_object_errors';

/** Fields that every saved object has; attributes lie under the name of their type. */
const ROOT_PROPERTIES = {
  type: { type: 'keyword' },
  namespace: { type: 'keyword' },
  namespaces: { type: 'keyword' },
  references: { type: 'nested', properties: { name: { type: 'keyword' }, type: { type: 'keyword' }, id: { type: 'keyword' } } },
  created_at: { type: 'date' },
  updated_at: { type: 'date' },
  managed: { type: 'boolean' },
  coreMigrationVersion: { type: 'keyword' },
  typeMigrationVersion: { type: 'keyword' },
} as const;

/** The marker by which the host knows an index as its own; one without it is never written. */
const OWNER = 'staging_watch_standalone';

export interface IndexDependencies {
  readonly client: Client;
  readonly index: string;
  readonly types: readonly SavedObjectsType[];
}

/** Makes the index or adds the types' fields to it. Throws where an index of that name is not the host's. */
export async function ensureSavedObjectsIndex({ client, index, types }: IndexDependencies): Promise<void> {
  const properties = { ...ROOT_PROPERTIES, ...Object.fromEntries(types.map((type) => [type.name, { dynamic: false, ...type.mappings }])) };
  const mappings = { dynamic: false, _meta: { owner: OWNER }, properties };
  try {
    await client.transport.request({ method: 'PUT', path: `/${index}`, body: { settings: { number_of_shards: 1, auto_expand_replicas: '0-1', hidden: true }, mappings } });
  } catch (error) {
    if (elasticsearchStatus(error) !== 400 || !(await exists(client, index))) throw error;
    await assertOwn(client, index);
    await client.transport.request({ method: 'PUT', path: `/${index}/_mapping`, body: { properties } });
  }
}

async function exists(client: Client, index: string): Promise<boolean> {
  return client.indices.exists({ index });
}

async function assertOwn(client: Client, index: string): Promise<void> {
  const answer = await client.indices.getMapping({ index });
  const isOwn = Object.values(answer).every(({ mappings }) => (mappings._meta as { readonly owner?: unknown } | undefined)?.owner === OWNER);
  if (!isOwn) throw new Error(`The index ${index} exists and was not made by this host; it is left alone.`);
}
