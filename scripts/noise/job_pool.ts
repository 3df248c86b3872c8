import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PackedJobResult } from './job_result';
import type { NoiseOptions } from './noise_options';
import type { DoJob } from './run_noise';

/** Megabytes that the objects of one thread may take: with two threads and what is not counted here (code, buffers, the young generation) all stays below 1 GB. */
const threadLimits = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32 };
const mostThreads = 2;
const workerFile = new URL('./noise_worker.mjs', import.meta.url);

interface Waiting {
  readonly number: number;
  resolve(result: PackedJobResult): void;
  reject(error: unknown): void;
}

/** Threads that do a run's jobs, each the next one when it is free. */
export class JobPool {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Worker[] = [];
  private readonly workers: Worker[];
  private readonly doing = new Map<Worker, Waiting>();

  /** @param jobs how many jobs there will be */
  constructor(options: NoiseOptions, jobs: number) {
    const threads = Math.max(1, Math.min(mostThreads, availableParallelism(), jobs));
    this.workers = Array.from({ length: threads }, () => this.start(options));
    this.idle.push(...this.workers);
  }

  readonly doJob: DoJob = (_, number) =>
    new Promise((resolve, reject) => {
      this.waiting.push({ number, resolve, reject });
      this.assign();
    });

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(options: NoiseOptions): Worker {
    const worker = new Worker(workerFile, { workerData: options, resourceLimits: threadLimits });
    worker.on('message', (result: PackedJobResult) => {
      this.doing.get(worker)?.resolve(result);
      this.doing.delete(worker);
      this.idle.push(worker);
      this.assign();
    });
    worker.on('error', (error) => this.fail(error));
    return worker;
  }

  private assign(): void {
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const [worker, next] = [this.idle.shift(), this.waiting.shift()];
      if (!worker || !next) return;
      this.doing.set(worker, next);
      worker.postMessage(next.number);
    }
  }

  private fail(error: unknown): void {
    for (const job of [...this.doing.values(), ...this.waiting.splice(0)]) job.reject(error);
    this.doing.clear();
  }
}
