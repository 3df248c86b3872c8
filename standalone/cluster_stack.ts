import fs from 'node:fs';
import { stackDirectories } from './build_host';
import type { Flags } from './flags';
import { createConsoleLogger, startKibana, type HostCredentials, type RunningKibana } from './kibana';

/** A cluster that cannot be used as asked, in words for the person who asked. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}

export interface ClusterStack {
  readonly elasticsearch: { readonly url: string };
  readonly kibana: RunningKibana;
  readonly hostAuthorization: string;
  close(): Promise<void>;
}

/**
 * Starts the host on a real cluster: its users log in and are acted for; the host's own credentials come from the environment and serve the host only.
 * Throws ClusterError without credentials, or where the certificate authority cannot be read. Which indices are written: ADR 0006.
 */
export async function startOnCluster(flags: Flags, cluster: URL): Promise<ClusterStack> {
  const hostCredentials = readHostCredentials(process.env);
  const url = cluster.href.replace(/\/$/, '');
  const directories = stackDirectories(flags.kibanaVersion);
  const kibana = await startKibana({
    kibanaVersion: flags.kibanaVersion,
    port: flags.port,
    elasticsearch: { url, hostCredentials, ...(flags.elasticsearchCa === undefined ? {} : { ca: readCa(flags.elasticsearchCa) }) },
    pluginDirectories: directories.plugins,
    librarySet: directories.librarySet,
    browserAssetsDirectory: directories.browserAssets,
    frame: { defaultRoute: '/app/stagingWatch' },
    log: createConsoleLogger({ level: 'warn' }),
  });
  return { elasticsearch: { url }, kibana, hostAuthorization: authorization(hostCredentials), close: () => kibana.close() };
}

function readHostCredentials(environment: NodeJS.ProcessEnv): HostCredentials {
  const { ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password, ELASTICSEARCH_API_KEY_FILE: keyFile } = environment;
  if (keyFile !== undefined) return { apiKey: readText(keyFile, 'ELASTICSEARCH_API_KEY_FILE').trim() };
  if (username !== undefined && password !== undefined) return { username, password };
  throw new ClusterError('--elasticsearch needs credentials for the host: ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or ELASTICSEARCH_API_KEY_FILE.');
}

function readCa(file: string): string {
  return readText(file, '--elasticsearch-ca');
}

function readText(file: string, name: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new ClusterError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function authorization(credentials: HostCredentials): string {
  return 'apiKey' in credentials ? `ApiKey ${credentials.apiKey}` : `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
