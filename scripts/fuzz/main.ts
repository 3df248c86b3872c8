import fc from 'fast-check';
import { properties } from '../../common/eql/__tests__/properties';

const help = 'Usage: npm run fuzz -- [--minutes N] [--seed N]\n\nRuns every property in turn, each for its share of the time (default 2 minutes in all).\n';

function numberAfter(flag: string, fallback: number): number {
  const index = process.argv.indexOf(flag);
  const value = index < 0 ? fallback : Number(process.argv[index + 1]);
  if (!Number.isFinite(value)) {
    throw new TypeError(`${flag} needs a number`);
  }
  return value;
}

/** Runs one property until its time is over; gives how many runs there were. Throws with the counterexample. */
function runFor(property: fc.IRawProperty<unknown, false>, milliseconds: number, seed: number): number {
  const details = fc.check(property, { seed, numRuns: 100_000_000, interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false });
  if (details.failed) {
    throw new Error(fc.defaultReportMessage(details) ?? 'a property failed');
  }
  return details.numRuns;
}

function main(): void {
  if (process.argv.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  const share = (numberAfter('--minutes', 2) * 60_000) / properties.length;
  const seed = numberAfter('--seed', Math.floor(Math.random() * 0x7fffffff));
  process.stdout.write(`seed ${seed}\n`);
  for (const { name, property } of properties) {
    try {
      process.stdout.write(`${runFor(property, share, seed)} runs: ${name}\n`);
    } catch (error) {
      process.stdout.write(`FAILED: ${name}\n${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

main();
