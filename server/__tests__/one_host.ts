/** A host in a process of its own, over a shared Elasticsearch. Takes its orders as JSON in the environment, runs them, says what came out, and ends. */
import type { ExclusionRow, InstallReport } from '../../common/api';
import { startAnotherHost } from '../../standalone/testing';

export interface Orders {
  readonly url: string;
  readonly authorization: string;
  readonly configuration: Record<string, unknown>;
  /** Waits for the report of the start-up installation. */
  readonly awaitInstall: boolean;
  /** Exclusions to switch one after another. */
  readonly switches: ReadonlyArray<{ readonly id: string; readonly on: boolean }>;
}

export interface Result {
  readonly report?: InstallReport;
  readonly statuses: readonly number[];
}

const orders = JSON.parse(process.env.ORDERS ?? '{}') as Orders;
const host = await startAnotherHost({ elasticsearch: { url: orders.url }, hostAuthorization: orders.authorization }, orders.configuration);
const tuner = host.as('tuner');

async function startUpReport(): Promise<InstallReport> {
  for (;;) {
    const { body } = await tuner.request<{ startUp?: InstallReport }>('GET', '/internal/staging_watch/rules');
    if (body.startUp && !body.startUp.failed.some(({ code }) => code === 'detection_engine_unavailable')) return body.startUp;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const report = orders.awaitInstall ? await startUpReport() : undefined;
const statuses: number[] = [];
for (const { id, on } of orders.switches) {
  const { status } = await tuner.request<ExclusionRow>('POST', `/internal/staging_watch/exclusions/${id}/_turn_${on ? 'on' : 'off'}`, { reason: `process ${process.pid}` });
  statuses.push(status);
}
const result: Result = { report, statuses };
process.stdout.write(`\nRESULT ${JSON.stringify(result)}\n`);
await host.close();
process.exit(0);
