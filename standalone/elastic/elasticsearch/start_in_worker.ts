import { Worker } from 'node:worker_threads';
import type { ElasticsearchOptions, ElasticsearchService } from './options';
import { StoreError, type StoreErrorCode } from './store/store_error';

/** What the worker tells. */
export type WorkerMessage =
  | { readonly kind: 'started'; readonly url: string; readonly port: number }
  | { readonly kind: 'refused'; readonly message: string; readonly code: string | undefined; readonly store: boolean }
  | { readonly kind: 'log'; readonly line: string }
  | { readonly kind: 'closed' };

/**
 * Starts the service in a worker thread: the caller's event loop stays free, and both end together. Options and errors are those of
 * `startElasticsearch`.
 * @param entry the worker's script where the code was bundled; by default `worker.ts` beside this file, run through tsx
 */
export async function startElasticsearchInWorker(options: ElasticsearchOptions, entry?: URL): Promise<ElasticsearchService> {
  const { log, ...workerData } = options;
  const script = entry ?? new URL('./worker_entry.mjs', import.meta.url);
  const worker = new Worker(script, { workerData, stdout: false, stderr: false });
  const started = await new Promise<{ url: string; port: number }>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'log') log?.(message.line);
      else if (message.kind === 'started') resolve(message);
      else if (message.kind === 'refused') reject(refusal(message));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`the embedded Elasticsearch ended before it answered (code ${code})`));
    });
  });
  worker.on('error', (error) => log?.(`the embedded Elasticsearch failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  return { url: started.url, port: started.port, close: () => closeWorker(worker) };
}

function refusal(message: Extract<WorkerMessage, { kind: 'refused' }>): Error {
  if (message.store) return new StoreError(message.code as StoreErrorCode, message.message);
  return Object.assign(new Error(message.message), { code: message.code });
}

async function closeWorker(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
    worker.postMessage('close');
  });
}
