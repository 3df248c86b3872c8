import { civilFromDays, daysFromCivil, daysInMonth } from './civil_date';
import { momentOfMs, type Moment } from './date_fields';
import type { DateFormat } from './date_format';
import { instantOfLocal, type TimeZone, UTC } from './time_zone';

export interface DateMathOptions {
  readonly format: DateFormat;
  /** Epoch milliseconds of `now`. */
  readonly now: number;
  readonly zone?: TimeZone;
  /** Upper bounds: fill missing time with its end, and round `/unit` to the last moment of the unit. */
  readonly roundUp: boolean;
}

/** Date math that is no date math, with Elasticsearch's sentence. */
export class DateMathError extends Error {}

/**
 * The moment of a query's date text: `now-1d/d`, `2024-05-01||+1M/d` or a plain date.
 * Throws DateMathError, DateParseError or InvalidDateError.
 */
export function parseDateMath(text: string, options: DateMathOptions): Moment {
  const zone = options.zone ?? UTC;
  if (text.startsWith('now')) return applyMath(momentOfMs(options.now), text.slice(3), zone, options.roundUp);
  const bar = text.indexOf('||');
  if (bar < 0) return options.format.parse(text, { zone, roundUp: options.roundUp });
  const start = options.format.parse(text.slice(0, bar), { zone, roundUp: false });
  return applyMath(start, text.slice(bar + 2), zone, options.roundUp);
}

function applyMath(start: Moment, math: string, zone: TimeZone, roundUp: boolean): Moment {
  let moment = start;
  let at = 0;
  while (at < math.length) {
    const operator = math.charAt(at);
    at += 1;
    if (operator !== '+' && operator !== '-' && operator !== '/') throw new DateMathError(`operator not supported for date math [${math}]`);
    if (at >= math.length) throw new DateMathError(`truncated date math [${math}]`);
    let end = at;
    while (/\d/.test(math.charAt(end))) end += 1;
    const digits = math.slice(at, end);
    if (end >= math.length) throw new DateMathError(`truncated date math [${math}]`);
    const unit = math.charAt(end);
    at = end + 1;
    if (operator === '/') {
      if (digits !== '' && digits !== '1') throw new DateMathError(`rounding \`/\` can only be used on single unit types [${math}]`);
      moment = roundToUnit(moment, unit, zone, roundUp, math);
    } else {
      const count = digits === '' ? 1 : Number(digits);
      moment = shift(moment, operator === '-' ? -count : count, unit, zone, math);
    }
  }
  return moment;
}

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, H: 3600, d: 86_400, w: 604_800 };
const MONTHS_PER_UNIT: Readonly<Record<string, number>> = { M: 1, y: 12 };

function shift(moment: Moment, count: number, unit: string, zone: TimeZone, math: string): Moment {
  const months = MONTHS_PER_UNIT[unit];
  if (months !== undefined) return addMonths(moment, count * months, zone);
  const seconds = SECONDS_PER_UNIT[unit];
  if (seconds === undefined) throw new DateMathError(`unit [${unit}] not supported for date math [${math}]`);
  if (unit !== 'd' && unit !== 'w') return { seconds: moment.seconds + count * seconds, nanos: moment.nanos };
  const local = moment.seconds + zone.offsetAt(moment.seconds) + count * seconds;
  return { seconds: instantOfLocal(local, zone), nanos: moment.nanos };
}

function addMonths(moment: Moment, months: number, zone: TimeZone): Moment {
  const local = moment.seconds + zone.offsetAt(moment.seconds);
  const days = Math.floor(local / 86_400);
  const date = civilFromDays(days);
  const monthIndex = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  const day = Math.min(date.day, daysInMonth(year, month));
  const shifted = daysFromCivil(year, month, day) * 86_400 + (local - days * 86_400);
  return { seconds: instantOfLocal(shifted, zone), nanos: moment.nanos };
}

function roundToUnit(moment: Moment, unit: string, zone: TimeZone, roundUp: boolean, math: string): Moment {
  const start = unitStart(moment.seconds + zone.offsetAt(moment.seconds), unit, math);
  const floor: Moment = { seconds: instantOfLocal(start, zone), nanos: 0 };
  if (!roundUp) return floor;
  const next = shift(floor, 1, unit, zone, math);
  return { seconds: next.seconds - 1, nanos: 999_999_999 };
}

function unitStart(localSeconds: number, unit: string, math: string): number {
  const days = Math.floor(localSeconds / 86_400);
  const date = civilFromDays(days);
  switch (unit) {
    case 'y':
      return daysFromCivil(date.year, 1, 1) * 86_400;
    case 'M':
      return daysFromCivil(date.year, date.month, 1) * 86_400;
    case 'w':
      return (days - ((((days + 3) % 7) + 7) % 7)) * 86_400;
    case 'd':
      return days * 86_400;
    default: {
      const size = SECONDS_PER_UNIT[unit];
      if (size === undefined) throw new DateMathError(`unit [${unit}] not supported for date math [${math}]`);
      return Math.floor(localSeconds / size) * size;
    }
  }
}
