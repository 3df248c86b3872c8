// One concept fills this file: the composite aggregation: sources, order of combined keys, paging by `after`.
import { sortableValue, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented } from '../errors/known_errors';
import { isArray, isObject } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { comparePresent } from '../search/compare_keys';
import { formatDate, parseDateText } from '../search/date_text';
import { shardError } from '../search/search_errors';
import { writeBucket, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationRun } from './aggregation';
import { readDateRounding } from './histogram_kinds';
import { failedOption } from './refusals';

type Key = string | number | bigint | null;

interface Source {
  readonly name: string;
  readonly kind: 'terms' | 'date_histogram' | 'histogram';
  readonly options: JsonObject;
  readonly field: string;
  readonly descending: boolean;
  readonly missingBucket: boolean;
  readonly nullsLast: boolean;
}

const DEFAULT_SIZE = 10;
const KINDS = new Set(['terms', 'date_histogram', 'histogram']);

function readSources(node: AggregationNode): Source[] {
  const { sources } = node.options;
  return (isArray(sources) ? sources.filter(isObject) : []).map((entry) => {
    const [name = '', body] = Object.entries(entry)[0] ?? [];
    const [kind = '', options] = isObject(body) ? Object.entries(body)[0] ?? [] : [];
    if (!KINDS.has(kind) || !isObject(options)) throw notImplemented(`composite source [${kind}]`);
    const descending = String(options['order'] ?? 'asc').toLowerCase() === 'desc';
    const missingOrder = String(options['missing_order'] ?? 'default');
    const nullsLast = missingOrder === 'default' ? descending : missingOrder === 'last';
    return { name, kind: kind as Source['kind'], options, field: String(options['field'] ?? ''), descending, missingBucket: options['missing_bucket'] === true, nullsLast };
  });
}

export const COMPOSITE: AggregationKind = {
  options: ['sources', 'size', 'after'],
  takesChildren: true,
  check: (node, context) => {
    const { sources } = node.options;
    if (isArray(sources) && sources.length > 0) {
      readSources(node);
      return;
    }
    const inner = { type: 'x_content_parse_exception', reason: 'Failed to build [composite] after last required field arrived', causedBy: { type: 'illegal_argument_exception', reason: 'Composite [sources] cannot be null or empty' } };
    if (sources === undefined) throw illegalArgument('Required [sources]');
    throw failedOption(node, context, 'sources', inner, 'end');
  },
  checkTarget: (node, _target, parent) => {
    if (parent !== undefined && parent.type !== 'filter' && parent.type !== 'nested') {
      throw shardError('illegal_argument_exception', `[composite] aggregation cannot be used with a parent aggregation of type: [${factoryName(parent.type)}]`);
    }
    const { after } = node.options;
    if (!isObject(after)) return;
    const lacking = readSources(node).find((source) => !Object.hasOwn(after, source.name));
    if (lacking !== undefined) throw shardError('illegal_argument_exception', `Missing value for [after.${lacking.name}]`);
  },
  run: runComposite,
};

function factoryName(type: string): string {
  const camel = type.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return `${camel}AggregatorFactory`;
}

interface CompositeBucket {
  readonly keys: readonly Key[];
  readonly shown: readonly BodyValue[];
  readonly documents: AggregationDocument[];
}

function runComposite(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun): { typedName: string; body: Record<string, BodyValue> } {
  const sources = readSources(node);
  const readers = sources.map((source) => sourceReader(source, run));
  const buckets = new Map<string, CompositeBucket>();
  for (const item of documents) addDocument(buckets, readers.map((read) => read(item)), item);
  const compare = (left: readonly Key[], right: readonly Key[]): number => compareKeys(left, right, sources);
  const after = readAfter(node, sources, run);
  const sorted = [...buckets.values()].sort((left, right) => compare(left.keys, right.keys));
  const page = (after === undefined ? sorted : sorted.filter((bucket) => compare(bucket.keys, after) > 0)).slice(0, Number(node.options['size'] ?? DEFAULT_SIZE));
  const keyOf = (bucket: CompositeBucket): BodyValue => Object.fromEntries(sources.map((source, at) => [source.name, bucket.shown[at]]));
  const last = page.at(-1);
  return {
    typedName: 'composite',
    body: {
      ...(last === undefined ? {} : { after_key: keyOf(last) }),
      buckets: page.map((bucket) => writeBucket({ documents: bucket.documents, head: { key: keyOf(bucket) } }, node, run)),
    },
  };
}

interface SourceValue {
  readonly key: Key;
  readonly shown: BodyValue;
}

function addDocument(buckets: Map<string, CompositeBucket>, values: readonly (readonly SourceValue[])[], item: AggregationDocument): void {
  let combinations: SourceValue[][] = [[]];
  for (const options of values) combinations = combinations.flatMap((combination) => options.map((option) => [...combination, option]));
  for (const combination of combinations) {
    const id = JSON.stringify(combination.map((value) => [typeof value.key, String(value.key)]));
    const known = buckets.get(id);
    if (known === undefined) buckets.set(id, { keys: combination.map((value) => value.key), shown: combination.map((value) => value.shown), documents: [item] });
    else if (known.documents.at(-1) !== item) known.documents.push(item);
  }
}

function sourceReader(source: Source, run: AggregationRun): (item: AggregationDocument) => readonly SourceValue[] {
  const none: readonly SourceValue[] = source.missingBucket ? [{ key: null, shown: null }] : [];
  if (source.kind === 'terms') {
    return (item) => {
      const field = run.fields.field(item.hit.target, source.field);
      const values = field === undefined ? [] : [...new Set(item.document.fieldValues(field))];
      if (field === undefined || values.length === 0) return none;
      return values.map((value) => ({ key: sortableValue(field, value), shown: field.family === 'date' && source.options['format'] !== undefined ? formatDate(Number(value), String(source.options['format'])) : value }));
    };
  }
  const round = source.kind === 'histogram' ? numberRounding(source.options) : readDateRounding(source.options).round;
  const format = source.options['format'];
  const zone = source.options['time_zone'] === undefined ? undefined : String(source.options['time_zone']);
  return (item) => {
    const keys = [...new Set(run.fields.numbers(item, source.field).map(round))];
    return keys.length === 0 ? none : keys.map((key) => ({ key, shown: format === undefined || source.kind === 'histogram' ? key : formatDate(key, String(format), zone) }));
  };
}

function numberRounding(options: JsonObject): (value: number) => number {
  const interval = Number(options['interval']);
  return (value) => Math.floor(value / interval) * interval;
}

function readAfter(node: AggregationNode, sources: readonly Source[], run: AggregationRun): Key[] | undefined {
  const { after } = node.options;
  if (!isObject(after)) return undefined;
  return sources.map((source) => afterKey(after[source.name], source, run));
}

function afterKey(value: JsonValue | undefined, source: Source, run: AggregationRun): Key {
  if (value === null || value === undefined) return null;
  if (source.kind === 'date_histogram' && typeof value === 'string') {
    return parseDateText(value, { format: source.options['format'] === undefined ? undefined : String(source.options['format']), now: run.now, timeZone: source.options['time_zone'] === undefined ? undefined : String(source.options['time_zone']) });
  }
  if (source.kind !== 'terms') return Number(value);
  for (const target of run.outcome.targets) {
    const field = run.fields.field(target, source.field);
    if (field !== undefined) return sortableValue(field, field.family === 'integer' || field.family === 'float' ? Number(value) : (value as string));
  }
  return value as Key;
}

function compareKeys(left: readonly Key[], right: readonly Key[], sources: readonly Source[]): number {
  for (const [at, source] of sources.entries()) {
    const a = left[at] ?? null;
    const b = right[at] ?? null;
    if (a === null || b === null) {
      if (a !== b) return (a === null ? 1 : -1) * (source.nullsLast ? 1 : -1);
      continue;
    }
    const order = comparePresent(a, b);
    if (order !== 0) return source.descending ? -order : order;
  }
  return 0;
}
