import { help, readNoiseOptions, type NoiseOptions } from './noise_options';
import { JobPool } from './job_pool';
import { measureLab, noiseReport } from './noise_report';
import { readNoiseRules } from './noise_rules';
import { noiseJobs, noiseSetup } from './noise_setup';
import { printNoise } from './print_noise';
import { runNoise } from './run_noise';

async function main(options: NoiseOptions): Promise<void> {
  const startedMs = performance.now();
  const setup = noiseSetup(readNoiseRules(), options);
  const jobs = noiseJobs(setup.hosts);
  const pool = new JobPool(options, jobs.length);
  const running = runNoise(jobs, setup, pool.doJob, (text) => process.stderr.write(text)).finally(() => pool.close());
  const measured = measureLab(options.seed);
  const report = noiseReport(setup.rules, await running, measured);
  const seconds = (performance.now() - startedMs) / 1_000;
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(options.isJson ? `${JSON.stringify({ ...report, seconds, megabytes })}\n` : `${printNoise(report)}${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB.\n`);
  if (!report.isSound) process.exitCode = 1;
}

const options = readNoiseOptions(process.argv.slice(2));
if (options) await main(options);
else process.stdout.write(help);
