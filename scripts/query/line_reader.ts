import { isAscii, isUtf8 } from 'node:buffer';
import { type BadLine, EventLine } from './event_line';
import { jsonBytes, LineStore } from './line_store';

const maxLineBytes = 16 * 1024 * 1024;
const pieceBytes = 64 * 1024;
const lineFeed = 10;
const lineFeeds = Buffer.from('\n');

/** Who is given the lines. */
export interface LineTaker {
  /** The line is the same object each time; `copy()` it to keep it. It may be blank or no event: see its `read()`. */
  takeLine(line: EventLine): void;
  takeBadLine(line: BadLine): void;
}

/** Cuts the bytes of one file into lines, as the bytes come. None are kept, but for a line that goes on. */
export class LineReader {
  private readonly current: EventLine;
  private lines = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(
    private readonly file: string,
    private readonly taker: LineTaker
  ) {
    this.current = new EventLine(file, new LineStore(), 0, jsonBytes(lineFeeds, true), 0, 0);
  }

  /** How many lines were read so far. */
  get count(): number {
    return this.lines;
  }

  /** The bytes may change afterwards. */
  push(bytes: Buffer): void {
    for (let start = 0; start < bytes.length; start += pieceBytes) this.pushPiece(bytes.subarray(start, start + pieceBytes));
  }

  /** The file ends here. */
  end(): void {
    if (this.heldBytes > 0) this.takeHeld();
  }

  private pushPiece(piece: Buffer): void {
    let start = 0;
    if (this.heldBytes > 0) {
      const end = piece.indexOf(lineFeed);
      this.hold(end < 0 ? piece : piece.subarray(0, end));
      if (end < 0) return;
      this.takeHeld();
      start = end + 1;
    }
    const behind = piece.lastIndexOf(lineFeed) + 1;
    if (behind > start) this.takeLines(piece.subarray(start, behind));
    this.hold(piece.subarray(Math.max(start, behind)));
  }

  private hold(part: Buffer): void {
    this.heldBytes += part.length;
    if (this.heldBytes > maxLineBytes) this.held = [];
    else if (part.length > 0) this.held.push(Buffer.from(part));
  }

  private takeHeld(): void {
    const line = this.heldBytes > maxLineBytes ? undefined : Buffer.concat([...this.held, lineFeeds]);
    [this.held, this.heldBytes] = [[], 0];
    if (line) return this.takeLines(line);
    this.lines += 1;
    this.refuse(`longer than ${maxLineBytes / 1024 / 1024} MiB`);
  }

  /** Takes whole lines, the last with its end. */
  private takeLines(bytes: Buffer): void {
    const isPlain = isAscii(bytes);
    if (!isPlain && !isUtf8(bytes)) return this.takeOneByOne(bytes);
    const source = jsonBytes(bytes, isPlain);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      this.lines += 1;
      this.current.move(this.lines, source, start, end);
      this.taker.takeLine(this.current);
      start = end + 1;
    }
  }

  /** Lines of which at least one is not UTF-8. */
  private takeOneByOne(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const line = bytes.subarray(start, end + 1);
      if (isUtf8(line)) this.takeLines(line);
      else {
        this.lines += 1;
        this.refuse('not UTF-8');
      }
      start = end + 1;
    }
  }

  private refuse(reason: string): void {
    this.taker.takeBadLine({ file: this.file, line: this.lines, reason });
  }
}
