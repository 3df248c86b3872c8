import { setTimeout as wait } from 'node:timers/promises';
import type { HostServices } from './host_services';
import { elasticsearchReason, elasticsearchStatus } from './saved_objects/saved_object_errors';
import { ensureSavedObjectsIndex } from './saved_objects/saved_objects_index';
import { registerClusterPrivileges } from './security/privileges/cluster_privilege_checker';
import type { SpacesService } from './spaces/spaces_service';

const RETRY_AFTER_MS = 1_000;

export interface PrepareDependencies {
  readonly services: HostServices;
  readonly spaces: SpacesService;
  /** On a real cluster the host's privileges are registered there. */
  readonly usesClusterPrivileges: boolean;
  readonly signal: AbortSignal;
}

/** Waits for Elasticsearch, then makes what the host needs in it: its index, the default space, privileges. Throws when aborted or refused. */
export async function prepareElasticsearch({ services, spaces, usesClusterPrivileges, signal }: PrepareDependencies): Promise<void> {
  const client = services.elasticsearch.asInternalUser;
  await waitForElasticsearch(services, signal);
  await ensureSavedObjectsIndex({ client, index: services.savedObjectsIndex, types: services.savedObjectTypes.all() });
  await spaces.ensureDefault();
  if (usesClusterPrivileges) await registerPrivileges(services);
}

/** Without them only users who hold every privilege may use the host; that is no reason not to start. */
async function registerPrivileges({ elasticsearch, features, log }: HostServices): Promise<void> {
  try {
    await registerClusterPrivileges(elasticsearch.asInternalUser, features.all());
  } catch (error) {
    const status = elasticsearchStatus(error);
    if (status === undefined || (status >= 500 && status !== 501)) throw error;
    log.get('security').warn(`The host's privileges could not be registered in the cluster, so only superusers may use this host: ${elasticsearchReason(error) ?? String(error)}`);
  }
}

async function waitForElasticsearch({ elasticsearch, log }: HostServices, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await elasticsearch.asInternalUser.transport.request({ method: 'GET', path: '/' }, { maxRetries: 0, requestTimeout: 5_000, signal });
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 401) throw error;
      if (attempt === 1) log.get('elasticsearch-service').error(`Unable to reach Elasticsearch, trying again: ${error instanceof Error ? error.message : String(error)}`);
      await wait(RETRY_AFTER_MS, undefined, { signal });
    }
  }
}
