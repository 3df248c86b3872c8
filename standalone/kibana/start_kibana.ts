import type { KibanaOptions, RunningKibana } from './kibana_options';

/**
 * Starts the host: HTTP server on loopback, Kibana's core contract, and every plugin of `pluginDirectories`.
 * Gives the address once it listens. Throws what would stop Kibana at start: a bad manifest, unknown or invalid configuration.
 */
export async function startKibana(options: KibanaOptions): Promise<RunningKibana> {
  throw new Error(`startKibana for ${options.kibanaVersion} is not published yet`);
}
