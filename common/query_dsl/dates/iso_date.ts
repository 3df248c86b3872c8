import { daysFromCivil, MS_PER_DAY } from './civil_date';
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

const scratch = new Uint8Array(30);

/** The usual form, without the detour of an expression. */
function parseFullDate(text: string): DateFields | undefined {
  const { length } = text;
  if (length > scratch.length) return undefined;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return undefined;
    scratch[index] = code;
  }
  if (!isExistingFullDate(scratch, 0, length)) return undefined;
  const fraction = length === 20 ? undefined : text.slice(20, -1);
  return {
    year: twoDigits(scratch, 0) * 100 + twoDigits(scratch, 2),
    month: twoDigits(scratch, 5),
    day: twoDigits(scratch, 8),
    hour: twoDigits(scratch, 11),
    minute: twoDigits(scratch, 14),
    second: twoDigits(scratch, 17),
    nanos: fraction === undefined ? undefined : Number(fraction) * 10 ** (9 - fraction.length),
    offset: 0,
  };
}

const [DIGIT_ZERO, DIGIT_NINE, HYPHEN, COLON, DOT, LETTER_T, LETTER_Z] = [48, 57, 45, 58, 46, 84, 90];

/**
 * True for the usual form in full, `2024-01-31T10:11:12.345Z` with one to nine digits behind the dot or without both, of a day that every month has. Both dialects read it
 * without doubt. Takes bytes of ASCII, and says false for most others.
 */
export function isExistingFullDate(bytes: Uint8Array, start: number, end: number): boolean {
  const last = end - 1;
  const length = last - start;
  if (length < 19 || length === 20 || length > 29 || bytes[last] !== LETTER_Z) return false;
  if (bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN || bytes[start + 10] !== LETTER_T || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return false;
  if (length > 19 && bytes[start + 19] !== DOT) return false;
  for (let at = start + 20; at < last; at += 1) if ((bytes[at] as number) < DIGIT_ZERO || (bytes[at] as number) > DIGIT_NINE) return false;
  const isYear = isBetween(bytes, start, 0, 99) && isBetween(bytes, start + 2, 0, 99);
  const isDay = isYear && isBetween(bytes, start + 5, 1, 12) && isBetween(bytes, start + 8, 1, 28);
  return isDay && isBetween(bytes, start + 11, 0, 23) && isBetween(bytes, start + 14, 0, 59) && isBetween(bytes, start + 17, 0, 59);
}

/** Whether two bytes are digits of a number between two bounds. */
function isBetween(bytes: Uint8Array, at: number, low: number, high: number): boolean {
  const tens = (bytes[at] as number) - DIGIT_ZERO;
  const ones = (bytes[at + 1] as number) - DIGIT_ZERO;
  const number = tens * 10 + ones;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && number >= low && number <= high;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) - DIGIT_ZERO) * 10 + (bytes[at + 1] as number) - DIGIT_ZERO;
}

/** The epoch milliseconds of a text that is an existing full date; digits behind the third are cut off. */
export function fullDateMs(bytes: Uint8Array, start: number, end: number): number {
  const days = daysFromCivil(twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2), twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
  const minutes = twoDigits(bytes, start + 11) * 60 + twoDigits(bytes, start + 14);
  let milliseconds = 0;
  for (let at = start + 20, unit = 100; at < end - 1 && unit >= 1; at += 1, unit /= 10) milliseconds += ((bytes[at] as number) - DIGIT_ZERO) * unit;
  return days * MS_PER_DAY + minutes * 60_000 + twoDigits(bytes, start + 17) * 1000 + milliseconds;
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
