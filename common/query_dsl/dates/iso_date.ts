import type { DateFields } from './date_fields';
import { parseOffset } from './time_zone';

const STRICT =
  /^([+-]?\d{4,9})(?:-(\d{2})(?:-(\d{2})(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?)?)?)?)?$/;
const LENIENT =
  /^([+-]?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?)?)?)?)?$/;

/** Reads `strict_date_optional_time` (or the lenient `date_optional_time`); undefined if the text is none. */
export function parseIsoDate(text: string, strict: boolean): DateFields | undefined {
  return parseFullDate(text) ?? parseAnyDate(text, strict);
}

const [DASH, COLON, DOT, LETTER_T, LETTER_Z] = [45, 58, 46, 84, 90];

/** True for the usual form in full of a day that every month has: both dialects read it without doubt. */
export function isExistingFullDate(text: string): boolean {
  return isFullDate(text) && digitsAt(text, 8, 10) <= 28;
}

function parseFullDate(text: string): DateFields | undefined {
  if (!isFullDate(text)) return undefined;
  const last = text.length - 1;
  return {
    year: digitsAt(text, 0, 4),
    month: digitsAt(text, 5, 7),
    day: digitsAt(text, 8, 10),
    hour: digitsAt(text, 11, 13),
    minute: digitsAt(text, 14, 16),
    second: digitsAt(text, 17, 19),
    nanos: last === 19 ? undefined : digitsAt(text, 20, last) * 10 ** (29 - last),
    offset: 0,
  };
}

/** The usual form in full, `2024-01-31T10:11:12.345Z` with one to nine digits behind the dot, or without both. The day may be one its month has not. */
function isFullDate(text: string): boolean {
  const last = text.length - 1;
  if (last < 19 || last === 20 || last > 29 || text.charCodeAt(last) !== LETTER_Z || text.charCodeAt(10) !== LETTER_T) return false;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return false;
  if (last > 19 && (text.charCodeAt(19) !== DOT || digitsAt(text, 20, last) < 0)) return false;
  return digitsAt(text, 0, 4) >= 0 && inRange(text, 5, 1, 12) && inRange(text, 8, 1, 31) && inRange(text, 11, 0, 23) && inRange(text, 14, 0, 59) && inRange(text, 17, 0, 59);
}

function inRange(text: string, start: number, low: number, high: number): boolean {
  const number = digitsAt(text, start, start + 2);
  return number >= low && number <= high;
}

/** The number in a part of a text; -1 where anything else than digits is in it. */
function digitsAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function parseAnyDate(text: string, strict: boolean): DateFields | undefined {
  const parts = (strict ? STRICT : LENIENT).exec(text);
  if (!parts) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, offset] = parts;
  if (strict && !/^(-?\d{4}|[+-]\d{5,9})$/.test(year)) return undefined;
  const fields: DateFields = {
    year: Number(year),
    month: optional(month),
    day: optional(day),
    hour: optional(hour),
    minute: optional(minute),
    second: optional(second),
    nanos: fraction === undefined ? undefined : Number(fraction.padEnd(9, '0')),
    offset: offset === undefined ? undefined : parseOffset(offset),
  };
  if (offset !== undefined && fields.offset === undefined) return undefined;
  return fieldsInRange(fields) ? fields : undefined;
}

function optional(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** False where a field is outside its calendar range (month 13, hour 24); days are checked against the month later. */
export function fieldsInRange(fields: DateFields): boolean {
  return (
    within(fields.month, 1, 12) &&
    within(fields.day, 1, 31) &&
    within(fields.hour, 0, 23) &&
    within(fields.hour12, 1, 12) &&
    within(fields.minute, 0, 59) &&
    within(fields.second, 0, 59)
  );
}

function within(value: number | undefined, low: number, high: number): boolean {
  return value === undefined || (value >= low && value <= high);
}
