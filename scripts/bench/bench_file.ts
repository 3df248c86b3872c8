import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { queryEvents } from '../query/query_events';
import { type Bench, figures } from './bench_context';
import { generateStream } from './generate_stream';
import { measureJsonParse } from './json_baseline';
import { measureAsync } from './measure';

const targetRatio = 1.5;

/** One call of `npm run eql -- --events FILE 'QUERY'`, but for the start of the process; gives the number of matches it prints. Throws for anything it complains of. */
async function countPrinted(file: string, query: string): Promise<number> {
  let found = 0;
  const write = (text: string): Promise<void> => {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) found += 1;
    return Promise.resolve();
  };
  const report = (line: string): never => {
    throw new Error(line);
  };
  await queryEvents('eql', ['--events', file, query], { input: Readable.from([]), write, report, now: 0 });
  return found;
}

/** An NDJSON file on disk to matches as the command line has them: the query compiled, types told from the first events, lines read, cut, searched, matches printed. */
export const benchFile: Bench = async ({ file: settings, stream, queries, measure: options }) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'staging-watch-bench-'));
  try {
    const lines = generateStream({ ...stream, ...settings }).map((event) => event.line());
    const file = path.join(folder, 'events.ndjson');
    fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    let found = 0;
    const timing = await measureAsync(async () => {
      found = await countPrinted(file, queries.twoStages);
    }, options);
    const json = measureJsonParse(lines, options);
    const ratio = timing.cpuSeconds / json.cpuSeconds;
    const wallRatio = timing.seconds / json.seconds;
    return [{ what: 'NDJSON file to matches', ...figures(timing, lines.length, json), megabytes: fs.statSync(file).size / 1_000_000, found, wallRatio, target: `<= ${targetRatio} times JSON.parse`, met: ratio <= targetRatio }];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
