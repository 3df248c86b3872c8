import type { JsonBytes } from '../../common/query_dsl/index';

const blockBytes = 1024 * 1024;
const lineFeed = 10;

/** Bytes of lines as text. */
export interface LineBytes extends JsonBytes {
  readonly bytes: Buffer;
}

/** Where the bytes of a kept line are. */
export interface KeptPlace {
  readonly source: LineBytes;
  readonly start: number;
  readonly end: number;
}

/** Bytes as text: `isAscii` where there is no other in them, which is faster. */
export function jsonBytes(bytes: Buffer, isAscii: boolean): LineBytes {
  const encoding = isAscii ? 'latin1' : 'utf8';
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), text: (start, end) => bytes.toString(encoding, start, end) };
}

/** Keeps lines as bytes in large blocks: the least memory for those that are printed at the end, and nothing for the collector of garbage to look at. */
export class LineStore {
  private block = Buffer.alloc(0);
  private source = jsonBytes(this.block, false);
  private used = 0;

  keep({ bytes }: LineBytes, start: number, end: number): KeptPlace {
    const size = end - start + 1;
    if (this.used + size > this.block.length) {
      this.block = Buffer.alloc(Math.max(blockBytes, size));
      this.source = jsonBytes(this.block, false);
      this.used = 0;
    }
    const from = this.used;
    bytes.copy(this.block, from, start, end);
    this.block[from + size - 1] = lineFeed;
    this.used += size;
    return { source: this.source, start: from, end: from + size - 1 };
  }
}
