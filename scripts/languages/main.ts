import { createInterface } from 'node:readline';
import { batchLanguages } from './batch_languages';
import { BatchRun } from './run_batch';

const help = `Usage: npm run -s languages -- --batch < lines.ndjson

Reads one JSON object a line and writes one line for each case.
  worlds   { "define": ID, "mapping": {…}, "settings"?: {…}, "docs": [{ "id": …, … }] }                         (EQL)
           { "define": ID, "indices": [{ "name", "body" }], "data_view": {…}, "docs": [{ "index", "id", "doc" }] }  (KQL)
  cases    { "id", "language": "eql", "world", "request" }   → { "id", "answer": { "status", "events" | "sequences" | "error", "total" } }
           { "id", "language": "kql", "world", "query" }     → { "id", "ast", "dsl", "ids" } or { "id", "error" }
`;

async function runBatch(): Promise<void> {
  const run = new BatchRun(batchLanguages);
  const pending: string[] = [];
  const flush = (): boolean => process.stdout.write(pending.splice(0).map((line) => `${line}\n`).join(''));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const answer = run.line(line);
    if (answer !== undefined && pending.push(answer) >= 200 && !flush()) {
      await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
    }
  }
  flush();
}

if (process.argv.includes('--batch')) {
  await runBatch();
} else {
  process.stdout.write(help);
  process.exitCode = process.argv.includes('--help') ? 0 : 2;
}
