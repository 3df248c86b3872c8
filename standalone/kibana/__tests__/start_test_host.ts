import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startElasticsearch } from '../../elastic/elasticsearch';
import { startKibana, type KibanaOptions, type RunningKibana } from '..';
import { createLogger, type LogRecord } from '../logging/console_logger';
import { goldenRoles, goldenUsers } from './golden_users';

export interface TestHost {
  readonly kibana: RunningKibana;
  readonly elasticsearchUrl: string;
  readonly records: readonly LogRecord[];
  /** Sends a request as a user with basic authentication; nobody where the name is empty. Redirects are not followed. */
  send(method: string, path: string, options?: SendOptions): Promise<TestAnswer>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly user?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: unknown;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** The plugin that stands for what the recordings presuppose of a distribution. */
export const recordedFeaturesPlugin = path.join(path.dirname(fileURLToPath(import.meta.url)), 'plugins', 'recorded_features');

/** The host on an embedded Elasticsearch in memory, with the users of the recordings. */
export async function startTestHost(options: Partial<KibanaOptions> = {}): Promise<TestHost> {
  const records: LogRecord[] = [];
  const descriptors = Object.fromEntries(goldenRoles.map((role) => [role.name, role.elasticsearch]));
  const elasticsearch = await startElasticsearch({ port: 0, dataDirectory: undefined, users: goldenUsers, roles: descriptors, sourceMappings: false });
  const kibana = await startKibana({
    kibanaVersion: '8.12.2',
    port: 0,
    elasticsearch: { url: elasticsearch.url, hostCredentials: { username: 'elastic', password: 'changeme' } },
    pluginDirectories: [recordedFeaturesPlugin],
    librarySet: 'oldest',
    users: goldenUsers,
    roles: goldenRoles,
    log: createLogger((record) => records.push(record)),
    ...options,
  }).catch(async (error: unknown) => {
    await elasticsearch.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await kibana.close();
    await elasticsearch.close();
  };
  await kibana.pluginsReady.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    kibana,
    elasticsearchUrl: elasticsearch.url,
    records,
    send: (method, target, sent) => send(kibana.url, method, target, sent),
    close,
  };
}

export async function send(url: string, method: string, target: string, { user = 'elastic', headers = {}, body }: SendOptions = {}): Promise<TestAnswer> {
  const authorization: Record<string, string> = user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:changeme`).toString('base64')}` };
  const isText = typeof body === 'string' || body === undefined;
  const json: Record<string, string> = isText ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${url}${target}`, {
    method,
    redirect: 'manual',
    headers: { ...authorization, ...json, ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text };
}
