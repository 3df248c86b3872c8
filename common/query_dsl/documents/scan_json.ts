/** JSON as bytes of UTF-8, with a view of the same bytes, and parts of it as text. */
export interface JsonBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  text(start: number, end: number): string;
}

/*
 * Finds where JSON values end in bytes of UTF-8, without making them. 0 stands for text that is no JSON, or is nested too deep.
 * A line feed must follow behind the JSON: it ends every value.
 */

const [QUOTE, BACKSLASH, MINUS, PLUS, DOT, ZERO, NINE, COMMA, COLON] = [34, 92, 45, 43, 46, 48, 57, 44, 58];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, SPACE, LETTER_U] = [91, 93, 123, 125, 32, 117];

/** Bytes that may stand behind a backslash, but for `u`. */
const ESCAPED = new Uint8Array(256);
for (const letter of '"\\/bfnrt') ESCAPED[letter.charCodeAt(0)] = 1;

const HEXADECIMAL = new Uint8Array(256);
for (const digit of '0123456789abcdefABCDEF') HEXADECIMAL[digit.charCodeAt(0)] = 1;

/** The first place that is no blank; stops at the line feed. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte === SPACE || byte === 9 || byte === 13; byte = bytes[at]) at += 1;
  return at;
}

/** The closing quote of the text whose first byte is at `from`; negative where the text has escapes. */
export function endOfText(json: JsonBytes, from: number): number {
  const { bytes } = json;
  let at = from;
  let sign = 1;
  for (;;) {
    at = skipOrdinary(json, at);
    const byte = bytes[at] as number;
    if (byte === QUOTE) return sign * at;
    if (byte === BACKSLASH) {
      const next = behindEscape(bytes, at + 1);
      if (next === 0) return 0;
      sign = -1;
      at = next;
    } else return 0;
  }
}

/**
 * The first place that is a quote, a backslash or below a space. Four bytes at a time: the usual test of a word for a byte of zero, three times, whose lowest mark is
 * at the first such byte (those above it may be false).
 */
function skipOrdinary({ bytes, view }: JsonBytes, from: number): number {
  let at = from;
  for (const last = bytes.length - 4; at <= last; at += 4) {
    const word = view.getInt32(at, true);
    const marks = (((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101) | (word - 0x20202020)) & ~word & 0x80808080;
    if (marks !== 0) return at + ((31 - Math.clz32(marks & -marks)) >> 3);
  }
  for (let byte = bytes[at] as number; byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH; byte = bytes[at] as number) at += 1;
  return at;
}

function behindEscape(bytes: Uint8Array, from: number): number {
  if (ESCAPED[bytes[from] as number] === 1) return from + 1;
  if (bytes[from] !== LETTER_U) return 0;
  for (let at = from + 1; at <= from + 4; at += 1) if (HEXADECIMAL[bytes[at] as number] !== 1) return 0;
  return from + 5;
}

/** Behind the number that begins at `from`. */
export function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  const whole = at;
  at = skipDigits(bytes, at);
  if (at === whole || (bytes[whole] === ZERO && at > whole + 1)) return 0;
  if (bytes[at] === DOT) {
    const end = skipDigits(bytes, at + 1);
    if (end === at + 1) return 0;
    at = end;
  }
  if (bytes[at] !== 101 && bytes[at] !== 69) return at;
  at += bytes[at + 1] === PLUS || bytes[at + 1] === MINUS ? 2 : 1;
  const end = skipDigits(bytes, at);
  return end === at ? 0 : end;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at] as number; byte >= ZERO && byte <= NINE; byte = bytes[at] as number) at += 1;
  return at;
}

/** Behind `true`, `false` or `null`. */
export function endOfWord(bytes: Uint8Array, from: number): number {
  const [first, second, third, fourth] = [bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]];
  if (first === 116) return second === 114 && third === 117 && fourth === 101 ? from + 4 : 0;
  if (first === 110) return second === 117 && third === 108 && fourth === 108 ? from + 4 : 0;
  return first === 102 && second === 97 && third === 108 && fourth === 115 && bytes[from + 4] === 101 ? from + 5 : 0;
}

/** Behind the value that begins at `from`. `levels`: how many objects and lists may be in one another. */
export function endOfValue(json: JsonBytes, from: number, levels: number): number {
  const { bytes } = json;
  const byte = bytes[from] as number;
  if (byte === QUOTE) {
    const end = endOfText(json, from + 1);
    return end === 0 ? 0 : Math.abs(end) + 1;
  }
  if (byte === OPEN_OBJECT) return endOfMembers(json, from + 1, CLOSE_OBJECT, levels - 1);
  if (byte === OPEN_LIST) return endOfMembers(json, from + 1, CLOSE_LIST, levels - 1);
  return byte === MINUS || (byte >= ZERO && byte <= NINE) ? endOfNumber(bytes, from) : endOfWord(bytes, from);
}

function endOfMembers(json: JsonBytes, from: number, close: number, levels: number): number {
  if (levels < 0) return 0;
  const { bytes } = json;
  let at = skipBlanks(bytes, from);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (close === CLOSE_OBJECT) {
      at = behindKey(json, at);
      if (at === 0) return 0;
    }
    at = endOfValue(json, at, levels);
    if (at === 0) return 0;
    at = skipBlanks(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== COMMA) return 0;
    at = skipBlanks(bytes, at + 1);
  }
}

/** Where the value of the key begins whose quote is at `from`. */
function behindKey(json: JsonBytes, from: number): number {
  if (json.bytes[from] !== QUOTE) return 0;
  const end = Math.abs(endOfText(json, from + 1));
  return end === 0 ? 0 : behindColon(json.bytes, end + 1);
}

/** Behind the colon at `from`, and the blanks around it. */
export function behindColon(bytes: Uint8Array, from: number): number {
  const at = skipBlanks(bytes, from);
  return bytes[at] === COLON ? skipBlanks(bytes, at + 1) : 0;
}

/** A text that is looked for in JSON: compared four bytes at a time, the last four perhaps again. */
export class WantedBytes {
  readonly length: number;
  private readonly words: Int32Array;
  private readonly lastWord: number;

  constructor(private readonly bytes: Uint8Array) {
    this.length = bytes.length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.words = Int32Array.from({ length: (bytes.length - 1) >> 2 }, (_, index) => view.getInt32(index * 4, true));
    this.lastWord = bytes.length < 4 ? 0 : view.getInt32(bytes.length - 4, true);
  }

  /** Whether these very bytes stand at a place. */
  isAt(json: JsonBytes, from: number): boolean {
    const { words, length } = this;
    const { view } = json;
    const last = from + length - 4;
    if (length < 4 || last + 4 > view.byteLength) return this.isShortAt(json, from);
    if (view.getInt32(last, true) !== this.lastWord) return false;
    for (let index = 0, at = from; index < words.length; index += 1, at += 4) if (view.getInt32(at, true) !== words[index]) return false;
    return true;
  }

  private isShortAt({ bytes }: JsonBytes, from: number): boolean {
    return this.bytes.every((byte, index) => bytes[from + index] === byte);
  }
}
