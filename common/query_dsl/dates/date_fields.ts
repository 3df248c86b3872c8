import { daysFromCivil, daysInMonth } from './civil_date';
import { instantOfLocal, type TimeZone } from './time_zone';

/** What a date text said, field by field; missing fields are undefined. */
export interface DateFields {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  nanos?: number;
  /** Seconds east of UTC as written in the text. */
  offset?: number;
  zone?: TimeZone;
  afternoon?: boolean;
  hour12?: number;
  /** Seconds since the epoch, where the text is a count (epoch_millis, epoch_second). */
  epochSeconds?: number;
}

/** A moment: whole seconds since the epoch and nanoseconds within the second (0 to 999,999,999). */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

/** A calendar date that does not exist, with Java's sentence (`Invalid date 'FEBRUARY 30'`). */
export class InvalidDateError extends Error {}

const MONTHS = [
  'JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE',
  'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER',
];

/**
 * The moment the fields stand for. Missing month and day are 1; missing time is the start of its unit, or with `roundUp` the end
 * of the day, hour, minute or second (search-observed.md section 4, "Incomplete dates"). Throws InvalidDateError.
 */
export function resolveFields(fields: DateFields, zone: TimeZone, roundUp: boolean): Moment {
  if (fields.epochSeconds !== undefined) return { seconds: fields.epochSeconds, nanos: fields.nanos ?? 0 };
  const year = fields.year ?? 1970;
  const month = fields.month ?? 1;
  const day = fields.day ?? 1;
  if (day > daysInMonth(year, month)) throw new InvalidDateError(impossibleDay(year, month, day));
  const hour = hourOf(fields) ?? (roundUp ? 23 : 0);
  const minute = fields.minute ?? (roundUp ? 59 : 0);
  const second = fields.second ?? (roundUp ? 59 : 0);
  const nanos = fields.nanos ?? (roundUp ? 999_999_999 : 0);
  const local = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  const seconds = fields.offset === undefined ? instantOfLocal(local, fields.zone ?? zone) : local - fields.offset;
  return { seconds, nanos };
}

function hourOf(fields: DateFields): number | undefined {
  if (fields.hour12 === undefined) return fields.hour;
  return (fields.hour12 % 12) + (fields.afternoon ? 12 : 0);
}

function impossibleDay(year: number, month: number, day: number): string {
  if (day === 29) return `Invalid date 'February 29' as '${year}' is not a leap year`;
  return `Invalid date '${MONTHS[month - 1] ?? ''} ${day}'`;
}

export function momentToMs(moment: Moment): number {
  return moment.seconds * 1000 + Math.floor(moment.nanos / 1_000_000);
}

export function momentToNanos(moment: Moment): bigint {
  return BigInt(moment.seconds) * 1_000_000_000n + BigInt(moment.nanos);
}

export function momentOfMs(epochMs: number): Moment {
  const seconds = Math.floor(epochMs / 1000);
  return { seconds, nanos: Math.round(epochMs - seconds * 1000) * 1_000_000 };
}

export function momentOfNanos(epochNanos: bigint): Moment {
  let seconds = epochNanos / 1_000_000_000n;
  let nanos = epochNanos % 1_000_000_000n;
  if (nanos < 0n) {
    nanos += 1_000_000_000n;
    seconds -= 1n;
  }
  return { seconds: Number(seconds), nanos: Number(nanos) };
}
