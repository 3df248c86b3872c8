import { parentPort, workerData } from 'node:worker_threads';
import type { ElasticsearchOptions } from './options';
import { startElasticsearch } from './start_elasticsearch';
import type { WorkerMessage } from './start_in_worker';
import { StoreError } from './store/store_error';

const port = parentPort;

const tell = (message: WorkerMessage): void => {
  port?.postMessage(message);
};

void run();

async function run(): Promise<void> {
  try {
    const options = workerData as Omit<ElasticsearchOptions, 'log'>;
    const service = await startElasticsearch({ ...options, log: (line) => { tell({ kind: 'log', line }); } });
    tell({ kind: 'started', url: service.url, port: service.port });
    port?.once('message', () => {
      void service.close().then(() => {
        tell({ kind: 'closed' });
        port.close();
      });
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: 'refused', message, code: (error as { code?: string }).code, store: error instanceof StoreError });
    port?.close();
  }
}
