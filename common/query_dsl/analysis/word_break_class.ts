/** Word break classes of Unicode Annex 29 as Lucene's standard tokenizer groups them. */
export enum WordClass {
  Other = 0,
  Letter = 1,
  Numeric = 2,
  Katakana = 3,
  /** Underscore and other connectors. */
  Connector = 4,
  MidLetter = 5,
  MidNumber = 6,
  /** May stand between letters and between digits: `.` and `'`. */
  MidBoth = 7,
  /** Combining marks and format characters: belong to what stands before them. */
  Extend = 8,
  /** One character is one token. */
  Ideograph = 9,
  Hiragana = 10,
  /** Scripts without blanks between words (Thai, Lao, Khmer, Myanmar): a run is one token. */
  SouthEastAsian = 11,
  Emoji = 12,
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => asciiClass(String.fromCharCode(code)));

function asciiClass(character: string): WordClass {
  if (/[A-Za-z]/.test(character)) return WordClass.Letter;
  if (/[0-9]/.test(character)) return WordClass.Numeric;
  if (character === '_') return WordClass.Connector;
  if (character === ':') return WordClass.MidLetter;
  if (character === ',' || character === ';') return WordClass.MidNumber;
  return character === '.' || character === "'" ? WordClass.MidBoth : WordClass.Other;
}

const RULES: readonly (readonly [RegExp, WordClass])[] = [
  [/[\u2018\u2019\u2024\ufe52\uff07\uff0e]/u, WordClass.MidBoth],
  [/[\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a]/u, WordClass.MidLetter],
  [/[\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b]/u, WordClass.MidNumber],
  [/[\p{Pc}\u202f]/u, WordClass.Connector],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u, WordClass.SouthEastAsian],
  [/[\p{M}\p{Cf}\uff9e\uff9f]/u, WordClass.Extend],
  [/\p{Nd}|\u066b/u, WordClass.Numeric],
  [/[\p{Script=Hiragana}]/u, WordClass.Hiragana],
  [/[\p{Script=Katakana}\u3031-\u3035\u309b\u309c\u30a0\u30fc\uff70]/u, WordClass.Katakana],
  [/\p{Ideographic}/u, WordClass.Ideograph],
  [/[\p{Alphabetic}\u02c2-\u02c5\u02d2-\u02d7\u02de\u02df\u02ed\u02ef-\u02ff\u05f3]/u, WordClass.Letter],
  [/\p{Extended_Pictographic}/u, WordClass.Emoji],
];

/** Classes of the basic plane worked out so far, each plus one (0 = not yet): testing properties is slow. */
const known = new Uint8Array(0x10000);

/** Class of one code point. */
export function wordClass(code: number): WordClass {
  if (code < 128) return ASCII[code] ?? WordClass.Other;
  const before = known[code] ?? 0;
  if (before > 0) return before - 1;
  const character = String.fromCodePoint(code);
  const found = RULES.find(([pattern]) => pattern.test(character))?.[1] ?? WordClass.Other;
  if (code < known.length) known[code] = found + 1;
  return found;
}
