import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { demoRoles, demoUserDescriptions, demoUsers } from './demo_users';
import { stackDirectories } from './build_host';
import { startElasticsearchInWorker, type ElasticsearchService, type RoleDescriptor } from './elastic/elasticsearch';
import { startKibana, type RunningKibana } from './kibana';
import type { Logger } from '@kbn/core/server';

export interface EmbeddedStackOptions {
  readonly kibanaVersion: string;
  readonly port: number;
  readonly elasticsearchPort: number;
  /** Undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  readonly fresh: boolean;
  /** Whether the plugin gets a key to install and enable its rules at start-up, as an administrator would configure it. */
  readonly installKey: boolean;
  /** Whether the page is served; tests of the server do without. */
  readonly pages: boolean;
  readonly log: Logger;
  /** More settings, like `kibana.yml`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

export interface EmbeddedStack {
  readonly elasticsearch: ElasticsearchService;
  readonly kibana: RunningKibana;
  /** Credentials of the host itself, for telemetry. */
  readonly hostAuthorization: string;
  close(): Promise<void>;
}

const hostUsername = 'standalone_host';

/** Starts the embedded Elasticsearch and the host with the plugins that were built for the version. */
export async function startEmbeddedStack(options: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const password = randomBytes(18).toString('base64url');
  const elasticsearch = await startElasticsearchInWorker({
    port: options.elasticsearchPort,
    dataDirectory: options.dataDirectory,
    fresh: options.fresh,
    users: [...demoUsers.map(({ username, password: theirs, roles, fullName, email }) => ({ username, password: theirs, roles, fullName, email })), { username: hostUsername, password, roles: ['superuser'] }],
    roles: Object.fromEntries(demoRoles.map((role): [string, RoleDescriptor] => [role.name, role.elasticsearch])),
    log: (line) => options.log.info(line),
  });
  const hostAuthorization = `Basic ${Buffer.from(`${hostUsername}:${password}`).toString('base64')}`;
  try {
    const apiKey = options.installKey ? await installKey(elasticsearch.url, hostAuthorization, options) : undefined;
    const kibana = await startEmbeddedKibana(options, elasticsearch, { username: hostUsername, password }, apiKey);
    const close = async (): Promise<void> => {
      await kibana.close();
      await elasticsearch.close();
    };
    return { elasticsearch, kibana, hostAuthorization, close };
  } catch (error) {
    await elasticsearch.close();
    throw error;
  }
}

function startEmbeddedKibana(options: EmbeddedStackOptions, elasticsearch: ElasticsearchService, hostCredentials: { username: string; password: string }, apiKey: string | undefined): Promise<RunningKibana> {
  const directories = stackDirectories(options.kibanaVersion);
  return startKibana({
    kibanaVersion: options.kibanaVersion,
    port: options.port,
    elasticsearch: { url: elasticsearch.url, hostCredentials },
    pluginDirectories: directories.plugins,
    librarySet: directories.librarySet,
    configuration: { ...(apiKey === undefined ? {} : { 'stagingWatch.install.apiKey': apiKey, 'stagingWatch.install.enableRules': true }), ...options.configuration },
    users: [...demoUsers, { ...hostCredentials, roles: ['superuser'] }],
    roles: demoRoles,
    frame: {
      demoUsers: demoUserDescriptions,
      defaultRoute: '/app/stagingWatch',
    },
    log: options.log,
    ...(options.pages ? { browserAssetsDirectory: directories.browserAssets } : {}),
  });
}

/**
 * The key an administrator would put into the keystore: the plugin's rules run as it, so the same key is used at every start on the same
 * data. Kept beside the data, readable by its owner only.
 */
async function installKey(url: string, authorization: string, options: EmbeddedStackOptions): Promise<string> {
  const file = options.dataDirectory === undefined ? undefined : path.join(options.dataDirectory, 'install_api_key');
  const kept = file !== undefined && !options.fresh && fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined;
  if (kept !== undefined && (await isValidKey(url, kept))) return kept;
  const key = await createInstallKey(url, authorization);
  if (file !== undefined) fs.writeFileSync(file, key, { mode: 0o600 });
  return key;
}

async function isValidKey(url: string, key: string): Promise<boolean> {
  const response = await fetch(`${url}/_security/_authenticate`, { headers: { authorization: `ApiKey ${key}` } });
  return response.ok;
}

async function createInstallKey(url: string, authorization: string): Promise<string> {
  const response = await fetch(`${url}/_security/api_key`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'staging-watch-install' }),
  });
  if (!response.ok) throw new Error(`Could not make the installer's API key: ${response.status} ${await response.text()}`);
  const { encoded } = (await response.json()) as { encoded: string };
  return encoded;
}
