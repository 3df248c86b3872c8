import { findTimeZone, instantOfLocal, type TimeZone } from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';

/** Start of the bucket an instant falls into, and of the one after it; epoch milliseconds. */
export interface Rounding {
  round(epochMs: number): number;
  next(bucketMs: number): number;
}

type CalendarUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const CALENDAR_UNITS: Readonly<Record<string, CalendarUnit>> = {
  minute: 'minute', '1m': 'minute', hour: 'hour', '1h': 'hour', day: 'day', '1d': 'day', week: 'week', '1w': 'week', month: 'month', '1M': 'month', quarter: 'quarter', '1q': 'quarter', year: 'year', '1y': 'year',
};
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Monday before the epoch. */
const FIRST_MONDAY_MS = -3 * DAY_MS;

export function calendarUnit(text: string): CalendarUnit | undefined {
  return Object.hasOwn(CALENDAR_UNITS, text) ? CALENDAR_UNITS[text] : undefined;
}

/** Local wall clock of a zone; offsets are looked up once for each quarter of an hour. */
class LocalClock {
  private readonly offsets = new Map<number, number>();

  constructor(private readonly zone: TimeZone) {}

  toLocal(epochMs: number): number {
    const quarter = Math.floor(epochMs / 900_000);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      offset = this.zone.offsetAt(quarter * 900) * 1000;
      this.offsets.set(quarter, offset);
    }
    return epochMs + offset;
  }

  toInstant(localMs: number): number {
    return instantOfLocal(Math.floor(localMs / 1000), this.zone) * 1000 + (((localMs % 1000) + 1000) % 1000);
  }
}

/** @throws ElasticsearchError for a zone nobody knows */
export function makeRounding(unit: { readonly calendar: CalendarUnit } | { readonly fixedMs: number }, options: { readonly timeZone: string | undefined; readonly offsetMs: number }): Rounding {
  const { timeZone, offsetMs } = options;
  const zone = timeZone === undefined ? undefined : findTimeZone(timeZone);
  if (timeZone !== undefined && zone === undefined) throw illegalArgument(`Unknown time-zone ID: ${timeZone}`);
  const floor = 'calendar' in unit ? (local: number): number => floorCalendar(local, unit.calendar) : (local: number): number => Math.floor(local / unit.fixedMs) * unit.fixedMs;
  const after = 'calendar' in unit ? (local: number): number => nextCalendar(local, unit.calendar) : (local: number): number => local + unit.fixedMs;
  const clock = zone === undefined || zone.id === 'Z' ? undefined : new LocalClock(zone);
  const round = (epochMs: number): number => {
    const shifted = epochMs - offsetMs;
    return (clock === undefined ? floor(shifted) : clock.toInstant(floor(clock.toLocal(shifted)))) + offsetMs;
  };
  const next = (bucketMs: number): number => {
    const shifted = bucketMs - offsetMs;
    return (clock === undefined ? after(shifted) : clock.toInstant(after(clock.toLocal(shifted)))) + offsetMs;
  };
  return { round, next };
}

function floorCalendar(local: number, unit: CalendarUnit): number {
  if (unit === 'minute') return Math.floor(local / MINUTE_MS) * MINUTE_MS;
  if (unit === 'hour') return Math.floor(local / HOUR_MS) * HOUR_MS;
  if (unit === 'day') return Math.floor(local / DAY_MS) * DAY_MS;
  if (unit === 'week') return Math.floor((local - FIRST_MONDAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + FIRST_MONDAY_MS;
  const date = new Date(local);
  const month = unit === 'year' ? 0 : unit === 'quarter' ? Math.floor(date.getUTCMonth() / 3) * 3 : date.getUTCMonth();
  return utcDate(date.getUTCFullYear(), month);
}

const MONTHS: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 1, quarter: 3, year: 12 };

function nextCalendar(local: number, unit: CalendarUnit): number {
  const months = MONTHS[unit];
  if (months === undefined) return local + (unit === 'minute' ? MINUTE_MS : unit === 'hour' ? HOUR_MS : unit === 'day' ? DAY_MS : 7 * DAY_MS);
  const date = new Date(local);
  return utcDate(date.getUTCFullYear(), date.getUTCMonth() + months);
}

/** Unlike `Date.UTC`, takes years below 100 as they are. */
function utcDate(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}
