import { parentPort, workerData } from 'node:worker_threads';
import type { NoiseOptions } from './noise_options';
import type { PackedJobResult } from './job_result';
import { readNoiseRules } from './noise_rules';
import { noiseJobs, noiseSetup } from './noise_setup';
import { packAlerts } from './packed_alerts';
import { runJob } from './run_job';

const port = parentPort;
if (!port) throw new Error('noise_worker runs in a thread of the noise run');
const setup = noiseSetup(readNoiseRules(), workerData as NoiseOptions);
const jobs = noiseJobs(setup.hosts);

port.on('message', (number: number) => {
  const job = jobs[number];
  if (!job) throw new Error(`no job ${number} in this run`);
  const result = runJob(setup, job);
  port.postMessage({ ...result, days: result.days.map(packAlerts) } satisfies PackedJobResult);
});
