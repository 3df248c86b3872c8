import type { DateFields } from './date_fields';
import { fieldsInRange } from './iso_date';
import { findTimeZone, parseOffset, UTC, type TimeZone } from './time_zone';

/** One piece of a Java date pattern: a run of a letter, or literal text. `optional` groups hold pieces. */
type Piece =
  | { readonly kind: 'field'; readonly letter: string; readonly width: number }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'optional'; readonly pieces: readonly Piece[] };

/** What a moment looks like on the calendar of a zone; used for printing. */
export interface PrintableDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanos: number;
  /** 1 = Monday. */
  readonly weekday: number;
  readonly offset: number;
  readonly zone: TimeZone;
}

export interface JavaPattern {
  parse(text: string): DateFields | undefined;
  print(date: PrintableDate): string;
}

const KNOWN_LETTERS = 'yuMLdHhkKmsSnaEeDXxZzVOGQqwWYNAB';
const SUPPORTED_LETTERS = 'yuMLdHhkKmsSaEXxZzV';
const MONTH_NAMES = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];
const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Compiles a `DateTimeFormatter` pattern. Throws a plain Error with Java's sentence for letters it does not have. */
export function compileJavaPattern(pattern: string): JavaPattern {
  const pieces = new PatternReader(pattern).read();
  const expression = new RegExp(`^${pieces.map(pieceExpression).join('')}$`, 'i');
  const letters = pieces.flatMap(fieldLetters);
  return {
    parse: (text) => {
      const match = expression.exec(text);
      return match ? readFields(letters, match.slice(1)) : undefined;
    },
    print: (date) => pieces.map((piece) => printPiece(piece, date)).join(''),
  };
}

class PatternReader {
  private at = 0;

  constructor(private readonly pattern: string) {}

  read(inOptional = false): Piece[] {
    const pieces: Piece[] = [];
    while (this.at < this.pattern.length) {
      const character = this.pattern.charAt(this.at);
      if (character === ']') {
        if (!inOptional) throw new Error('Pattern invalid as it contains ] without previous [');
        this.at += 1;
        return pieces;
      }
      pieces.push(this.next(character));
    }
    return pieces;
  }

  private next(character: string): Piece {
    if (character === '[') {
      this.at += 1;
      return { kind: 'optional', pieces: this.read(true) };
    }
    if (character === "'") return this.quoted();
    if (/[A-Za-z]/.test(character)) return this.field(character);
    this.at += 1;
    return { kind: 'literal', text: character };
  }

  private quoted(): Piece {
    const end = this.pattern.indexOf("'", this.at + 1);
    if (end < 0) throw new Error(`Pattern ends with an incomplete string literal: ${this.pattern}`);
    const text = this.pattern.slice(this.at + 1, end);
    this.at = end + 1;
    return { kind: 'literal', text: text === '' ? "'" : text };
  }

  private field(letter: string): Piece {
    let end = this.at;
    while (this.pattern.charAt(end) === letter) end += 1;
    const width = end - this.at;
    this.at = end;
    if (!KNOWN_LETTERS.includes(letter)) throw new Error(`Unknown pattern letter: ${letter}`);
    const unknown = [...this.pattern.slice(end)].find((other) => /[A-Za-z]/.test(other) && !KNOWN_LETTERS.includes(other));
    if (!SUPPORTED_LETTERS.includes(letter) && unknown !== undefined) throw new Error(`Unknown pattern letter: ${unknown}`);
    if (!SUPPORTED_LETTERS.includes(letter)) throw new Error(`pattern letter ${letter} is not supported by this server`);
    return { kind: 'field', letter, width };
  }
}

function fieldLetters(piece: Piece): { letter: string; width: number }[] {
  if (piece.kind === 'field') return [{ letter: piece.letter, width: piece.width }];
  return piece.kind === 'optional' ? piece.pieces.flatMap(fieldLetters) : [];
}

function pieceExpression(piece: Piece): string {
  if (piece.kind === 'literal') return piece.text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  if (piece.kind === 'optional') return `(?:${piece.pieces.map(pieceExpression).join('')})?`;
  return `(${fieldExpression(piece.letter, piece.width)})`;
}

function fieldExpression(letter: string, width: number): string {
  switch (letter) {
    case 'y':
    case 'u':
      return width === 2 ? '\\d{2}' : width === 1 ? '[+-]?\\d{1,9}' : `[+-]?\\d{${width},9}`;
    case 'M':
    case 'L':
      return width >= 4 ? '[A-Za-z]+' : width === 3 ? '[A-Za-z]{3}' : numberExpression(width);
    case 'S':
      return `\\d{${width}}`;
    case 'E':
      return '[A-Za-z]+';
    case 'a':
      return 'AM|PM';
    case 'X':
    case 'x':
    case 'Z':
      return 'Z|[+-]\\d{2}(?::?\\d{2})?(?::?\\d{2})?';
    case 'z':
    case 'V':
      return '[A-Za-z][A-Za-z0-9_/+-]*|[+-]\\d{2}(?::?\\d{2})?';
    default:
      return numberExpression(width);
  }
}

function numberExpression(width: number): string {
  return width === 1 ? '\\d{1,2}' : `\\d{${width}}`;
}

function readFields(
  letters: readonly { letter: string; width: number }[],
  texts: readonly (string | undefined)[],
): DateFields | undefined {
  const fields: DateFields = {};
  for (let index = 0; index < letters.length; index += 1) {
    const text = texts[index];
    const letter = letters[index];
    if (text === undefined || !letter) continue;
    if (!readField(fields, letter.letter, letter.width, text)) return undefined;
  }
  return fieldsInRange(fields) ? fields : undefined;
}

function readField(fields: DateFields, letter: string, width: number, text: string): boolean {
  switch (letter) {
    case 'y':
    case 'u':
      fields.year = width === 2 ? 2000 + Number(text) : Number(text);
      return true;
    case 'M':
    case 'L':
      fields.month = width >= 3 ? monthOf(text) : Number(text);
      return fields.month > 0;
    case 'd':
      fields.day = Number(text);
      return true;
    case 'H':
    case 'k':
      fields.hour = letter === 'k' ? Number(text) % 24 : Number(text);
      return true;
    case 'h':
    case 'K':
      fields.hour12 = letter === 'K' ? Number(text) + 1 : Number(text);
      return true;
    case 'm':
      fields.minute = Number(text);
      return true;
    case 's':
      fields.second = Number(text);
      return true;
    case 'S':
      fields.nanos = Number(text.padEnd(9, '0').slice(0, 9));
      return true;
    case 'a':
      fields.afternoon = text.toUpperCase() === 'PM';
      return true;
    case 'E':
      return DAY_NAMES.some((name) => name.toLowerCase().startsWith(text.toLowerCase()));
    default:
      return readZone(fields, text);
  }
}

function monthOf(text: string): number {
  return MONTH_NAMES.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase())) + 1;
}

function readZone(fields: DateFields, text: string): boolean {
  const offset = parseOffset(text);
  if (offset !== undefined) fields.offset = offset;
  else fields.zone = findTimeZone(text);
  return fields.offset !== undefined || fields.zone !== undefined;
}

function printPiece(piece: Piece, date: PrintableDate): string {
  if (piece.kind === 'literal') return piece.text;
  if (piece.kind === 'optional') return piece.pieces.map((inner) => printPiece(inner, date)).join('');
  const { letter, width } = piece;
  const pad = (value: number): string => String(value).padStart(width, '0');
  switch (letter) {
    case 'y':
    case 'u':
      return width === 2 ? String(date.year % 100).padStart(2, '0') : printYear(date.year, width);
    case 'M':
    case 'L':
      return width >= 3 ? (MONTH_NAMES[date.month - 1] ?? '').slice(0, width === 3 ? 3 : undefined) : pad(date.month);
    case 'd':
      return pad(date.day);
    case 'H':
      return pad(date.hour);
    case 'k':
      return pad(date.hour === 0 ? 24 : date.hour);
    case 'h':
      return pad(date.hour % 12 === 0 ? 12 : date.hour % 12);
    case 'K':
      return pad(date.hour % 12);
    case 'm':
      return pad(date.minute);
    case 's':
      return pad(date.second);
    case 'S':
      return String(date.nanos).padStart(9, '0').slice(0, width);
    case 'a':
      return date.hour < 12 ? 'AM' : 'PM';
    case 'E':
      return (DAY_NAMES[date.weekday - 1] ?? '').slice(0, width <= 3 ? 3 : undefined);
    default:
      return printOffset(date, letter, width);
  }
}

export function printYear(year: number, width: number): string {
  const digits = String(Math.abs(year)).padStart(width, '0');
  if (year < 0) return `-${digits}`;
  return digits.length > width && width >= 4 ? `+${digits}` : digits;
}

function printOffset(date: PrintableDate, letter: string, width: number): string {
  if (letter === 'V' || letter === 'z') return date.zone === UTC ? 'Z' : date.zone.id;
  if (date.offset === 0 && letter === 'X') return 'Z';
  const minutes = Math.abs(Math.trunc(date.offset / 60));
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const minute = String(minutes % 60).padStart(2, '0');
  const colon = width === 3 || width === 5 ? ':' : '';
  return `${date.offset < 0 ? '-' : '+'}${hour}${width === 1 && minute === '00' ? '' : colon + minute}`;
}
