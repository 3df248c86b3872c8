import type { Readable } from 'node:stream';
import type { JsonObject } from '../../common/query_dsl/index';
import { eventBytes } from './event_bytes';
import type { BadLine } from './event_line';
import { LineReader } from './line_reader';

export { assertReadable } from './event_bytes';

/** One line that is an event, or cannot be one. `line` is from 1; 0 stands for the file as a whole. */
export type ReadLine =
  | { readonly kind: 'event'; readonly file: string; readonly line: number; readonly text: string; readonly document: JsonObject }
  | ({ readonly kind: 'bad' } & BadLine);

/** Gives the lines of the files (`-`: standard input), one after the other, never a whole file at once. Blank lines are passed over. */
export async function* readLines(files: readonly string[], standardInput: Readable): AsyncGenerator<ReadLine> {
  for (const name of files) yield* linesOf(name, name === '-' ? 'standard input' : name, standardInput);
}

async function* linesOf(name: string, file: string, standardInput: Readable): AsyncGenerator<ReadLine> {
  const ready: ReadLine[] = [];
  const lines = new LineReader(file, {
    takeLine: (line) => {
      const content = line.read();
      if (content.kind === 'event') ready.push({ kind: 'event', file, line: line.line, text: line.text, document: content.document });
      else if (content.kind === 'bad') ready.push({ kind: 'bad', file, line: line.line, reason: content.reason });
    },
    takeBadLine: (line) => ready.push({ kind: 'bad', ...line }),
  });
  for await (const bytes of eventBytes(name, standardInput)) {
    if (!Buffer.isBuffer(bytes)) return yield { kind: 'bad', file, line: 0, reason: `${bytes.failure}; read up to line ${lines.count}` };
    lines.push(bytes);
    yield* ready.splice(0);
  }
  lines.end();
  yield* ready;
}
