import fs from 'node:fs';
import { stackDirectories } from '../build_host';
import { demoPassword } from '../demo_users';
import { startEmbeddedStack, type EmbeddedStack } from '../embedded_stack';
import { createConsoleLogger } from '../kibana';
import { playScenarios } from '../telemetry/play_scenarios';
import { refresh, writeEvents, type BulkTarget } from '../telemetry/write_events';
import { prepareEvent } from '../telemetry/prepare_event';

export interface TestStackOptions {
  readonly kibanaVersion?: '8.12.2' | '9.5.0';
  /** Scenario names to play, with background, ending now. */
  readonly scenarios?: readonly string[];
  /** Whether the plugin installs and enables its rules at start-up (default true). */
  readonly installKey?: boolean;
  readonly pages?: boolean;
  readonly dataDirectory?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

export interface TestAnswer<T = unknown> {
  readonly status: number;
  readonly body: T;
}

const rulesWaitMs = 200_000;

/** Speaks to Kibana as one user. */
export interface TestClient {
  request<T = unknown>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer<T>>;
}

export interface TestStack extends EmbeddedStack {
  as(username: 'admin' | 'tuner' | 'analyst' | 'viewer' | 'nobody' | 'elastic'): TestClient;
  /** Speaks to Elasticsearch as the host. */
  readonly elasticsearchClient: TestClient;
  /** Writes ECS documents as they are, and refreshes. */
  index(documents: ReadonlyArray<Record<string, unknown>>): Promise<void>;
  /** Runs every enabled rule over a span of event times; the default span is the last day. */
  runRules(span?: { fromMs: number; toMs: number }): Promise<TestAnswer<{ rules: ReadonlyArray<{ rule_id: string; alerts: number; windows: number; windows_at_max_signals: number }> }>>;
  /** Waits until `count` rules are installed and enabled (or just installed); without a number, until the installation at start-up is over. Throws after 200 s. */
  waitForRules(count?: number, options?: { enabled?: boolean }): Promise<void>;
}

/** Starts the built plugin on the embedded stack in memory, on free ports. Needs `npm run setup` to have been run; says so where the build is missing. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const kibanaVersion = options.kibanaVersion ?? '8.12.2';
  for (const directory of stackDirectories(kibanaVersion).plugins) {
    if (!fs.existsSync(directory)) throw new Error(`The build for Kibana ${kibanaVersion} is missing: run npm run setup first.`);
  }
  const stack = await startEmbeddedStack({
    kibanaVersion,
    port: 0,
    elasticsearchPort: 0,
    dataDirectory: options.dataDirectory,
    fresh: false,
    installKey: options.installKey ?? true,
    pages: options.pages ?? false,
    log: createConsoleLogger({ level: process.env.TEST_LOG === 'debug' ? 'debug' : 'error' }),
    ...(options.configuration === undefined ? {} : { configuration: options.configuration }),
  });
  await stack.kibana.pluginsReady;
  const target: BulkTarget = { url: stack.elasticsearch.url, headers: { authorization: stack.hostAuthorization } };
  const host = client(stack.kibana.url, stack.hostAuthorization);
  if (options.scenarios) await playScenarios(options.scenarios, target, Date.now());
  return {
    ...stack,
    as: (username) => client(stack.kibana.url, `Basic ${Buffer.from(`${username}:${demoPassword}`).toString('base64')}`),
    elasticsearchClient: client(stack.elasticsearch.url, stack.hostAuthorization),
    index: (documents) => indexDocuments(documents, target),
    runRules: (span = { fromMs: Date.now() - 86_400_000, toMs: Date.now() }) => host.request('POST', '/internal/standalone_detection_engine/_run_over_span', { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString(), space_id: 'default' }),
    waitForRules: (count, wanted) => (count === undefined ? waitForInstallation(host) : waitForRules(host, count, wanted?.enabled ?? true)),
  };
}

async function indexDocuments(documents: ReadonlyArray<Record<string, unknown>>, target: BulkTarget): Promise<void> {
  const batch = documents.map((document, line) => {
    const prepared = prepareEvent(document);
    if (prepared.kind === 'bad') throw new Error(prepared.reason);
    return { file: 'test', line, event: prepared.event };
  });
  const result = await writeEvents(target, batch);
  if (result.refused[0]) throw new Error(`refused: ${result.refused[0].reason}`);
  await refresh(target);
}

async function waitForInstallation(host: TestClient): Promise<void> {
  const until = Date.now() + rulesWaitMs;
  while (Date.now() < until) {
    const { body } = await host.request<{ isOver?: boolean; startUp?: { failed: readonly unknown[] } }>('GET', '/internal/staging_watch/rules/_install');
    if (body.isOver === true && body.startUp?.failed.length === 0) return;
    if (body.isOver === true) throw new Error(`Rules were not installed: ${JSON.stringify(body.startUp?.failed).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The installation at start-up did not end within 200 s');
}

async function waitForRules(host: TestClient, count: number, enabled: boolean): Promise<void> {
  const until = Date.now() + rulesWaitMs;
  let seen = '';
  while (Date.now() < until) {
    const { status, body } = await host.request<{ total: number; data: ReadonlyArray<{ enabled: boolean }> }>('GET', '/api/detection_engine/rules/_find?per_page=1000');
    if (status === 200 && body.total >= count && (!enabled || body.data.every((rule) => rule.enabled))) return;
    seen = `${status} ${JSON.stringify(body).slice(0, 300)}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${count} rules were not installed within 200 s; last answer: ${seen}`);
}

/** Speaks to one address as one user. */
export function client(url: string, authorization: string): TestClient {
  return {
    async request<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer<T>> {
      const version = path.includes('/internal/') ? '1' : '2023-10-31';
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization, 'kbn-xsrf': 'test', 'x-elastic-internal-origin': 'test', 'elastic-api-version': version, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, body: (json && text !== '' ? JSON.parse(text) : text) as T };
    },
  };
}
