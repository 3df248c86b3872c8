// One concept fills this file: the terms aggregation, with the cut each shard makes before the merge.
import { sortableValue, type Field, type FieldValue, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented } from '../errors/known_errors';
import { isArray } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { formatDate } from '../search/date_text';
import { reduceFailed } from '../search/search_errors';
import { compileTextPattern } from './text_pattern';
import { fieldOption, type AggregationDocument, type AggregationKind, type AggregationNode, type AggregationRun } from './aggregation';
import { compareBuckets, readOrder, type BucketOrder, type OrderedBucket } from './bucket_order';
import { failedOption, illegalCause, requireFielddata } from './refusals';

const DEFAULT_SIZE = 10;
const DEFAULT_ORDER: readonly BucketOrder[] = [{ path: '_count', descending: true }, { path: '_key', descending: false }];

type KeyKind = 'text' | 'whole' | 'decimal';

interface Term {
  readonly sortKey: string | number | bigint;
  readonly key: BodyValue;
  readonly keyText: string | undefined;
  readonly documents: AggregationDocument[];
}

export const TERMS: AggregationKind = {
  options: [
    'field', 'size', 'shard_size', 'order', 'include', 'exclude', 'missing', 'min_doc_count', 'shard_min_doc_count', 'show_term_doc_count_error', 'collect_mode', 'execution_hint', 'script', 'value_type', 'format',
  ],
  takesChildren: true,
  check: (node, context) => {
    if (node.options['script'] !== undefined) throw notImplemented('terms aggregation with a script');
    if (node.options['field'] === undefined) throw illegalArgument('Required one of fields [field, script], but none were specified.');
    const size = node.options['size'];
    if (size !== undefined && !(Number(size) > 0)) throw failedOption(node, context, 'size', illegalCause(`[size] must be greater than 0. Found [${String(size)}] in [${node.name}]`));
  },
  checkTarget: requireFielddata,
  run: runTerms,
};

function runTerms(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun): { typedName: string; body: Record<string, BodyValue> } {
  const orders = readOrder(node, DEFAULT_ORDER);
  const size = Number(node.options['size'] ?? DEFAULT_SIZE);
  const shardSize = Math.max(size, Number(node.options['shard_size'] ?? Math.floor(size * 1.5 + 10)));
  const byShard = collect(node, documents, run);
  const kind = keyKind(node, byShard, run);
  const merged = merge(node, run, [...byShard.values()], { orders, shardSize });
  const minimum = Number(node.options['min_doc_count'] ?? 1);
  const kept = merged.buckets.filter((bucket) => bucket.count >= minimum).sort(compareBuckets(orders));
  const shown = kept.slice(0, size);
  const others = merged.cut + kept.slice(size).reduce((sum, bucket) => sum + bucket.count, 0);
  const typedName = kind === 'text' ? 'sterms' : kind === 'whole' ? 'lterms' : 'dterms';
  return { typedName, body: { doc_count_error_upper_bound: merged.error, sum_other_doc_count: others, buckets: shown.map((bucket) => bucket.body) } };
}

/** Terms of each shard with their documents. */
function collect(node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun): Map<number, Map<FieldValue, Term>> {
  const byShard = new Map<number, Map<FieldValue, Term>>();
  const name = fieldOption(node);
  const wanted = valueFilter(node);
  const { missing } = node.options;
  for (const item of documents) {
    const field = run.fields.field(item.hit.target, name);
    const values: readonly FieldValue[] = field === undefined ? [] : item.document.fieldValues(field);
    const terms = termsOf(byShard, item.hit.shard);
    if (values.length === 0 && missing !== undefined) add(terms, missingTerm(missing, field), item, field, node);
    let previous: FieldValue | undefined;
    for (const value of values.length > 1 ? new Set(values) : values) {
      if (value === previous || !wanted(value)) continue;
      previous = value;
      add(terms, value, item, field, node);
    }
  }
  if (Number(node.options['min_doc_count'] ?? 1) === 0) addEmpty(node, run, byShard, wanted);
  return byShard;
}

function termsOf(byShard: Map<number, Map<FieldValue, Term>>, shard: number): Map<FieldValue, Term> {
  const known = byShard.get(shard);
  if (known !== undefined) return known;
  const made = new Map<FieldValue, Term>();
  byShard.set(shard, made);
  return made;
}

/** With `min_doc_count: 0`, values of documents that the query does not match have buckets, too. */
function addEmpty(node: AggregationNode, run: AggregationRun, byShard: Map<number, Map<FieldValue, Term>>, wanted: (value: FieldValue) => boolean): void {
  for (const [shard, target] of run.outcome.targets.entries()) {
    const field = run.fields.field(target, fieldOption(node));
    if (field === undefined) continue;
    for (const entry of target.view.entries) {
      for (const value of target.view.documentOf(entry).fieldValues(field)) {
        const terms = termsOf(byShard, shard);
        if (wanted(value) && !terms.has(value)) terms.set(value, makeTerm(value, field, node));
      }
    }
  }
}

function missingTerm(missing: JsonValue, field: Field | undefined): FieldValue {
  if (typeof missing === 'boolean') return missing;
  return field !== undefined && (field.family === 'integer' || field.family === 'float') ? Number(missing) : (missing as FieldValue);
}

function add(terms: Map<FieldValue, Term>, value: FieldValue, item: AggregationDocument, field: Field | undefined, node: AggregationNode): void {
  const known = terms.get(value);
  if (known !== undefined) {
    known.documents.push(item);
    return;
  }
  const term = makeTerm(value, field, node);
  term.documents.push(item);
  terms.set(value, term);
}

function makeTerm(value: FieldValue, field: Field | undefined, node: AggregationNode): Term {
  if (typeof value === 'boolean') return { sortKey: Number(value), key: Number(value), keyText: String(value), documents: [] };
  const format = node.options['format'] === undefined ? field?.format : String(node.options['format']);
  const isDate = (field?.family === 'date' || field?.family === 'date_nanos') && typeof value !== 'string';
  const text = isDate ? formatDate(value, format) : undefined;
  return { sortKey: field === undefined ? (value as string | number) : sortableValue(field, value), key: value, keyText: text, documents: [] };
}

function keyKind(node: AggregationNode, byShard: Map<number, Map<FieldValue, Term>>, run: AggregationRun): KeyKind {
  const kinds = new Set<KeyKind>();
  for (const [shard, terms] of byShard) {
    const target = run.outcome.targets[shard];
    const field = target === undefined ? undefined : run.fields.field(target, fieldOption(node));
    if (field !== undefined && terms.size > 0) kinds.add(field.family === 'float' ? 'decimal' : TEXTUAL.has(field.family) ? 'text' : 'whole');
  }
  if (kinds.has('text') && kinds.size > 1) {
    throw reduceFailed([], {
      type: 'illegal_argument_exception',
      reason: `Merging/Reducing the aggregations failed when computing the aggregation [${node.name}] because the field you gave in the aggregation query existed as two different types in two different indices`,
    });
  }
  if (kinds.has('decimal')) return 'decimal';
  return kinds.has('whole') ? 'whole' : 'text';
}

const TEXTUAL = new Set(['keyword', 'wildcard', 'constant_keyword', 'text', 'ip', 'version', 'flattened', 'metadata']);

interface Merged {
  readonly buckets: (OrderedBucket & { readonly body: Record<string, BodyValue> })[];
  /** Documents of the buckets that shards left out. */
  readonly cut: number;
  readonly error: number;
}

/** Each shard gives its first `shardSize` terms; what is left out makes counts uncertain. */
function merge(node: AggregationNode, run: AggregationRun, shards: readonly Map<FieldValue, Term>[], options: { orders: readonly BucketOrder[]; shardSize: number }): Merged {
  const { orders, shardSize } = options;
  const merged = new Map<string | number | bigint, Term>();
  let cut = 0;
  let error = 0;
  const byMetric = orders.some((order) => order.path !== '_key' && order.path !== '_count');
  for (const terms of shards) {
    const all = [...terms.values()];
    const sorted = all.length > shardSize ? sortTerms(all, orders, byMetric, node, run) : all;
    const kept = sorted.slice(0, shardSize);
    for (const term of sorted.slice(shardSize)) cut += term.documents.length;
    if (kept.length >= shardSize && all.length > 0) error = addError(error, kept, orders);
    for (const term of kept) {
      const known = merged.get(term.sortKey);
      merged.set(term.sortKey, known === undefined ? term : { ...known, documents: [...known.documents, ...term.documents] });
    }
  }
  const buckets = [...merged.values()].map((term) => toBucket(term, node, run));
  return { buckets, cut, error: shards.length <= 1 ? 0 : error };
}

function addError(error: number, kept: readonly Term[], orders: readonly BucketOrder[]): number {
  const first = orders[0];
  if (first === undefined || first.path === '_key') return error;
  if (error === -1 || first.path !== '_count' || !first.descending) return -1;
  return error + (kept.at(-1)?.documents.length ?? 0);
}

function sortTerms(terms: readonly Term[], orders: readonly BucketOrder[], byMetric: boolean, node: AggregationNode, run: AggregationRun): Term[] {
  const compare = compareBuckets(orders);
  const rows = terms.map((term) => ({ term, key: term.sortKey, count: term.documents.length, body: byMetric ? run.children(node, term.documents) : {} }));
  return rows.sort(compare).map((row) => row.term);
}

function toBucket(term: Term, node: AggregationNode, run: AggregationRun): OrderedBucket {
  const head: Record<string, BodyValue> = { key: term.key, ...(term.keyText === undefined ? {} : { key_as_string: term.keyText }) };
  return { key: term.sortKey, count: term.documents.length, body: { ...head, doc_count: term.documents.length, ...run.children(node, term.documents) } };
}

/** `include` and `exclude`: a regular expression over the whole term, or a list of terms. */
function valueFilter(node: AggregationNode): (value: FieldValue) => boolean {
  const { include, exclude } = node.options;
  if (include === undefined && exclude === undefined) return () => true;
  const included = include === undefined ? undefined : matcher(include);
  const excluded = exclude === undefined ? undefined : matcher(exclude);
  return (value) => (included?.(value) ?? true) && !(excluded?.(value) ?? false);
}

function matcher(option: JsonValue): (value: FieldValue) => boolean {
  if (isArray(option)) {
    const terms = new Set(option.map(String));
    return (value) => terms.has(String(value));
  }
  if (typeof option !== 'string') throw notImplemented('partitions of a terms aggregation');
  const pattern = compileTextPattern(option);
  return (value) => pattern(String(value));
}
