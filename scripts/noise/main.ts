import { help, readNoiseOptions, type NoiseOptions } from './noise_options';
import { noiseReport } from './noise_report';
import { readNoiseRules } from './noise_rules';
import { printNoise } from './print_noise';
import { runNoise } from './run_noise';

function main(options: NoiseOptions): void {
  const startedMs = performance.now();
  const rules = readNoiseRules();
  const result = runNoise(rules, options, (text) => process.stderr.write(text));
  const report = noiseReport(rules, result, options.seed);
  const seconds = (performance.now() - startedMs) / 1_000;
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(options.isJson ? `${JSON.stringify({ ...report, seconds, megabytes })}\n` : `${printNoise(report)}${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB.\n`);
  if (!report.isMet) process.exitCode = 1;
}

const options = readNoiseOptions(process.argv.slice(2));
if (options) main(options);
else process.stdout.write(help);
