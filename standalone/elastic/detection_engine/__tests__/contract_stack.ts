import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildDetectionEngine } from '../build';
import { startElasticsearch } from '../../elasticsearch';
import { createConsoleLogger, startKibana } from '../../../kibana';
import type { HostRole, HostUser } from '../../../kibana';

export const password = 'changeme';

export interface ContractStack {
  readonly kibanaUrl: string;
  readonly elasticsearchUrl: string;
  /** Sends a request and gives its answer; JSON and NDJSON bodies are read. */
  send(url: string, request: StackRequest): Promise<StackAnswer>;
  close(): Promise<void>;
}
export interface StackRequest {
  readonly method: string;
  readonly user?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: unknown;
}
export interface StackAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ContractStackOptions {
  readonly users: readonly HostUser[];
  readonly roles: readonly HostRole[];
  readonly kibanaVersion?: string;
  /** Absent keeps everything in memory. */
  readonly dataDirectory?: string;
}

export const basic = (user: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function readBody(text: string, type: string): unknown {
  if (type.includes('ndjson')) {
    const lines = text.split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line));
    return lines.length === 1 ? lines[0] : lines;
  }
  return type.includes('json') && text !== '' ? (JSON.parse(text) as unknown) : text;
}

async function send(url: string, { method, user, headers, body }: StackRequest): Promise<StackAnswer> {
  const sent = typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);
  const type: Record<string, string> = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers: { ...type, ...headers, ...(user === undefined ? {} : { authorization: basic(user) }) }, ...(sent === undefined ? {} : { body: sent }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: readBody(text, response.headers.get('content-type') ?? '') };
}

/** The embedded Elasticsearch and a host with the built detection engine as its one plugin, on free ports. */
export async function startContractStack({ users, roles, kibanaVersion = '8.12.2', dataDirectory }: ContractStackOptions): Promise<ContractStack> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'detection-engine-'));
  await buildDetectionEngine({ outputDirectory: directory, kibanaVersion });
  const elasticsearch = await startElasticsearch({ port: 0, dataDirectory, users, roles: Object.fromEntries(roles.map(({ name, elasticsearch: grants }) => [name, { ...grants }])) });
  const [host] = users;
  const kibana = await startKibana({
    kibanaVersion,
    port: 0,
    elasticsearch: { url: elasticsearch.url, hostCredentials: { username: host?.username ?? '', password } },
    pluginDirectories: [directory],
    librarySet: 'oldest',
    users,
    roles,
    log: createConsoleLogger({ level: 'error' }),
  });
  await kibana.pluginsReady;
  return {
    kibanaUrl: kibana.url,
    elasticsearchUrl: elasticsearch.url,
    send,
    async close() {
      await kibana.close();
      await elasticsearch.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
