import { parseArgs } from 'node:util';
import { hashCorpus, runMatrix, summarize, toCorpusTest, withoutEvents, type CoverageRun } from '../../common/coverage';
import { packageRules } from '../package_rules';
import { packageScenarios } from '../package_scenarios';
import { printMatrix } from './print_matrix';
import { runPack } from './run_pack';
import { sha256, toShippedRule } from './shipped_rules';

const help = `npm run coverage -- [--json] [--pack FILE]

Runs every rule of rules/, as shipped, over every scenario of fixtures/scenarios and prints the matrix.
Exit code 1 when a test is not caught, a required rule misses its test, a rule could not be run, or a rule of ours of
medium severity or more alerts on a look-alike.

  --json        the matrix as JSON
  --pack FILE   run the NDJSON of an evidence pack again and compare: exit code 1 when anything is other than it says
  --help        this text`;

function runShipped(): CoverageRun {
  const rules = packageRules().rules.map(toShippedRule);
  const tests = packageScenarios().scenarios.map(toCorpusTest);
  const ranAt = new Date().toISOString();
  const cells = runMatrix({ rules, tests, ranAt });
  const matrix = { rules: rules.map(({ rule }) => rule), tests: tests.map(withoutEvents), cells };
  return { ...matrix, corpusHash: hashCorpus(tests, sha256), ranAt, summary: summarize(matrix) };
}

function main(): void {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, pack: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return say(help);
  if (values.pack !== undefined) return end(runPack(values.pack));
  const startedMs = performance.now();
  const run = runShipped();
  if (values.json) say(JSON.stringify(run, null, 1));
  else say(`${printMatrix(run)}\n${run.rules.length} rules, ${run.tests.length} tests, ${Math.round(performance.now() - startedMs)} ms.`);
  if (run.summary.problems.length > 0) process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function end({ text, isSame }: { readonly text: string; readonly isSame: boolean }): void {
  say(text);
  if (!isSame) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
