import fs from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../../common/query_dsl/index';
import { RecallInputError } from './recall_input_error';

function isPacked(file: string): boolean {
  const opened = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(2);
    return fs.readSync(opened, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    fs.closeSync(opened);
  }
}

function parseLine(text: string, place: string): JsonObject {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && isJsonObject(document as JsonObject)) return document as JsonObject;
  } catch (error) {
    throw new RecallInputError(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new RecallInputError(`${place}: not a JSON object`);
}

function open(file: string): Readable {
  if (!isPacked(file)) return fs.createReadStream(file);
  const unpacked = createGunzip();
  pipeline(fs.createReadStream(file), unpacked, () => undefined);
  return unpacked;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of open(file) as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decoder.decode();
}

/** One event a line, plain or packed with gzip; lines count from 1, blank ones are passed over. Throws RecallInputError. */
export async function* readEvents(file: string): AsyncGenerator<{ readonly line: number; readonly document: JsonObject }> {
  let line = 0;
  try {
    for await (const text of linesOf(file)) {
      line += 1;
      if (text.trim() !== '') yield { line, document: parseLine(text, `${file}:${line}`) };
    }
  } catch (error) {
    throw error instanceof RecallInputError ? error : new RecallInputError(`${file}, after line ${line}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
