import { stackDirectories } from '../build_host';
import { demoPassword, demoRoles, demoUsers } from '../demo_users';
import { createConsoleLogger, startKibana } from '../kibana';
import { client, type TestClient } from './start_test_stack';

/** Where the Elasticsearch of a stack is, and what a host logs in with there; a test stack is one. */
export interface SharedElasticsearch {
  readonly elasticsearch: { readonly url: string };
  readonly hostAuthorization: string;
}

export interface AnotherHost {
  as(username: 'admin' | 'tuner' | 'analyst' | 'viewer' | 'nobody' | 'elastic'): TestClient;
  close(): Promise<void>;
}

/** Starts one more host over the Elasticsearch of a test stack: what a second node, or the same one after a restart, is. */
export async function startAnotherHost(stack: SharedElasticsearch, configuration: Readonly<Record<string, unknown>> = {}, kibanaVersion = '8.12.2'): Promise<AnotherHost> {
  const [username = '', password = ''] = Buffer.from(stack.hostAuthorization.replace('Basic ', ''), 'base64').toString('utf8').split(':');
  const directories = stackDirectories(kibanaVersion);
  const kibana = await startKibana({
    kibanaVersion,
    port: 0,
    elasticsearch: { url: stack.elasticsearch.url, hostCredentials: { username, password } },
    pluginDirectories: directories.plugins,
    librarySet: directories.librarySet,
    configuration,
    users: [...demoUsers, { username, password, roles: ['superuser'] }],
    roles: demoRoles,
    frame: {},
    log: createConsoleLogger({ level: process.env.TEST_LOG === 'debug' ? 'debug' : 'error' }),
  });
  await kibana.pluginsReady;
  return { as: (name) => client(kibana.url, `Basic ${Buffer.from(`${name}:${demoPassword}`).toString('base64')}`), close: () => kibana.close() };
}
