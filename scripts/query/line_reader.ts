import { isAscii, isUtf8 } from 'node:buffer';
import { isJsonObject, type JsonObject, type JsonValue } from '../../common/query_dsl/index';
import { type BadLine, EventLine } from './event_line';

const maxLineBytes = 16 * 1024 * 1024;

/** Texts of this size stay among the young ones, which cost least to make and to drop. */
const pieceBytes = 64 * 1024;
const newline = 10;

/** Who is given the lines. */
export interface LineTaker {
  /** The line is the same object each time; `copy()` it to keep it. The document may be nested to any depth, and its numbers be rounded: see `line.exact`. */
  takeEvent(line: EventLine, document: JsonObject): void;
  takeBadLine(line: BadLine): void;
}

/** Cuts the bytes of one file into lines and parses each, as the bytes come. Blank lines are passed over. Bytes are not kept, but for a line that goes on. */
export class LineReader {
  private readonly current: EventLine;
  private lines = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(
    private readonly file: string,
    private readonly taker: LineTaker
  ) {
    this.current = new EventLine(file);
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
      const end = piece.indexOf(newline);
      this.hold(end < 0 ? piece : piece.subarray(0, end));
      if (end < 0) return;
      this.takeHeld();
      start = end + 1;
    }
    const last = piece.lastIndexOf(newline);
    if (last >= start) this.takeLines(piece.subarray(start, last));
    this.hold(piece.subarray(Math.max(start, last + 1)));
  }

  private hold(part: Buffer): void {
    this.heldBytes += part.length;
    if (this.heldBytes > maxLineBytes) this.held = [];
    else if (part.length > 0) this.held.push(Buffer.from(part));
  }

  private takeHeld(): void {
    const line = this.heldBytes > maxLineBytes ? undefined : Buffer.concat(this.held);
    [this.held, this.heldBytes] = [[], 0];
    if (line) return this.takeLines(line);
    this.lines += 1;
    this.refuse(`longer than ${maxLineBytes / 1024 / 1024} MiB`);
  }

  /** Takes whole lines, without the end of the last. */
  private takeLines(bytes: Buffer): void {
    const text = decode(bytes);
    if (text === undefined) return this.takeOneByOne(bytes);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.takeText(text.slice(start, end));
      start = end + 1;
    }
    this.takeText(text.slice(start));
  }

  /** Lines of which at least one is not UTF-8. */
  private takeOneByOne(bytes: Buffer): void {
    for (let start = 0; start <= bytes.length; ) {
      const end = bytes.indexOf(newline, start);
      const line = bytes.subarray(start, end < 0 ? bytes.length : end);
      if (isUtf8(line)) this.takeLines(line);
      else {
        this.lines += 1;
        this.refuse('not UTF-8');
      }
      start = end < 0 ? bytes.length + 1 : end + 1;
    }
  }

  private takeText(text: string): void {
    this.lines += 1;
    let document: JsonValue;
    try {
      document = JSON.parse(text) as JsonValue;
    } catch {
      return this.takeOddText(text.trim());
    }
    this.takeValue(document, text);
  }

  /** Text that is no JSON as it stands: blank, with other blanks around it than JSON has, or bad. */
  private takeOddText(text: string): void {
    if (text === '') return;
    let document: JsonValue;
    try {
      document = JSON.parse(text) as JsonValue;
    } catch (error) {
      return this.refuse(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.takeValue(document, text);
  }

  private takeValue(document: JsonValue, text: string): void {
    if (!isJsonObject(document)) this.refuse('not a JSON object');
    else {
      this.current.set(this.lines, text);
      this.taker.takeEvent(this.current, document);
    }
  }

  private refuse(reason: string): void {
    this.taker.takeBadLine({ file: this.file, line: this.lines, reason });
  }
}

function decode(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
