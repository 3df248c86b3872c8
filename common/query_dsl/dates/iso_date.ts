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

/** The usual form in full, `2024-01-31T10:11:12.345Z` with up to nine digits or none behind the dot; undefined for others. Both dialects read it alike. */
function parseFullDate(text: string): DateFields | undefined {
  const last = text.length - 1;
  if (last < 19 || last === 20 || last > 29 || text.charCodeAt(last) !== LETTER_Z) return undefined;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(10) !== LETTER_T) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON || (last > 19 && text.charCodeAt(19) !== DOT)) return undefined;
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  const hour = digitsAt(text, 11, 13);
  const minute = digitsAt(text, 14, 16);
  const second = digitsAt(text, 17, 19);
  const year = digitsAt(text, 0, 4);
  const nanos = last === 19 ? undefined : digitsAt(text, 20, last) * 10 ** (29 - last);
  // NaN, from anything but digits, is in no range.
  const inRange = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59 && !(nanos !== undefined && Number.isNaN(nanos));
  return inRange ? { year, month, day, hour, minute, second, nanos, offset: 0 } : undefined;
}

/** The number in a part of a text; NaN where anything else than digits is in it. */
function digitsAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
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
