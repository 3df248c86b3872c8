import { DateMathError, parseDateMath } from '../../dates/date_math';
import { compileDateFormat, DateParseError, type DateFormat } from '../../dates/date_format';
import { InvalidDateError, momentOfMs, momentToMs, momentToNanos, type Moment } from '../../dates/date_fields';
import { findTimeZone, type TimeZone } from '../../dates/time_zone';
import type { JsonValue } from '../../json';
import { isScalar, scalarText, type Field } from '../../mapping/field';
import { dateParseCause } from '../../mapping/parse_value';
import type { BindScope } from '../query_node';
import { failedToCreate, shardCause } from '../shard_error';

export interface DateReading {
  readonly format?: string;
  readonly timeZone?: string;
}

/** The moment a query's value stands for on a date field. Throws parse_exception as Elasticsearch does. */
export function queryMoment(field: Field, value: JsonValue, roundUp: boolean, reading: DateReading, scope: BindScope): Moment {
  if ((typeof value === 'number' || typeof value === 'bigint') && reading.format === undefined) return momentOfMs(Number(value));
  const text = isScalar(value) ? scalarText(value) : '';
  const format = formatOf(field, reading, scope);
  try {
    return parseDateMath(text, { format, now: scope.context.now, zone: zoneOf(reading, scope), roundUp });
  } catch (error) {
    throw translated(error, text, format.text);
  }
}

function formatOf(field: Field, reading: DateReading, scope: BindScope): DateFormat {
  try {
    const format = reading.format === undefined ? field.dateFormat : compileDateFormat(reading.format);
    return format ?? compileDateFormat('strict_date_optional_time||epoch_millis');
  } catch (error) {
    throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: error instanceof Error ? error.message : '' });
  }
}

function zoneOf(reading: DateReading, scope: BindScope): TimeZone | undefined {
  if (reading.timeZone === undefined) return undefined;
  const zone = findTimeZone(reading.timeZone);
  if (zone) return zone;
  throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: `Unknown time-zone ID: ${reading.timeZone}` });
}

function translated(error: unknown, text: string, format: string): unknown {
  if (error instanceof DateMathError) return shardCause({ type: 'parse_exception', reason: error.message });
  if (error instanceof DateParseError) {
    const cause = dateParseCause(error);
    return shardCause({ type: 'parse_exception', reason: `${cause.reason}: [${cause.reason}]`, causedBy: cause });
  }
  if (error instanceof InvalidDateError) {
    const reason = `failed to parse date field [${text}] with format [${format}]: [${error.message}]`;
    return shardCause({ type: 'parse_exception', reason, causedBy: { type: 'date_time_exception', reason: error.message } });
  }
  return error;
}

/** The moment as a doc value of the field: milliseconds, or nanoseconds for date_nanos. */
export function momentValue(field: Field, moment: Moment): number | bigint {
  return field.family === 'date_nanos' ? momentToNanos(moment) : momentToMs(moment);
}
