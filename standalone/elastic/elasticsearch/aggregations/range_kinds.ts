import type { JsonObject } from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { formatDate, parseDateText } from '../search/date_text';
import { fieldOption, writeBucket, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationResult, type AggregationRun } from './aggregation';
import { doubleText } from './histogram_kinds';
import { firstField, timeZoneOf } from './metric_kinds';
import { requireNumeric } from './refusals';

interface Range {
  readonly key: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

const OPTIONS = ['field', 'ranges', 'keyed', 'missing', 'format', 'script'];

function checkRanges(node: AggregationNode): void {
  const { ranges } = node.options;
  if (!isArray(ranges) || ranges.length === 0) throw illegalArgument(`No [ranges] specified for the [${node.name}] aggregation`);
}

function readRanges(node: AggregationNode, bound: (value: string | number) => number, text: (value: number) => string): Range[] {
  const { ranges } = node.options;
  const entries = isArray(ranges) ? ranges.filter(isObject) : [];
  const read = entries.map((entry): Range => {
    const from = readBound(entry, 'from', bound);
    const to = readBound(entry, 'to', bound);
    const key = entry['key'] === undefined ? `${from === undefined ? '*' : text(from)}-${to === undefined ? '*' : text(to)}` : String(entry['key']);
    return { key, from, to };
  });
  return read.sort((left, right) => (left.from ?? -Infinity) - (right.from ?? -Infinity) || (left.to ?? Infinity) - (right.to ?? Infinity));
}

function readBound(entry: JsonObject, name: string, bound: (value: string | number) => number): number | undefined {
  const value = entry[name];
  return value === undefined || value === null ? undefined : bound(value as string | number);
}

function runRanges(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun, ranges: readonly Range[], text: ((value: number) => string) | undefined, typedName: string): AggregationResult {
  const name = fieldOption(node);
  const { missing } = node.options;
  const valuesOf = documents.map((item) => {
    const values = run.fields.numbers(item, name);
    return values.length === 0 && missing !== undefined ? [Number(missing)] : values;
  });
  const keyed = node.options['keyed'] === true;
  const written = ranges.map((range): [string, BodyValue] => {
    const inside = documents.filter((_, at) => valuesOf[at]?.some((value) => (range.from === undefined || value >= range.from) && (range.to === undefined || value < range.to)) === true);
    const head: Record<string, BodyValue> = {
      ...(keyed ? {} : { key: range.key }),
      ...(range.from === undefined ? {} : { from: range.from, ...(text === undefined ? {} : { from_as_string: text(range.from) }) }),
      ...(range.to === undefined ? {} : { to: range.to, ...(text === undefined ? {} : { to_as_string: text(range.to) }) }),
    };
    return [range.key, writeBucket({ documents: inside, head }, node, run)];
  });
  return { typedName, body: { buckets: keyed ? Object.fromEntries(written) : written.map(([, body]) => body) } };
}

export const RANGE: AggregationKind = {
  options: OPTIONS,
  takesChildren: true,
  check: checkRanges,
  checkTarget: requireNumeric,
  run: (node, documents, run) => runRanges(node, documents, run, readRanges(node, Number, doubleText), undefined, 'range'),
};

export const DATE_RANGE: AggregationKind = {
  options: [...OPTIONS, 'time_zone'],
  takesChildren: true,
  check: checkRanges,
  checkTarget: requireNumeric,
  run: (node, documents, run) => {
    const field = firstField(fieldOption(node), run);
    const format = node.options['format'] === undefined ? field?.format : String(node.options['format']);
    const timeZone = timeZoneOf(node);
    const bound = (value: string | number): number => (typeof value === 'number' ? value : parseDateText(value, { format, now: run.now, timeZone }));
    const text = (value: number): string => formatDate(value, format, timeZone);
    return runRanges(node, documents, run, readRanges(node, bound, text), text, 'date_range');
  },
};
