import { civilFromDays } from './civil_date';
import { InvalidDateError, resolveFields, type DateFields, type Moment } from './date_fields';
import { fullDateMs, isExistingFullDate, parseIsoDate } from './iso_date';
import { compileJavaPattern, printYear, type PrintableDate } from './java_pattern';
import { UTC, type TimeZone } from './time_zone';

/** One or several formats (`a||b`): the first prints, all are tried for reading. */
export interface DateFormat {
  readonly text: string;
  /** Throws DateParseError or InvalidDateError. */
  parse(text: string, options?: { zone?: TimeZone; roundUp?: boolean }): Moment;
  print(moment: Moment, zone?: TimeZone): string;
  /** A quick look at a text in bytes of ASCII: true where `parse` is sure to give a moment. */
  surelyReads(bytes: Uint8Array, start: number, end: number): boolean;
  /** The epoch milliseconds of a text that it surely reads. */
  sureMs(bytes: Uint8Array, start: number, end: number): number;
}

/** A text that fits none of the formats; `causes` counts how many formats were tried. */
export class DateParseError extends Error {
  constructor(
    readonly text: string,
    readonly format: string,
    readonly formatCount: number,
  ) {
    super(`failed to parse date field [${text}] with format [${format}]`);
  }
}

interface SingleFormat {
  parse(text: string): DateFields | undefined;
  print(date: PrintableDate, moment: Moment): string;
}

export const DEFAULT_DATE_FORMAT = 'strict_date_optional_time||epoch_millis';
export const DEFAULT_NANOS_FORMAT = 'strict_date_optional_time_nanos||epoch_millis';

/** Named formats that are plain Java patterns. */
const PATTERNS: Readonly<Record<string, string>> = {
  basic_date: 'yyyyMMdd',
  basic_date_time: "yyyyMMdd'T'HHmmss.SSSXX",
  basic_date_time_no_millis: "yyyyMMdd'T'HHmmssXX",
  date: 'yyyy-MM-dd',
  strict_date: 'yyyy-MM-dd',
  year: 'yyyy',
  strict_year: 'yyyy',
  year_month: 'yyyy-MM',
  strict_year_month: 'yyyy-MM',
  year_month_day: 'yyyy-MM-dd',
  strict_year_month_day: 'yyyy-MM-dd',
  date_hour_minute: "yyyy-MM-dd'T'HH:mm",
  strict_date_hour_minute: "yyyy-MM-dd'T'HH:mm",
  date_hour_minute_second: "yyyy-MM-dd'T'HH:mm:ss",
  strict_date_hour_minute_second: "yyyy-MM-dd'T'HH:mm:ss",
  date_hour_minute_second_millis: "yyyy-MM-dd'T'HH:mm:ss.SSS",
  strict_date_hour_minute_second_millis: "yyyy-MM-dd'T'HH:mm:ss.SSS",
  date_time: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  strict_date_time: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  date_time_no_millis: "yyyy-MM-dd'T'HH:mm:ssXXX",
  strict_date_time_no_millis: "yyyy-MM-dd'T'HH:mm:ssXXX",
  hour_minute_second: 'HH:mm:ss',
  strict_hour_minute_second: 'HH:mm:ss',
};

const EPOCH = /^([+-]?)(\d{1,16})(?:\.(\d{1,9})?)?$/;

const ISO_STRICT: SingleFormat = { parse: (text) => parseIsoDate(text, true), print: (date) => printIso(date) };
/** As the strict one, but a time has seconds: `2020-01-01T00:00` is none (eql-observed.md section 9). */
const ISO_STRICT_NANOS: SingleFormat = {
  parse: (text) => {
    const fields = parseIsoDate(text, true);
    return fields?.hour !== undefined && fields.second === undefined ? undefined : fields;
  },
  print: (date) => printIso(date),
};
const ISO_LENIENT: SingleFormat = { parse: (text) => parseIsoDate(text, false), print: (date) => printIso(date) };

const NAMED: Readonly<Record<string, SingleFormat>> = {
  strict_date_optional_time: ISO_STRICT,
  strict_date_optional_time_nanos: ISO_STRICT_NANOS,
  iso8601: ISO_STRICT,
  date_optional_time: ISO_LENIENT,
  epoch_millis: {
    parse: (text) => parseEpoch(text, 1000),
    print: (_, moment) => printEpoch(moment.seconds * 1000 + Math.floor(moment.nanos / 1e6), moment.nanos % 1e6, 6),
  },
  epoch_second: {
    parse: (text) => parseEpoch(text, 1),
    print: (_, moment) => printEpoch(moment.seconds, moment.nanos, 9),
  },
};

function parseEpoch(text: string, unitsPerSecond: number): DateFields | undefined {
  const parts = EPOCH.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = ''] = parts;
  const nanosPerUnit = 1e9 / unitsPerSecond;
  const units = Number(whole);
  const restNanos =
    (units % unitsPerSecond) * nanosPerUnit + Math.floor((Number(fraction.padEnd(9, '0')) / 1e9) * nanosPerUnit);
  const seconds = Math.floor(units / unitsPerSecond);
  if (sign !== '-') return { epochSeconds: seconds, nanos: restNanos };
  return restNanos === 0 ? { epochSeconds: -seconds, nanos: 0 } : { epochSeconds: -seconds - 1, nanos: 1e9 - restNanos };
}

function printEpoch(units: number, rest: number, digits: number): string {
  if (rest === 0) return String(units);
  return `${units}.${String(rest).padStart(digits, '0').replace(/0+$/, '')}`;
}

function printIso(date: PrintableDate): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = String(date.nanos).padStart(9, '0').replace(/0{1,6}$/, '');
  const day = `${printYear(date.year, 4)}-${two(date.month)}-${two(date.day)}`;
  return `${day}T${two(date.hour)}:${two(date.minute)}:${two(date.second)}.${fraction}${printIsoOffset(date.offset)}`;
}

function printIsoOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.abs(Math.trunc(offset / 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Compiles a `format` of a mapping or request. Throws a plain Error with Elasticsearch's sentence
 * (`Invalid format: [..]: Unknown pattern letter: o`).
 */
export function compileDateFormat(text: string): DateFormat {
  const singles = text.split('||').map((part) => compileSingle(part, text));
  const readsIsoFirst = singles[0] === ISO_STRICT || singles[0] === ISO_STRICT_NANOS || singles[0] === ISO_LENIENT;
  return {
    text,
    parse: (input, options = {}) => {
      const fields = firstMatch(singles, input);
      if (!fields) throw new DateParseError(input, text, singles.length);
      return resolveFields(fields, options.zone ?? UTC, options.roundUp ?? false);
    },
    surelyReads: (bytes, start, end) => readsIsoFirst && isExistingFullDate(bytes, start, end),
    sureMs: fullDateMs,
    print: (moment, zone = UTC) => (singles[0] ?? ISO_STRICT).print(printableDate(moment, zone), moment),
  };
}

function firstMatch(singles: readonly SingleFormat[], text: string): DateFields | undefined {
  for (const single of singles) {
    const fields = single.parse(text);
    if (fields) return fields;
  }
  return undefined;
}

function compileSingle(name: string, whole: string): SingleFormat {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named) return named;
  const pattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined;
  try {
    const compiled = compileJavaPattern(pattern ?? name.replace(/^8/, ''));
    return { parse: (text) => compiled.parse(text), print: (date) => compiled.print(date) };
  } catch (error) {
    throw new Error(`Invalid format: [${whole}]: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Calendar fields of a moment in a zone. */
export function printableDate(moment: Moment, zone: TimeZone): PrintableDate {
  const offset = zone.offsetAt(moment.seconds);
  const local = moment.seconds + offset;
  const days = Math.floor(local / 86_400);
  const secondOfDay = local - days * 86_400;
  return {
    ...civilFromDays(days),
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor((secondOfDay % 3600) / 60),
    second: secondOfDay % 60,
    nanos: moment.nanos,
    weekday: ((((days + 3) % 7) + 7) % 7) + 1,
    offset,
    zone,
  };
}

export { InvalidDateError };
