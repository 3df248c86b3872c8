import type { DateFields } from './date_fields';
import { parseOffset } from './time_zone';

const STRICT =
  /^([+-]?\d{4,9})(?:-(\d{2})(?:-(\d{2})(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?)?)?)?)?$/;
const LENIENT =
  /^([+-]?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?)?)?)?)?$/;

/** Reads `strict_date_optional_time` (or the lenient `date_optional_time`); undefined if the text is none. */
export function parseIsoDate(text: string, strict: boolean): DateFields | undefined {
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
