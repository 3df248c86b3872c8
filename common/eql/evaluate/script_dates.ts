import type { EqlValue } from '../schema/event_source';

const dayMs = 86_400_000;

/** Year, month and day of a number of days since 1970-01-01 in the proleptic Gregorian calendar. */
function civilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Epoch milliseconds as `2020-01-01T00:00:00.500`, without zone. */
function dateTimeText(milliseconds: number): string {
  const days = Math.floor(milliseconds / dayMs);
  const rest = milliseconds - days * dayMs;
  const { year, month, day } = civilDate(days);
  const yearText = year >= 0 && year <= 9999 ? pad(year, 4) : `${year < 0 ? '-' : '+'}${pad(Math.abs(year), 4)}`;
  const time = `${pad(Math.floor(rest / 3_600_000), 2)}:${pad(Math.floor(rest / 60_000) % 60, 2)}:${pad(Math.floor(rest / 1000) % 60, 2)}.${pad(rest % 1000, 3)}`;
  return `${yearText}-${pad(month, 2)}-${pad(day, 2)}T${time}`;
}

/** A date as Java's `ZonedDateTime` prints it: no seconds where they are zero, the fraction in groups of three digits. */
export function zonedDateText(type: string, value: EqlValue): string {
  const text = dateText(type, value).slice(0, -1);
  return `${text.replace(/(\.[0-9]*?)(?:000)+$/, '$1').replace(/\.$/, '').replace(/(T[0-9]{2}:[0-9]{2}):00$/, '$1')}Z`;
}

/** A date value in full: milliseconds for `date`, nine digits for `date_nanos`. */
export function dateText(type: string, value: EqlValue): string {
  if (type !== 'date_nanos') {
    return `${dateTimeText(Number(value))}Z`;
  }
  const nanos = BigInt(value);
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return `${dateTimeText(Number((nanos - rest) / 1_000_000n))}${String(rest).padStart(6, '0')}Z`;
}
