import type { JsonObject } from '../../../../common/query_dsl';
import { isArray, isObject, stringList } from '../json/values';
import type { BodyValue } from '../json/write_json';
import { BodyText } from '../search/body_text';
import { comparePresent, type SortKey } from '../search/compare_keys';
import type { Hit } from '../search/execute_search';
import { writeHit } from '../search/fetch_hits';
import { fieldRequests, readSearchRequest, type SearchRequest } from '../search/search_request';
import { QueryParameters } from '../http/query_parameters';
import { bindSortColumn } from '../search/sort_column';
import { readSort, type SortSpec } from '../search/sort_spec';
import { readSourceFilter } from '../search/source_filter';
import { firstField } from './metric_kinds';
import type { AggregationDocument, AggregationKind, AggregationRun } from './aggregation';

const DEFAULT_SIZE = 3;
const NO_OPTIONS = readSearchRequest('', new QueryParameters(''));

/** Hits of the documents in the order asked for; by score, then in index order, where none is. */
function sortHits(documents: readonly AggregationDocument[], sorts: readonly SortSpec[], run: AggregationRun): Hit[] {
  const columns = run.outcome.targets.map((target) => sorts.map((sort) => (sort.field.startsWith('_') ? undefined : bindSortColumn(sort, { mapping: target.mapping, index: target.index, now: run.now }))));
  const keyed = documents.map(({ hit }): Hit => {
    const own = columns[hit.shard] ?? [];
    const keys = sorts.map((sort, at): SortKey => own[at]?.keyOf(hit.document) ?? (sort.field === '_score' ? hit.score ?? 0 : hit.entry.shardDocument));
    const print = (key: SortKey): BodyValue => key;
    return { ...hit, keys, columns: own.map((column) => column ?? { kind: 'LONG', keyOf: () => 0, print, parse: () => 0 }) };
  });
  return keyed.sort((left, right) => compare(left.keys, right.keys, sorts) || (sorts.length === 0 ? (right.score ?? 0) - (left.score ?? 0) : 0) || left.shard - right.shard || left.entry.shardDocument - right.entry.shardDocument);
}

function compare(left: readonly SortKey[], right: readonly SortKey[], sorts: readonly SortSpec[]): number {
  for (const [at, sort] of sorts.entries()) {
    const a = left[at] ?? null;
    const b = right[at] ?? null;
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
      continue;
    }
    const order = comparePresent(a, b);
    if (order !== 0) return sort.descending ? -order : order;
  }
  return 0;
}

export const TOP_HITS: AggregationKind = {
  options: ['from', 'size', 'sort', '_source', 'fields', 'docvalue_fields', 'stored_fields', 'version', 'seq_no_primary_term', 'highlight', 'explain', 'track_scores', 'script_fields'],
  takesChildren: false,
  run: (node, documents, run) => {
    const { options } = node;
    const sorts = readSort(options['sort'], new BodyText(''));
    const request: SearchRequest = {
      ...NO_OPTIONS, sort: sorts, source: readSourceFilter(options['_source']), fields: fieldRequests(options['fields']), docvalueFields: fieldRequests(options['docvalue_fields']), version: options['version'] === true,
      seqNoPrimaryTerm: options['seq_no_primary_term'] === true, trackScores: sorts.length === 0 || options['track_scores'] === true,
    };
    const from = Number(options['from'] ?? 0);
    const sorted = sortHits(documents, sorts, run).slice(from, from + Number(options['size'] ?? DEFAULT_SIZE));
    const hits = sorted.map((hit) => withoutEmptySort(writeHit(sorts.length === 0 ? { ...hit, score: hit.score ?? 1 } : hit, { request, sorts, now: run.now }), sorts));
    const best = sorts.length === 0 && documents.length > 0 ? Math.max(...sorted.map((hit) => hit.score ?? 1)) : null;
    return { typedName: 'top_hits', body: { hits: { total: { value: documents.length, relation: 'eq' }, max_score: best, hits } } };
  },
};

function withoutEmptySort(written: Record<string, BodyValue>, sorts: readonly SortSpec[]): BodyValue {
  if (sorts.length > 0) return written;
  const { sort: _sort, ...rest } = written;
  return rest;
}

export const TOP_METRICS: AggregationKind = {
  options: ['metrics', 'sort', 'size', 'missing'],
  takesChildren: false,
  run: (node, documents, run) => {
    const sorts = readSort(node.options['sort'], new BodyText(''));
    const { metrics } = node.options;
    const fields = (isArray(metrics) ? metrics : [metrics]).filter(isObject).map((metric: JsonObject) => stringList(metric['field'])[0] ?? '');
    const present = documents.filter((item) => sorts.every((sort) => sort.field.startsWith('_') || run.fields.values(item, sort.field).length > 0));
    const top = sortHits(present, sorts, run).slice(0, Number(node.options['size'] ?? 1)).map((hit): BodyValue => ({
      sort: hit.keys.map((key, at) => hit.columns[at]?.print(key) ?? null),
      metrics: Object.fromEntries(fields.map((field) => [field, metricValue(hit, field, run)])),
    }));
    return { typedName: 'top_metrics', body: { top } };
  },
};

function metricValue(hit: Hit, name: string, run: AggregationRun): BodyValue {
  const field = firstField(name, run);
  const value = run.fields.values({ document: hit.document, hit }, name)[0];
  return value === undefined || field === undefined ? null : value;
}
