// One concept fills this file: a strict JSON parser that says where it stopped, in the words of Elasticsearch's own reader.
import type { JsonObject, JsonValue } from '../../../../common/query_dsl';

/** A place in a text: both 1-based; `column` counts UTF-16 units. */
export interface JsonLocation {
  readonly line: number;
  readonly column: number;
}

export type JsonReadErrorKind = 'end_of_file' | 'unexpected' | 'duplicate' | 'too_deep';

/** What was wrong with a text, where the reader stopped, and where the last whole token began. */
export class JsonReadError extends Error {
  constructor(
    readonly kind: JsonReadErrorKind,
    message: string,
    readonly location: JsonLocation,
    readonly lastToken: JsonLocation,
    readonly sourceText: string
  ) {
    super(message);
    this.name = 'JsonReadError';
  }
}

/** A value with the offsets of its text; objects and arrays keep their parts. */
export interface JsonNode {
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
  readonly entries?: readonly { readonly key: string; readonly keyStart: number; readonly node: JsonNode }[];
  readonly items?: readonly JsonNode[];
}

/** Deepest nesting that is read, as Elasticsearch's reader has it. */
const MAX_DEPTH = 1000;
const SNIPPET_CHARACTERS = 500;

export function locationAt(text: string, offset: number): JsonLocation {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The text as error messages quote it: `(byte[])"…"`. */
export function sourceSnippet(text: string): string {
  if (text.length <= SNIPPET_CHARACTERS) return `(byte[])"${text}"`;
  return `(byte[])"${text.slice(0, SNIPPET_CHARACTERS)}"[truncated ${Buffer.byteLength(text) - SNIPPET_CHARACTERS} bytes]`;
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/**
 * Reads one JSON value with its places. Integers beyond 2^53 become `bigint`.
 * @throws JsonReadError with the message, line and column that Elasticsearch gives
 */
export function readJsonNode(text: string): JsonNode {
  const reader = new Reader(text);
  return reader.readRoot();
}

class Reader {
  private at = 0;
  private depth = 0;
  private lastTokenStart = 0;

  constructor(private readonly text: string) {}

  readRoot(): JsonNode {
    this.skipBlanks();
    if (this.at >= this.text.length) this.fail('end_of_file', 'No content to map due to end-of-input', this.at);
    const node = this.readValue('root');
    this.skipBlanks();
    if (this.at < this.text.length) this.unexpected('Expected end of input');
    return node;
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  private fail(kind: JsonReadErrorKind, message: string, offset: number): never {
    throw new JsonReadError(kind, message, locationAt(this.text, offset), locationAt(this.text, this.lastTokenStart), this.text);
  }

  private unexpected(expectation: string): never {
    const code = this.text.codePointAt(this.at) ?? 0;
    this.fail('unexpected', `Unexpected character ('${String.fromCodePoint(code)}' (code ${code})): ${expectation}`, this.at);
  }

  private readValue(within: 'root' | 'Object' | 'Array'): JsonNode {
    this.skipBlanks();
    if (this.at >= this.text.length) this.fail('end_of_file', `Unexpected end-of-input within/between ${within} entries`, this.at);
    const start = this.at;
    const character = this.text[start];
    if (character === '{' || character === '[') return this.readContainer(character);
    if (character === '"') {
      const value = this.readString('in VALUE_STRING');
      this.lastTokenStart = start;
      return { value, start, end: this.at };
    }
    if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) return this.readNumber(start);
    return this.readWord(start);
  }

  private readContainer(opening: '{' | '['): JsonNode {
    if (++this.depth > MAX_DEPTH) {
      this.fail('too_deep', `Document nesting depth (${this.depth}) exceeds the maximum allowed (${MAX_DEPTH}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`, this.at);
    }
    this.lastTokenStart = this.at;
    const node = opening === '{' ? this.readObject() : this.readArray();
    this.depth--;
    return node;
  }

  private endInside(kind: 'Object' | 'Array', start: number): never {
    const marker = locationAt(this.text, start);
    const at = `[Source: ${sourceSnippet(this.text)}; line: ${marker.line}, column: ${marker.column}]`;
    this.fail('end_of_file', `Unexpected end-of-input: expected close marker for ${kind} (start marker at ${at})`, this.text.length);
  }

  private readObject(): JsonNode {
    const start = this.at++;
    const entries: { key: string; keyStart: number; node: JsonNode }[] = [];
    const seen = new Set<string>();
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.text.length) this.endInside('Object', start);
      if (this.text[this.at] === '}' && entries.length === 0) break;
      if (entries.length > 0) {
        if (this.text[this.at] === '}') break;
        if (this.text[this.at] !== ',') this.unexpected('was expecting comma to separate Object entries');
        this.at++;
        this.skipBlanks();
        if (this.at >= this.text.length) this.endInside('Object', start);
      }
      entries.push(this.readEntry(seen));
    }
    this.lastTokenStart = this.at++;
    return { value: toObject(entries), start, end: this.at, entries };
  }

  private readEntry(seen: Set<string>): { key: string; keyStart: number; node: JsonNode } {
    const keyStart = this.at;
    if (this.text[keyStart] !== '"') this.unexpected('was expecting double-quote to start field name');
    const key = this.readString('in field name');
    if (seen.has(key)) this.fail('duplicate', `Duplicate field '${key}'`, this.at);
    seen.add(key);
    this.lastTokenStart = keyStart;
    this.skipBlanks();
    if (this.at >= this.text.length) this.fail('end_of_file', 'Unexpected end-of-input within/between Object entries', this.at);
    if (this.text[this.at] !== ':') this.unexpected('was expecting a colon to separate field name and value');
    this.at++;
    return { key, keyStart, node: this.readValue('Object') };
  }

  private readArray(): JsonNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.text.length) this.endInside('Array', start);
      if (this.text[this.at] === ']' && items.length === 0) break;
      if (items.length > 0) {
        if (this.text[this.at] === ']') break;
        if (this.text[this.at] !== ',') this.unexpected('was expecting comma to separate Array entries');
        this.at++;
      }
      items.push(this.readValue('Array'));
    }
    this.lastTokenStart = this.at++;
    return { value: items.map((item) => item.value), start, end: this.at, items };
  }

  private readString(where: string): string {
    const start = this.at;
    let end = start + 1;
    for (; end < this.text.length; end++) {
      const code = this.text.charCodeAt(end);
      if (code === 34) break;
      if (code === 92) end++;
      else if (code < 32) {
        this.at = end;
        this.fail('unexpected', `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`, end);
      }
    }
    if (end >= this.text.length) this.fail('end_of_file', `Unexpected end-of-input ${where}`, this.text.length);
    this.at = end + 1;
    return this.unescape(start);
  }

  private unescape(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      return this.fail('unexpected', 'Unrecognized character escape', start);
    }
  }

  private readNumber(start: number): JsonNode {
    const match = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    match.lastIndex = start;
    const found = match.exec(this.text)?.[0];
    if (found === undefined) this.unexpected("expected digit (0-9) to follow minus sign, for valid numeric value");
    this.at = start + found.length;
    if (/[0-9.]/.test(this.text[this.at] ?? '')) {
      this.fail('unexpected', 'Invalid numeric value: Leading zeroes not allowed', this.at);
    }
    this.lastTokenStart = start;
    return { value: toNumber(found), start, end: this.at };
  }

  private readWord(start: number): JsonNode {
    const match = /[A-Za-z0-9_$]+/y;
    match.lastIndex = start;
    const word = match.exec(this.text)?.[0];
    if (word === undefined) this.unexpected('expected a value');
    this.at = start + word.length;
    const value = WORDS.get(word);
    if (value === undefined) {
      this.fail('unexpected', `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`, this.at);
    }
    this.lastTokenStart = start;
    return { value, start, end: this.at };
  }
}

const WORDS = new Map<string, JsonValue>([['true', true], ['false', false], ['null', null]]);

function toNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? value : BigInt(text);
}

/** Own properties only, `__proto__` included, so that no document can reach a prototype. */
function toObject(entries: readonly { key: string; node: JsonNode }[]): JsonObject {
  const out: Record<string, JsonValue> = {};
  for (const { key, node } of entries) {
    if (key === '__proto__') Object.defineProperty(out, key, { value: node.value, enumerable: true, configurable: true, writable: true });
    else out[key] = node.value;
  }
  return out;
}
