import type { AddressInfo } from 'node:net';
import { ClusterState } from './cluster/cluster_state';
import { createHttpServer } from './http/http_server';
import { Router } from './http/router';
import type { ElasticsearchOptions, ElasticsearchService } from './options';
import { allRoutes } from './apis/all_routes';
import { SearchContexts } from './search/search_contexts';
import { Authenticator } from './security/authenticate';
import { randomUuid } from './security/credentials';
import { SecurityState } from './security/security_state';
import { installSourceMappings } from './source_mappings/install_source_mappings';
import { openLmdbStore } from './store/lmdb_store';
import { createMemoryStore } from './store/store';

const HOST = '127.0.0.1';

/**
 * Starts the service in this thread; resolves once it answers.
 * @throws StoreError where the data directory cannot be used; an error with `code` EADDRINUSE where the port is taken
 */
export async function startElasticsearch(options: ElasticsearchOptions): Promise<ElasticsearchService> {
  const log = options.log ?? ((): void => undefined);
  const now = (): number => Date.now();
  const security = new SecurityState(new Map(options.users.map((user) => [user.username, user])), options.roles ?? {});
  const store = options.dataDirectory === undefined ? createMemoryStore() : openLmdbStore(options.dataDirectory, options.fresh ?? false, log);
  try {
    const cluster = new ClusterState({ store, security, now, log });
    cluster.load();
    await ensureUuid(cluster);
    if (options.sourceMappings !== false) await installSourceMappings(cluster);
    const authenticator = new Authenticator(security, now);
    const router = new Router(allRoutes({ cluster, authenticator, contexts: new SearchContexts(now) }));
    const server = createHttpServer({ router, authenticate: (headers, path) => authenticator.authenticate(headers, path), log });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, HOST, resolve);
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://${HOST}:${port}`;
    log(`embedded Elasticsearch answers at ${url}`);
    const stopWarmUp = warmUp(cluster);
    const close = async (): Promise<void> => {
      stopWarmUp();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
        setTimeout(() => {
          server.closeAllConnections();
        }, GRACE_MS).unref();
      });
      await store.close();
    };
    return { url, port, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Documents whose fields are worked out between two requests. */
const WARM_UP_DOCUMENTS = 200;

/** After a restart, works out the fields of stored documents while nobody asks, so that the first search need not. @returns stops it */
function warmUp(cluster: ClusterState): () => void {
  const waiting = [...cluster.indices.values()].flatMap((index) => {
    const view = index.documents.view();
    return view.entries.map((entry) => (): void => void view.documentOf(entry));
  });
  let at = 0;
  let stopped = false;
  const step = (): void => {
    if (stopped || at >= waiting.length) return;
    for (const end = Math.min(at + WARM_UP_DOCUMENTS, waiting.length); at < end; at++) waiting[at]?.();
    setTimeout(step, 0).unref();
  };
  step();
  return () => {
    stopped = true;
  };
}

/** How long running requests may take to end when the service is closed. */
const GRACE_MS = 2000;

async function ensureUuid(cluster: ClusterState): Promise<void> {
  if (cluster.uuid !== '') return;
  cluster.uuid = randomUuid();
  await cluster.save({ metadata: new Map([['cluster/uuid', cluster.uuid]]) });
}
