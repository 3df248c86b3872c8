import fs from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { QueryInputError } from './query_input_error';

const chunkBytes = 64 * 1024;

/** Bytes of a file; use them before the next are asked for, which may take their place. `failure` says why there are no more. */
export type EventBytes = Buffer | { readonly failure: string };

/** Throws QueryInputError unless each file can be opened. `-` is standard input. */
export function assertReadable(files: readonly string[]): void {
  for (const file of files.filter((name) => name !== '-')) {
    try {
      fs.accessSync(file, fs.constants.R_OK);
      if (fs.statSync(file).isDirectory()) throw new Error('is a folder');
    } catch (error) {
      throw new QueryInputError(`--events ${file}: ${messageOf(error)}`);
    }
  }
}

/** The bytes of a file (`-`: standard input), unpacked where they begin as gzip does. Never throws, and never holds the whole file. */
export async function* eventBytes(file: string, standardInput: Readable): AsyncGenerator<EventBytes> {
  try {
    if (file === '-') yield* unpacked(standardInput);
    else if (isPlainFile(file)) yield* fileBytes(file);
    else yield* unpacked(fs.createReadStream(file));
  } catch (error) {
    yield { failure: messageOf(error) };
  }
}

/** The bytes of a file on disk, each time in the same buffer: waiting for them elsewhere would cost more than reading them. */
export function* fileBytes(file: string): Generator<Buffer> {
  const descriptor = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(chunkBytes);
    for (let size = fs.readSync(descriptor, buffer); size > 0; size = fs.readSync(descriptor, buffer)) yield buffer.subarray(0, size);
  } finally {
    fs.closeSync(descriptor);
  }
}

function isPlainFile(file: string): boolean {
  if (!fs.statSync(file).isFile()) return false;
  const [head] = fileBytes(file);
  return head === undefined || !isGzip(head);
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
  const chunks = (source as AsyncIterable<Buffer | string>)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < 2 && !ended) {
    const { value, done } = await chunks.next();
    if (done) ended = true;
    else head = Buffer.concat([head, Buffer.from(value)]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield Buffer.isBuffer(next.value) ? next.value : Buffer.from(next.value);
  }
  if (!isGzip(head)) return yield* all();
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  pipeline(Readable.from(all()), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
