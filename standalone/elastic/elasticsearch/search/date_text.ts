import {
  compileDateFormat, DateMathError, DateParseError, ElasticsearchError, findTimeZone, InvalidDateError, momentOfMs, momentOfNanos, momentToMs, parseDateMath, type ErrorCause,
} from '../../../../common/query_dsl';

const DEFAULT_FORMAT = 'strict_date_optional_time||epoch_millis';

export interface DateTextOptions {
  readonly format: string | undefined;
  readonly now: number;
  readonly roundUp?: boolean;
  readonly timeZone?: string;
}

/**
 * Epoch milliseconds of a date text, date math included.
 * @throws ElasticsearchError parse_exception (phase `shard`) as Elasticsearch answers it
 */
export function parseDateText(text: string, options: DateTextOptions): number {
  const format = compileDateFormat(options.format ?? DEFAULT_FORMAT);
  try {
    const zone = options.timeZone === undefined ? undefined : findTimeZone(options.timeZone);
    return momentToMs(parseDateMath(text, { format, now: options.now, roundUp: options.roundUp ?? false, zone }));
  } catch (error) {
    throw dateFault(text, format.text, error);
  }
}

function dateFault(text: string, format: string, error: unknown): unknown {
  if (error instanceof DateMathError) return new ElasticsearchError({ type: 'parse_exception', reason: error.message }, { phase: 'shard' });
  if (!(error instanceof DateParseError) && !(error instanceof InvalidDateError)) return error;
  const sentence = `failed to parse date field [${text}] with format [${format}]`;
  const inner: ErrorCause = { type: 'date_time_parse_exception', reason: format.includes('||') ? 'Failed to parse with all enclosed parsers' : `Text '${text}' could not be parsed at index 0` };
  const causedBy: ErrorCause = { type: 'illegal_argument_exception', reason: sentence, causedBy: inner };
  return new ElasticsearchError({ type: 'parse_exception', reason: `${sentence}: [${sentence}]`, causedBy }, { phase: 'shard' });
}

/** A date (epoch milliseconds, or nanoseconds as `bigint`) in a format and time zone. */
export function formatDate(epoch: number | bigint, format: string | undefined, timeZone?: string): string {
  const moment = typeof epoch === 'bigint' ? momentOfNanos(epoch) : momentOfMs(epoch);
  return compileDateFormat(format ?? 'strict_date_optional_time').print(moment, timeZone === undefined ? undefined : findTimeZone(timeZone));
}
