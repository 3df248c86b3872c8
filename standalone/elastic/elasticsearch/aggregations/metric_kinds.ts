import type { Field } from '../../../../common/query_dsl';
import { formatDate } from '../search/date_text';
import type { BodyValue } from '../json/write_json';
import { fieldOption, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationRun } from './aggregation';
import { requireFielddata, requireNumeric } from './refusals';

/** Numbers of a metric's field over documents; `missing` stands in where a document has none. */
function metricValues(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun): number[] {
  const name = fieldOption(node);
  const missing = node.options['missing'];
  const out: number[] = [];
  for (const item of documents) {
    const values = run.fields.numbers(item, name);
    if (values.length > 0) for (const value of values) out.push(value);
    else if (missing !== undefined) out.push(Number(missing));
  }
  return out;
}

/** Sum with compensation for lost digits, as Elasticsearch adds. */
export function preciseSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const corrected = value - lost;
    const next = sum + corrected;
    lost = next - sum - corrected;
    sum = next;
  }
  return sum;
}

function extreme(values: readonly number[], better: (left: number, right: number) => boolean): number {
  let best = values[0] ?? Number.NaN;
  for (const value of values) if (better(value, best)) best = value;
  return best;
}

const least = (values: readonly number[]): number => extreme(values, (left, right) => left < right);
const greatest = (values: readonly number[]): number => extreme(values, (left, right) => left > right);

/** The field of a metric in the first index that has it; decides how values are printed. */
export function firstField(name: string, run: AggregationRun): Field | undefined {
  for (const target of run.outcome.targets) {
    const field = run.fields.field(target, name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** `value_as_string` of dates and booleans; undefined for plain numbers. */
export function valueText(node: AggregationNode, value: number, run: AggregationRun): string | undefined {
  const field = firstField(fieldOption(node), run);
  const format = node.options['format'];
  if (field?.family === 'date' || field?.family === 'date_nanos') return formatDate(Math.trunc(value), format === undefined ? field.format : String(format), timeZoneOf(node));
  return field?.family === 'boolean' && (value === 0 || value === 1) ? String(value === 1) : undefined;
}

export function timeZoneOf(node: AggregationNode): string | undefined {
  return node.options['time_zone'] === undefined ? undefined : String(node.options['time_zone']);
}

function single(pick: (values: readonly number[]) => number | null): AggregationKind {
  return {
    options: ['field', 'missing', 'format', 'script', 'value_type'],
    takesChildren: false,
    checkTarget: requireNumeric,
    run: (node, documents, run) => {
      const value = pick(metricValues(node, documents, run));
      const text = value === null ? undefined : valueText(node, value, run);
      return { typedName: node.type, body: { value, ...(text === undefined ? {} : { value_as_string: text }) } };
    },
  };
}

export const AVG = single((values) => (values.length === 0 ? null : preciseSum(values) / values.length));
export const SUM = single(preciseSum);
export const MIN = single((values) => (values.length === 0 ? null : least(values)));
export const MAX = single((values) => (values.length === 0 ? null : greatest(values)));

export const VALUE_COUNT: AggregationKind = {
  options: ['field', 'missing', 'script', 'format'],
  takesChildren: false,
  checkTarget: requireFielddata,
  run: (node, documents, run) => {
    let value = 0;
    for (const item of documents) value += run.fields.values(item, fieldOption(node)).length || (node.options['missing'] === undefined ? 0 : 1);
    return { typedName: 'value_count', body: { value } };
  },
};

/** Distinct values, counted exactly. */
export const CARDINALITY: AggregationKind = {
  options: ['field', 'missing', 'precision_threshold', 'script', 'execution_hint'],
  takesChildren: false,
  checkTarget: requireFielddata,
  run: (node, documents, run) => {
    const seen = new Set<unknown>();
    const { missing } = node.options;
    for (const item of documents) {
      const values = run.fields.values(item, fieldOption(node));
      for (const value of values) seen.add(value);
      if (values.length === 0 && missing !== undefined) seen.add(missing);
    }
    return { typedName: 'cardinality', body: { value: seen.size } };
  },
};

function statsBody(node: AggregationNode, values: readonly number[], run: AggregationRun): Record<string, BodyValue> {
  const count = values.length;
  if (count === 0) return { count, min: null, max: null, avg: null, sum: 0 };
  const sum = preciseSum(values);
  const numbers = { min: least(values), max: greatest(values), avg: sum / count, sum };
  const texts = Object.entries(numbers).map(([name, value]): [string, BodyValue] => [`${name}_as_string`, valueText(node, value, run)]).filter(([, text]) => text !== undefined);
  return { count, ...numbers, ...Object.fromEntries(texts) };
}

export const STATS: AggregationKind = {
  options: ['field', 'missing', 'format', 'script'],
  takesChildren: false,
  checkTarget: requireNumeric,
  run: (node, documents, run) => ({ typedName: 'stats', body: statsBody(node, metricValues(node, documents, run), run) }),
};

const DEFAULT_SIGMA = 2;

export const EXTENDED_STATS: AggregationKind = {
  options: ['field', 'missing', 'format', 'script', 'sigma'],
  takesChildren: false,
  checkTarget: requireNumeric,
  run: (node, documents, run) => {
    const values = metricValues(node, documents, run);
    return { typedName: 'extended_stats', body: { ...statsBody(node, values, run), ...spread(values, Number(node.options['sigma'] ?? DEFAULT_SIGMA)) } };
  },
};

const NO_SPREAD = {
  sum_of_squares: null, variance: null, variance_population: null, variance_sampling: null, std_deviation: null, std_deviation_population: null, std_deviation_sampling: null,
  std_deviation_bounds: { upper: null, lower: null, upper_population: null, lower_population: null, upper_sampling: null, lower_sampling: null },
};

function spread(values: readonly number[], sigma: number): Record<string, BodyValue> {
  const count = values.length;
  if (count === 0) return NO_SPREAD;
  const sum = preciseSum(values);
  const mean = sum / count;
  const squares = preciseSum(values.map((value) => value * value));
  const population = Math.max(0, (squares - (sum * sum) / count) / count);
  const sampling = count === 1 ? Number.NaN : Math.max(0, (squares - (sum * sum) / count) / (count - 1));
  const deviation = Math.sqrt(population);
  const samplingDeviation = Math.sqrt(sampling);
  return {
    sum_of_squares: squares, variance: population, variance_population: population, variance_sampling: sampling, std_deviation: deviation, std_deviation_population: deviation,
    std_deviation_sampling: samplingDeviation,
    std_deviation_bounds: {
      upper: mean + sigma * deviation, lower: mean - sigma * deviation, upper_population: mean + sigma * deviation, lower_population: mean - sigma * deviation,
      upper_sampling: mean + sigma * samplingDeviation, lower_sampling: mean - sigma * samplingDeviation,
    },
  };
}
