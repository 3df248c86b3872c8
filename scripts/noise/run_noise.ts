import type { JobResult, PackedJobResult } from './job_result';
import { mergeJobs } from './merge_jobs';
import type { NoiseResult } from './noise_result';
import type { NoiseJob, NoiseSetup } from './noise_setup';

/** Does one of a run's jobs, by its number; here or in another thread. */
export type DoJob = (job: NoiseJob, number: number) => JobResult | PackedJobResult | Promise<JobResult | PackedJobResult>;

/** Generates the hosts' days, runs every rule over them job by job, and puts the results together. `onProgress` is told of each job done. */
export async function runNoise(jobs: readonly NoiseJob[], setup: NoiseSetup, doJob: DoJob, onProgress: (text: string) => void = () => undefined): Promise<NoiseResult> {
  let done = 0;
  const results = await Promise.all(
    jobs.map(async (job, number) => {
      const result = await doJob(job, number);
      done += 1;
      onProgress(`${done} of ${jobs.length} jobs done: ${job.hosts.length} hosts with ${job.style}, ${result.written} events\n`);
      return result;
    })
  );
  return mergeJobs(setup, results);
}
