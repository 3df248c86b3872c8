import fs from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../../common/query_dsl/index';
import { readJson } from '../languages/read_json';
import { QueryInputError } from './query_input_error';

export const lineLimits = { maxLineBytes: 16 * 1024 * 1024, maxDepth: 50 } as const;

/** One line that is an event, or cannot be one. `line` is from 1; 0 stands for the file as a whole. */
export type EventLine =
  | { readonly kind: 'event'; readonly file: string; readonly line: number; readonly text: string; readonly document: JsonObject }
  | { readonly kind: 'bad'; readonly file: string; readonly line: number; readonly reason: string };

/** Throws QueryInputError unless each file can be opened. */
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

/** Gives the lines of the files (`-`: standard input), one after the other, never a whole file at once. Blank lines are passed over. */
export async function* readLines(files: readonly string[], standardInput: Readable): AsyncGenerator<EventLine> {
  for (const name of files) {
    const file = name === '-' ? 'standard input' : name;
    let line = 0;
    try {
      for await (const bytes of splitLines(unpacked(name === '-' ? standardInput : fs.createReadStream(name)))) {
        line += 1;
        const decoded = decodeLine(bytes);
        if (decoded) yield { file, line, ...decoded };
      }
    } catch (error) {
      yield { kind: 'bad', file, line: 0, reason: `${messageOf(error)}; read up to line ${line}` };
    }
  }
}

/** The bytes of a source, unpacked where they begin as gzip does. */
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
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield Buffer.from(next.value);
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* all();
  const gunzip = createGunzip();
  pipeline(Readable.from(all()), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}

/** Gives each line without its end; undefined for one over the limit, whose bytes are not kept. */
async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer): void => {
    size += part.length;
    if (size > lineLimits.maxLineBytes) parts = [];
    else parts.push(part);
  };
  const line = (): Buffer | undefined => {
    const whole = size > lineLimits.maxLineBytes ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    [parts, size] = [[], 0];
    return whole;
  };
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) yield line();
}

type Decoded = { readonly kind: 'event'; readonly text: string; readonly document: JsonObject } | { readonly kind: 'bad'; readonly reason: string };
const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeLine(bytes: Buffer | undefined): Decoded | undefined {
  if (!bytes) return { kind: 'bad', reason: `longer than ${lineLimits.maxLineBytes / 1024 / 1024} MiB` };
  let text: string;
  try {
    text = utf8.decode(bytes).trim();
  } catch {
    return { kind: 'bad', reason: 'not UTF-8' };
  }
  if (text === '') return undefined;
  try {
    const document = readJson(text);
    if (!isJsonObject(document)) return { kind: 'bad', reason: 'not a JSON object' };
    return isDeeper(document, lineLimits.maxDepth) ? { kind: 'bad', reason: `nested more than ${lineLimits.maxDepth} deep` } : { kind: 'event', text, document };
  } catch (error) {
    return { kind: 'bad', reason: `not JSON: ${messageOf(error)}` };
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
