import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchCompile } from './bench_compile';
import type { Bench } from './bench_context';
import { benchFile } from './bench_file';
import { benchMemory } from './bench_memory';
import { readBenchQueries } from './bench_queries';
import { benchRecorded, benchRuns } from './bench_recorded';
import { benchEveryEvent, benchTwoStages } from './bench_stream';
import { benchTenRules } from './bench_ten_rules';

const benches: Readonly<Record<string, Bench>> = {
  compile: benchCompile,
  two_stages: benchTwoStages,
  every_event: benchEveryEvent,
  ten_rules: benchTenRules,
  file: benchFile,
  memory: benchMemory,
  recorded: benchRecorded,
  runs: benchRuns,
};

const help = `Usage: npm run -s bench -- [--only NAME]

Prints one JSON line a measurement, each kind in a process of its own. Names: ${Object.keys(benches).join(', ')}.
Settings: docs/bench_queries.json. Exit code 1 where a measurement could not be made; a missed target is a result.
`;

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

async function runHere(bench: Bench): Promise<void> {
  const measurements = await bench(readBenchQueries());
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  for (const measurement of measurements) {
    process.stdout.write(`${JSON.stringify({ ...measurement, peakMegabytes }, rounded)}\n`);
  }
}

/** Every kind in turn in its own process: none inherits the heap or the compiled code of another. */
function runAllKinds(): void {
  const launcher = fileURLToPath(new URL('../bench.mjs', import.meta.url));
  for (const name of Object.keys(benches)) {
    const { status } = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=8192', launcher, '--only', name], { stdio: ['ignore', 'inherit', 'inherit'] });
    process.exitCode = status === 0 ? process.exitCode : 1;
  }
}

const only = process.argv.indexOf('--only');
const chosen = only < 0 ? undefined : benches[process.argv[only + 1] ?? ''];
if (process.argv.includes('--help') || (only >= 0 && chosen === undefined)) {
  process.stdout.write(help);
  process.exitCode = process.argv.includes('--help') ? 0 : 2;
} else if (chosen === undefined) {
  runAllKinds();
} else {
  await runHere(chosen);
}
