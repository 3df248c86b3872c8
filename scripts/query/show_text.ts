/** A stretch of a text in UTF-16 units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Characters that a terminal would apply, hide or stack instead of showing: controls, format and bidi characters, marks, odd blanks, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Mn}\p{Me}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u2800\u3164\uffa0]/u;
const wide = /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const shortNames: ReadonlyMap<number, string> = new Map([[0x00, 'NUL'], [0x09, 'TAB'], [0x0a, 'LF'], [0x0d, 'CR'], [0x1b, 'ESC'], [0xa0, 'NBSP'], [0x200b, 'ZWSP'], [0x202e, 'RLO'], [0xfeff, 'BOM']]);

/** One character as it is shown. */
interface Cell {
  readonly shown: string;
  /** Columns of a terminal. */
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

function* cellsOf(text: string): Generator<Cell> {
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    if (invisible.test(character)) {
      const shown = tokenOf(character);
      yield { shown, width: shown.length, start, end };
    } else yield { shown: character, width: wide.test(character) ? 2 : 1, start, end };
    start = end;
  }
}

/** `<ESC>`, `<U+2066>`. */
function tokenOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `<${shortNames.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}>`;
}

/** The text with every character that cannot be seen as a token: nothing in it reaches the terminal as a command. Line ends stay where `lines` says so. */
export function showText(text: string, { lines = false }: { readonly lines?: boolean } = {}): string {
  if (lines) return text.split(/\r\n|\n/).map((line) => showText(line)).join('\n');
  return [...cellsOf(text)].map(({ shown }) => shown).join('');
}

const marginCharacters = 40;

/**
 * The text and below it carets under the given stretches, as two lines without line ends. Of a long text only what is within 40 characters of a stretch is shown,
 * `…` standing for the rest. An empty stretch (end of a query) gets one caret.
 */
export function showWithCarets(text: string, stretches: readonly Stretch[]): readonly [string, string] {
  let shown = '';
  let carets = '';
  let isCut = false;
  const isShort = text.length <= 3 * marginCharacters;
  const near = stretches.length > 0 ? stretches : [{ start: 0, end: 0 }];
  for (const cell of cellsOf(text)) {
    if (!isShort && !near.some(({ start, end }) => cell.end > start - marginCharacters && cell.start < end + marginCharacters)) {
      if (!isCut) [shown, carets] = [`${shown}…`, `${carets} `];
      isCut = true;
      continue;
    }
    isCut = false;
    const isMarked = stretches.some(({ start, end }) => cell.start < Math.max(end, start + 1) && cell.end > start);
    shown += cell.shown;
    carets += (isMarked ? '^' : ' ').repeat(cell.width);
  }
  if (stretches.some(({ start }) => start >= text.length)) carets += '^';
  return [shown, carets.trimEnd()];
}

/** JSON text with the characters of {@link showText} as `\u` escapes: the same value, safe to print. */
export function safeJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g, (found) =>
    [...Array(found.length).keys()].map((index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
  );
}
