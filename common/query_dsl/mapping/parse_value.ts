import { InvalidDateError } from '../dates/date_fields';
import { DateParseError, printableDate } from '../dates/date_format';
import { momentToMs, momentToNanos, type Moment } from '../dates/date_fields';
import { printYear } from '../dates/java_pattern';
import { UTC } from '../dates/time_zone';
import { canonicalIp } from '../values/ip_address';
import {
  compactInteger,
  INTEGER_BOUNDS,
  javaDoubleText,
  parseDecimal,
  storeFloat,
  truncate,
} from '../values/number_values';
import { scalarText, type Field, type Scalar } from './field';
import type { FieldValue } from './field_type';
import { illegalValue, ValueError, wrongToken } from './value_error';

/**
 * The doc value of one JSON scalar in a field of a type that is checked when a document comes in.
 * Gives undefined where the value counts as missing (an empty string in a number). Throws ValueError.
 */
export function parseValue(field: Field, value: Scalar): FieldValue | undefined {
  switch (field.family) {
    case 'integer':
    case 'unsigned_long':
      return parseInteger(field, value);
    case 'float':
      return parseFloating(field, value);
    case 'boolean':
      return parseBoolean(value);
    case 'ip':
      return parseIp(value);
    case 'date':
    case 'date_nanos':
      return parseDate(field, value);
    default:
      return scalarText(value);
  }
}

function refuseBoolean(value: Scalar): void {
  if (typeof value !== 'boolean') return;
  throw wrongToken(`Current token (VALUE_${String(value).toUpperCase()}) not numeric, can not use numeric value accessors`);
}

function parseInteger(field: Field, value: Scalar): FieldValue | undefined {
  if (typeof value === 'number' && fitsAsIs(field.type, value)) return value;
  refuseBoolean(value);
  const text = scalarText(value);
  if (text === '' && field.coerce) return undefined;
  if (typeof value === 'string' && !field.coerce) throw illegalValue('Integer value passed as String');
  const bounds = INTEGER_BOUNDS[field.type];
  const decimal = parseDecimal(text);
  if (!decimal || !bounds) throw illegalValue(`For input string: "${text}"`);
  const { whole, hasFraction } = truncate(decimal);
  if (hasFraction && !field.coerce) throw illegalValue(`Value [${text}] has a decimal part`);
  if (whole < bounds.min || whole > bounds.max) throw outOfRange(field.type, value, text, bounds);
  return compactInteger(whole);
}

/** The common case, without exact arithmetic. */
function fitsAsIs(type: string, value: number): boolean {
  if (!Number.isSafeInteger(value)) return false;
  if (type === 'long') return true;
  const bounds = INTEGER_BOUNDS[type];
  return bounds !== undefined && value >= Number(bounds.min) && value <= Number(bounds.max);
}

function outOfRange(type: string, value: Scalar, text: string, bounds: { min: bigint; max: bigint; word: string }): ValueError {
  if (typeof value !== 'string' && (type === 'long' || type === 'integer')) {
    const word = type === 'long' ? 'long' : 'int';
    return wrongToken(`Numeric value (${text}) out of range of ${word} (${bounds.min} - ${bounds.max})`, 'input_coercion_exception');
  }
  return illegalValue(`Value [${text}] is out of range for ${bounds.word}`);
}

function parseFloating(field: Field, value: Scalar): FieldValue | undefined {
  refuseBoolean(value);
  const text = scalarText(value).trim();
  if (text === '' && field.coerce) return undefined;
  const isSpecial = text === 'NaN' || text === 'Infinity' || text === '-Infinity';
  if (!isSpecial && !parseDecimal(text)) throw new ValueError({ type: 'number_format_exception', reason: `For input string: "${text}"` });
  const exact = Number(text.replace(/[dDfF]$/, ''));
  const stored = storeFloat(field.type, exact, field.scalingFactor);
  if (!Number.isFinite(stored)) throw illegalValue(`[${field.type}] supports only finite values, but got [${javaDoubleText(exact)}]`);
  return stored;
}

function parseBoolean(value: Scalar): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false' || value === '') return false;
  if (typeof value === 'string') throw illegalValue(`Failed to parse value [${value}] as only [true] or [false] are allowed.`);
  throw wrongToken(`Current token (VALUE_NUMBER_${Number.isInteger(Number(value)) ? 'INT' : 'FLOAT'}) not of boolean type`);
}

function parseIp(value: Scalar): string {
  const text = scalarText(value);
  const address = canonicalIp(text);
  if (address === undefined) throw illegalValue(`'${text}' is not an IP string literal.`);
  return address;
}

function parseDate(field: Field, value: Scalar): FieldValue {
  return dateValue(field, parseDateText(field, scalarText(value)));
}

function parseDateText(field: Field, text: string): Moment {
  if (!field.dateFormat) throw illegalValue(`field [${field.path}] has no date format`);
  try {
    return field.dateFormat.parse(text);
  } catch (error) {
    if (error instanceof InvalidDateError) throw new ValueError({ type: 'date_time_exception', reason: error.message });
    if (error instanceof DateParseError) throw new ValueError(dateParseCause(error));
    throw error;
  }
}

/** `caused_by` of a date that fits no format. */
export function dateParseCause(error: DateParseError): { type: string; reason: string; causedBy: { type: string; reason: string } } {
  const inner =
    error.formatCount > 1 ? 'Failed to parse with all enclosed parsers' : `Text '${error.text}' could not be parsed at index 0`;
  return {
    type: 'illegal_argument_exception',
    reason: error.message,
    causedBy: { type: 'date_time_parse_exception', reason: inner },
  };
}

const MAX_NANOS_SECONDS = 9_223_372_036;

function dateValue(field: Field, moment: Moment): FieldValue {
  if (field.family === 'date') return momentToMs(moment);
  if (moment.seconds < 0) throw illegalValue(`date[${instantText(moment)}] is before the epoch in 1970 and cannot be stored in nanosecond resolution`);
  if (moment.seconds > MAX_NANOS_SECONDS) {
    throw illegalValue(`date[${instantText(moment)}] is after 2262-04-11T23:47:16.854775807 and cannot be stored in nanosecond resolution`);
  }
  return momentToNanos(moment);
}

/** Java's Instant.toString: no fraction where it is zero, else 3, 6 or 9 digits; any year. */
function instantText(moment: Moment): string {
  const { year, month, day, hour, minute, second, nanos } = printableDate(moment, UTC);
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/(000)+$/, '')}`;
  return `${printYear(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}Z`;
}
