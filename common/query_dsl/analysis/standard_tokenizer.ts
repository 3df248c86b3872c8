import type { Token } from './token';
import { WordClass, wordClass } from './word_break_class';

/** Longer tokens are cut into pieces of this many UTF-16 units, as Elasticsearch's `standard` analyser does. */
const MAX_TOKEN_LENGTH = 255;

/** Characters of a text with their classes; `starts` has one more entry, the end of the text. */
interface ClassifiedText {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly kinds: Uint8Array;
}

/**
 * Splits text as Lucene's standard tokenizer: word boundaries of Unicode Annex 29, keeping only runs that hold a letter, digit,
 * ideograph, kana or emoji. One pass over the text. Tokens keep their letter case.
 */
export function standardTokens(text: string): Token[] {
  const classified = classify(text);
  const tokens: Token[] = [];
  let index = 0;
  while (index < classified.count) {
    let end = index + 1;
    while (end < classified.count && joins(classified.kinds, end)) end += 1;
    pushToken(classified, index, end, tokens);
    index = end;
  }
  return tokens;
}

/** Classes of all characters; extending characters are joined to what they extend. */
function classify(text: string): ClassifiedText {
  const starts = new Int32Array(text.length + 1);
  const kinds = new Uint8Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const kind = wordClass(code);
    const extendsLast = kind === WordClass.Extend && at > 0 && !isBlank(text.charCodeAt(starts[count - 1] ?? 0));
    if (!extendsLast) {
      starts[count] = at;
      kinds[count] = kind;
      count += 1;
    }
    at += code > 0xffff ? 2 : 1;
  }
  starts[count] = text.length;
  return { text, count, starts, kinds };
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** True if there is no word boundary before the character at `index` (rules WB5 to WB13b). */
function joins(kinds: Uint8Array, index: number): boolean {
  const before = kinds[index - 1] ?? 0;
  const here = kinds[index] ?? 0;
  if (here === WordClass.Other || before === WordClass.Other) return false;
  if (isMid(here)) return joinsAcross(before, here, kinds[index + 1] ?? 0);
  if (isMid(before)) return joinsAcross(kinds[index - 2] ?? 0, before, here);
  if (here === WordClass.Connector || before === WordClass.Connector) return isWord(before) && isWord(here);
  if (isAlphanumeric(here)) return isAlphanumeric(before);
  return here === before && (here === WordClass.SouthEastAsian || here === WordClass.Katakana);
}

function isMid(kind: number): boolean {
  return kind === WordClass.MidLetter || kind === WordClass.MidNumber || kind === WordClass.MidBoth;
}

function isAlphanumeric(kind: number): boolean {
  return kind === WordClass.Letter || kind === WordClass.Numeric;
}

function isWord(kind: number): boolean {
  return isAlphanumeric(kind) || kind === WordClass.Katakana || kind === WordClass.Connector;
}

function joinsAcross(left: number, middle: number, right: number): boolean {
  if (left === WordClass.Letter && right === WordClass.Letter) return middle !== WordClass.MidNumber;
  if (left === WordClass.Numeric && right === WordClass.Numeric) return middle !== WordClass.MidLetter;
  return false;
}

function pushToken(classified: ClassifiedText, first: number, end: number, tokens: Token[]): void {
  const type = tokenType(classified, first, end);
  if (type === undefined) return;
  const from = classified.starts[first] ?? 0;
  const to = classified.starts[end] ?? 0;
  for (let start = from; start < to; start += MAX_TOKEN_LENGTH) {
    const stop = Math.min(start + MAX_TOKEN_LENGTH, to);
    tokens.push({ token: classified.text.slice(start, stop), start, end: stop, type, position: tokens.length });
  }
}

const TYPES: readonly (readonly [WordClass, string])[] = [
  [WordClass.Numeric, '<NUM>'],
  [WordClass.Katakana, '<KATAKANA>'],
  [WordClass.Ideograph, '<IDEOGRAPHIC>'],
  [WordClass.Hiragana, '<HIRAGANA>'],
  [WordClass.SouthEastAsian, '<SOUTHEAST_ASIAN>'],
  [WordClass.Emoji, '<EMOJI>'],
];

function tokenType({ text, kinds, starts }: ClassifiedText, first: number, end: number): string | undefined {
  let present = 0;
  for (let index = first; index < end; index += 1) present |= 1 << (kinds[index] ?? 0);
  if (present & (1 << WordClass.Letter)) {
    const segment = text.slice(starts[first], starts[end]);
    return segment.charCodeAt(0) > 127 && /^[\p{Script=Hangul}\p{M}]+$/u.test(segment) ? '<HANGUL>' : '<ALPHANUM>';
  }
  return TYPES.find(([kind]) => present & (1 << kind))?.[1];
}
