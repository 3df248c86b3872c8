import type { QueryLanguage } from './command_line';
import { queryEvents } from './query_events';

/** Runs one call on the process's own arguments and streams. Ends quietly when nobody reads the answers any more (`… | head`). */
export async function runQuery(language: QueryLanguage): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await queryEvents(language, process.argv.slice(2), { input: process.stdin, write, report: (line) => process.stderr.write(`${line}\n`), now: Date.now() });
  // After a refusal half-way somebody may still be writing.
  process.stdin.destroy();
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
