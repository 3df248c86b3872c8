import fs from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { decodeLine } from './decode_line';

/** Limits on what a file may hold; beyond them a line or the rest of the file is bad, and said to be. */
export const eventLimits = { maxLineBytes: 16 * 1024 * 1024, maxDepth: 50, maxFields: 10_000, maxGrowth: 200, growthAllowanceBytes: 64 * 1024 * 1024 } as const;

export interface BadLine {
  readonly file: string;
  /** From 1; 0 stands for the file as a whole. */
  readonly line: number;
  readonly reason: string;
}
export type EventLine = { readonly kind: 'event'; readonly file: string; readonly line: number; readonly document: Record<string, unknown> } | ({ readonly kind: 'bad' } & BadLine);

/** Thrown for a file that cannot be opened at all. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** Throws UnreadableFileError unless each of the files can be opened, before anything is started. */
export function assertReadable(files: readonly string[]): void {
  for (const file of files) {
    try {
      fs.accessSync(file, fs.constants.R_OK);
      if (!fs.statSync(file).isFile()) throw new Error('not a file');
    } catch (error) {
      throw new UnreadableFileError(`--events ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Gives the lines of an NDJSON file (`.gz` is unpacked), one after the other, never the whole file at once. */
export async function* readEvents(file: string): AsyncGenerator<EventLine> {
  let number = 0;
  try {
    for await (const line of splitLines(openFile(file))) {
      number += 1;
      if (line === undefined) yield { kind: 'bad', file, line: number, reason: `longer than ${eventLimits.maxLineBytes / 1024 / 1024} MiB` };
      else {
        const decoded = decodeLine(line, number === 1);
        if (decoded.kind !== 'blank') yield { file, line: number, ...decoded };
      }
    }
  } catch (error) {
    yield { kind: 'bad', file, line: 0, reason: error instanceof Error ? error.message : String(error) };
  }
}

function openFile(file: string): Readable {
  const source = fs.createReadStream(file);
  if (!/\.gz$/i.test(file)) return source;
  let packed = 0;
  let unpacked = 0;
  source.on('data', (chunk) => (packed += chunk.length));
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      const tooMuch = unpacked > eventLimits.growthAllowanceBytes && unpacked > packed * eventLimits.maxGrowth;
      done(tooMuch ? new Error(`unpacks to more than ${eventLimits.maxGrowth} times its size; the rest was not read`) : null, chunk);
    },
  });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  gunzip.on('error', (error) => guard.destroy(error));
  return source.pipe(gunzip).pipe(guard);
}

/** Gives each line without its end, or undefined for a line over the limit, whose bytes are passed over. */
async function* splitLines(stream: Readable): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10, start); end !== -1; end = chunk.indexOf(10, start)) {
      size += end - start;
      yield size > eventLimits.maxLineBytes ? undefined : Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    if (size > eventLimits.maxLineBytes) parts = [];
    else parts.push(chunk.subarray(start));
  }
  if (size > 0) yield size > eventLimits.maxLineBytes ? undefined : Buffer.concat(parts);
}
