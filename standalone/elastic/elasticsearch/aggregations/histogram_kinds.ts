// One concept fills this file: histograms over numbers and dates: keys, gaps, bounds.
import type { JsonValue } from '../../../../common/query_dsl';
import { parseDurationMs } from '../cluster/index_settings';
import { illegalArgument } from '../errors/known_errors';
import { isObject } from '../json/values';
import { formatDate, parseDateText } from '../search/date_text';
import { shardError } from '../search/search_errors';
import { fieldOption, writeBucket, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationResult, type AggregationRun } from './aggregation';
import { compareBuckets, readOrder } from './bucket_order';
import { calendarUnit, makeRounding, type Rounding } from './date_rounding';
import { firstField, timeZoneOf } from './metric_kinds';
import { failedOption, illegalCause, requireNumeric } from './refusals';

/** Most buckets one answer may hold, Elasticsearch's `search.max_buckets`. */
const MAX_BUCKETS = 65_536;

interface Histogram {
  readonly round: (value: number) => number;
  readonly next: (key: number) => number;
  readonly keyText: (key: number) => string | undefined;
  readonly keyedName: (key: number) => string;
  readonly bound: (value: JsonValue) => number;
}

function runHistogram(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun, histogram: Histogram, typedName: string): AggregationResult {
  const name = fieldOption(node);
  const { missing } = node.options;
  const hard = readBounds(node.options['hard_bounds'], histogram);
  const buckets = new Map<number, AggregationDocument[]>();
  for (const item of documents) {
    const values = run.fields.numbers(item, name);
    const numbers = values.length === 0 && missing !== undefined ? [histogram.bound(missing)] : values;
    let previous: number | undefined;
    for (const value of numbers.length > 1 ? [...numbers].sort((left, right) => left - right) : numbers) {
      const key = histogram.round(value);
      if (key === previous || (hard?.min !== undefined && value < hard.min) || (hard?.max !== undefined && value > hard.max)) continue;
      previous = key;
      const known = buckets.get(key);
      if (known === undefined) buckets.set(key, [item]);
      else known.push(item);
    }
  }
  const minimum = Number(node.options['min_doc_count'] ?? 0);
  if (minimum === 0) fillGaps(node, buckets, histogram);
  const written = [...buckets].filter(([, items]) => items.length >= minimum).map(([key, items]) => {
    const text = histogram.keyText(key);
    const body = writeBucket({ documents: items, head: { ...(text === undefined ? {} : { key_as_string: text }), key } }, node, run);
    return { key, count: items.length, body };
  });
  written.sort(compareBuckets(readOrder(node, [{ path: '_key', descending: false }])));
  const keyed = node.options['keyed'] === true;
  const body = keyed ? Object.fromEntries(written.map((bucket) => [histogram.keyedName(bucket.key), bucket.body])) : written.map((bucket) => bucket.body);
  return { typedName, body: { buckets: body } };
}

function readBounds(option: JsonValue | undefined, histogram: Histogram): { min: number | undefined; max: number | undefined } | undefined {
  if (!isObject(option)) return undefined;
  const read = (value: JsonValue | undefined): number | undefined => (value === undefined || value === null ? undefined : histogram.bound(value));
  return { min: read(option['min']), max: read(option['max']) };
}

function fillGaps(node: AggregationNode, buckets: Map<number, AggregationDocument[]>, histogram: Histogram): void {
  const extended = readBounds(node.options['extended_bounds'], histogram);
  let first = Infinity;
  let last = -Infinity;
  for (const key of buckets.keys()) {
    first = Math.min(first, key);
    last = Math.max(last, key);
  }
  if (extended?.min !== undefined) first = Math.min(first, histogram.round(extended.min));
  if (extended?.max !== undefined) last = Math.max(last, histogram.round(extended.max));
  let made = buckets.size;
  for (let key = first; key <= last; key = histogram.next(key)) {
    if (buckets.has(key)) continue;
    if (++made > MAX_BUCKETS) throw illegalArgument(`Trying to create too many buckets. Must be less than or equal to: [${MAX_BUCKETS}] but was [${made}]. This limit can be set by changing the [search.max_buckets] cluster level setting.`);
    buckets.set(key, []);
  }
}

const HISTOGRAM_OPTIONS = ['field', 'min_doc_count', 'offset', 'extended_bounds', 'hard_bounds', 'keyed', 'format', 'missing', 'order', 'script'];

/** Java's text of a double. */
export function doubleText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? `${value}.0` : String(value);
}

export const HISTOGRAM: AggregationKind = {
  options: [...HISTOGRAM_OPTIONS, 'interval'],
  takesChildren: true,
  check: (node, context) => {
    const { interval } = node.options;
    if (interval === undefined) throw illegalArgument('[interval] must be >0 for histogram aggregation [' + node.name + ']');
    if (!(Number(interval) > 0)) throw failedOption(node, context, 'interval', illegalCause(`[interval] must be >0 for histogram aggregation [${node.name}]`));
  },
  checkTarget: requireNumeric,
  run: (node, documents, run) => {
    const interval = Number(node.options['interval']);
    const offset = Number(node.options['offset'] ?? 0);
    const round = (value: number): number => Math.floor((value - offset) / interval) * interval + offset;
    return runHistogram(node, documents, run, { round, next: (key) => round(key + interval * 1.5), keyText: () => undefined, keyedName: doubleText, bound: Number }, 'histogram');
  },
};

export const DATE_HISTOGRAM: AggregationKind = {
  options: [...HISTOGRAM_OPTIONS, 'calendar_interval', 'fixed_interval', 'time_zone'],
  takesChildren: true,
  check: (node, context) => {
    const { fixed_interval: fixed, calendar_interval: calendar } = node.options;
    if (fixed !== undefined && fixedMs(String(fixed)) === undefined) {
      throw failedOption(node, context, 'fixed_interval', illegalCause(`failed to parse setting [date_histogram.fixedInterval] with value [${String(fixed)}] as a time value: unit is missing or unrecognized`));
    }
    if (calendar !== undefined && calendarUnit(String(calendar)) === undefined) {
      throw failedOption(node, context, 'calendar_interval', illegalCause(`The supplied interval [${String(calendar)}] could not be parsed as a calendar interval.`));
    }
    if (fixed !== undefined && calendar !== undefined) throw illegalArgument('Cannot use [fixed_interval] with [calendar_interval] configuration option.');
  },
  checkTarget: (node, target) => {
    if (node.options['fixed_interval'] === undefined && node.options['calendar_interval'] === undefined) throw shardError('illegal_argument_exception', 'Invalid interval specified, must be non-null and non-empty');
    requireNumeric(node, target);
  },
  run: (node, documents, run) => {
    const rounding = readDateRounding(node.options);
    const field = firstField(fieldOption(node), run);
    const zone = timeZoneOf(node);
    const format = node.options['format'] === undefined ? field?.format : String(node.options['format']);
    const text = (key: number): string => formatDate(key, format, zone);
    const bound = (value: JsonValue): number => (typeof value === 'number' ? value : parseDateText(String(value), { format: format ?? field?.format, now: run.now, timeZone: zone }));
    return runHistogram(node, documents, run, { round: rounding.round, next: rounding.next, keyText: text, keyedName: text, bound }, 'date_histogram');
  },
};

function fixedMs(text: string): number | undefined {
  const duration = parseDurationMs(text);
  return duration === undefined || duration <= 0 ? undefined : duration;
}

/** The rounding that interval, zone and offset of a date histogram ask for. */
export function readDateRounding(options: AggregationNode['options']): Rounding {
  const calendar = options['calendar_interval'];
  const unit = calendar === undefined ? undefined : calendarUnit(String(calendar));
  const timeZone = options['time_zone'] === undefined ? undefined : String(options['time_zone']);
  const offsetMs = readOffset(options['offset']);
  return unit === undefined ? makeRounding({ fixedMs: fixedMs(String(options['fixed_interval'])) ?? 1 }, { timeZone, offsetMs }) : makeRounding({ calendar: unit }, { timeZone, offsetMs });
}

function readOffset(option: JsonValue | undefined): number {
  if (option === undefined) return 0;
  if (typeof option === 'number') return option;
  const text = String(option);
  const duration = parseDurationMs(text.replace(/^[+-]/, ''));
  if (duration === undefined) throw illegalArgument(`failed to parse setting [DateHistogramAggregationBuilder.parseOffset] with value [${text}] as a time value: unit is missing or unrecognized`);
  return text.startsWith('-') ? -duration : duration;
}

