import { EqlSyntaxError } from '../errors/index';

/** What a string token is: its value and the offset after it. */
export interface ReadString {
  readonly value: string;
  readonly end: number;
  readonly raw: boolean;
}

const plainEscapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/**
 * The string that starts with the `"` at `start`; `undefined` where no string token is there (not closed on its line, unknown escape).
 * Throws where the token is whole but names no character (`\u{d800}`).
 */
export function readString(text: string, start: number): ReadString | undefined {
  return (text.startsWith('"""', start) ? readRaw(text, start) : undefined) ?? readEscaped(text, start);
}

/** Shortest match to the closing three quotes; up to two more quotes directly after belong to the content. */
function readRaw(text: string, start: number): ReadString | undefined {
  const close = text.indexOf('"""', start + 3);
  if (close < 0) {
    return undefined;
  }
  let end = close + 3;
  while (end < close + 5 && text[end] === '"') {
    end += 1;
  }
  const value = text.slice(start + 3, end - 3);
  return /[\r\n]/.test(value) ? undefined : { value, end, raw: true };
}

function readEscaped(text: string, start: number): ReadString | undefined {
  let value = '';
  let index = start + 1;
  for (;;) {
    const character = text[index];
    if (character === undefined || character === '\n' || character === '\r') {
      return undefined;
    }
    if (character === '"') {
      return { value, end: index + 1, raw: false };
    }
    if (character !== '\\') {
      value += character;
      index += 1;
      continue;
    }
    const escape = readEscape(text, index);
    if (escape === undefined) {
      return undefined;
    }
    value += escape.value;
    index = escape.end;
  }
}

function readEscape(text: string, start: number): { value: string; end: number } | undefined {
  const letter = text[start + 1] ?? '';
  const plain = Object.hasOwn(plainEscapes, letter) ? plainEscapes[letter] : undefined;
  if (plain !== undefined) {
    return { value: plain, end: start + 2 };
  }
  const unicode = /^\\u\{([0-9a-fA-F]{2,8})\}/.exec(text.slice(start, start + 12));
  if (unicode === null) {
    return undefined;
  }
  const end = start + unicode[0].length;
  const code = Number.parseInt(unicode[1] ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    const why = code > 0x10ffff ? 'is beyond the last character 10FFFF' : 'is a surrogate code';
    throw new EqlSyntaxError({ text, location: { start, end }, message: `Invalid unicode character code, [${unicode[1]}] ${why}`, found: unicode[0] });
  }
  return { value: String.fromCodePoint(code), end };
}
