// One concept fills this file: a search from its targets to its sorted hits.
import { ElasticsearchError, type IndexedDocument, type JsonValue } from '../../../../common/query_dsl';
import { maxResultWindow } from '../cluster/index_settings';
import { validationFailed } from '../errors/known_errors';
import { comparePresent, type SortKey } from './compare_keys';
import { allShardsFailed, reduceFailed, shardError, type ShardFailure } from './search_errors';
import type { SearchRequest } from './search_request';
import { rewritesToNone } from './rewrites_to_none';
import { bindQuery, matchesOf, type Match, type SearchTarget } from './search_target';
import { bindSortColumn, type SortColumn, type SortKind } from './sort_column';
import type { SortSpec } from './sort_spec';

/** A match with what orders it. */
export interface Hit extends Match {
  readonly score: number | undefined;
  readonly keys: readonly SortKey[];
  readonly columns: readonly SortColumn[];
}

export interface SearchOutcome {
  readonly targets: readonly SearchTarget[];
  readonly failures: readonly ShardFailure[];
  /** Matches of the query, for aggregations (before `post_filter`). */
  readonly matches: readonly Hit[];
  /** Hits in order, without paging. */
  readonly sorted: readonly Hit[];
  readonly total: number;
  readonly maxScore: number | undefined;
  readonly sorts: readonly SortSpec[];
  readonly terminatedEarly: boolean;
  /** No index could match, as its query and its times tell: Elasticsearch then skips them all, which shows in the answer. */
  readonly allSkipped: boolean;
}

export interface ExecuteOptions {
  readonly now: number;
  /** A point in time adds `_shard_doc` to every sort. */
  readonly pointInTime: boolean;
  /** How many of the sorted hits are wanted; all by default. */
  readonly keep?: number;
  /** Called once for each target before its documents are looked at; errors are that target's. */
  readonly prepare?: (target: SearchTarget) => void;
}

const SCORE_SORT: SortSpec = { field: '_score', descending: true, missing: undefined, mode: undefined, format: undefined, unmappedType: undefined, numericType: undefined, nested: undefined };

/**
 * Runs a search over its targets.
 * @throws ElasticsearchError where the request is refused, PlainError where all targets fail or do not fit together
 */
export function executeSearch(request: SearchRequest, targets: readonly SearchTarget[], options: ExecuteOptions): SearchOutcome {
  const sorts = effectiveSorts(request, options.pointInTime);
  const failures: ShardFailure[] = [];
  const kinds: SortKind[][] = sorts.map(() => []);
  const matches: Hit[] = [];
  let after: readonly SortKey[] | undefined;
  let skippable = targets.length > 1 && request.aggregations === undefined && request.query !== undefined && sorts[0]?.field !== '_score';
  let terminatedEarly = false;
  let counted = 0;
  for (const [shard, target] of targets.entries()) {
    try {
      const collected = collect(request, target, shard, sorts, options);
      collected.columns.forEach((column, at) => kinds[at]?.push(column.kind));
      terminatedEarly ||= collected.terminatedEarly;
      skippable &&= collected.skippable;
      after = collected.after;
      counted += collected.count;
      for (const hit of collected.hits) matches.push(hit);
    } catch (error) {
      if (!(error instanceof ElasticsearchError) || (error.phase === 'parse' && error.type === 'parsing_exception')) throw error;
      failures.push({ index: target.index, error });
    }
  }
  refuseMixedKinds(sorts, kinds, failures);
  if (failures.length > 0 && failures.length === targets.length) throw allShardsFailed(failures);
  return { targets, failures, matches, terminatedEarly, sorts, allSkipped: skippable && failures.length === 0, ...order(request, matches, { sorts, targets, after, now: options.now, keep: options.keep ?? Infinity }), ...(countsOnly(request) ? { total: counted } : {}) };
}

/** True where only the number of documents is asked for, so that an index without a query need not look at them. */
function countsOnly(request: SearchRequest): boolean {
  return request.size === 0 && request.aggregations === undefined && request.postFilter === undefined && request.collapse === undefined && request.minScore === undefined && request.terminateAfter === undefined;
}

function effectiveSorts(request: SearchRequest, pointInTime: boolean): readonly SortSpec[] {
  const sorts = request.sort.length === 0 || (request.sort.length === 1 && request.sort[0]?.field === '_score' && request.sort[0].descending) ? [SCORE_SORT] : request.sort;
  const withTie = pointInTime && request.sort.length > 0 && !sorts.some((sort) => sort.field === '_shard_doc') && (request.searchAfter === undefined || request.searchAfter.length > sorts.length);
  return withTie ? [...sorts, { ...SCORE_SORT, field: '_shard_doc', descending: false }] : sorts;
}

/** True where hits are ordered by relevance alone and so carry no `sort`. */
export function isPlainScoreSort(request: SearchRequest, sorts: readonly SortSpec[]): boolean {
  return sorts[0]?.field === '_score' && sorts[0].descending && sorts.length === 1 && request.searchAfter === undefined;
}

interface Collected {
  readonly hits: readonly Hit[];
  readonly count: number;
  readonly columns: readonly SortColumn[];
  readonly after: readonly SortKey[] | undefined;
  readonly skippable: boolean;
  readonly terminatedEarly: boolean;
}

function collect(request: SearchRequest, target: SearchTarget, shard: number, sorts: readonly SortSpec[], options: ExecuteOptions): Collected {
  refuseWindow(request, target);
  const query = bindQuery(request.query, target, options.now);
  const columns = sorts.map((sort) => columnOf(sort, target, shard, options.now));
  options.prepare?.(target);
  refuseSearchAfter(request, sorts);
  const after = afterKeys(request, sorts, columns);
  const scoring = request.trackScores || request.minScore !== undefined || sorts.some((sort) => sort.field === '_score');
  const keyed = request.size > 0 || request.collapse !== undefined;
  if (countsOnly(request) && query === undefined) return { hits: [], count: target.view.entries.length, columns, after, skippable: false, terminatedEarly: false };
  const hits: Hit[] = [];
  let terminatedEarly = false;
  for (const match of matchesOf(target, shard, query)) {
    const score = scoring ? (query === undefined ? 1 : query.score(match.document)) : undefined;
    if (request.minScore !== undefined && (score ?? 0) < request.minScore) continue;
    const keys = keyed ? columns.map((column, at) => specialKey(sorts[at], match, score) ?? column.keyOf(match.document)) : [];
    hits.push({ ...match, score, keys, columns });
    if (request.terminateAfter !== undefined && request.terminateAfter > 0 && hits.length >= request.terminateAfter) {
      terminatedEarly = true;
      break;
    }
  }
  return { hits, count: hits.length, columns, after, skippable: hits.length === 0 && rewritesToNone(request.queryBody, target, options.now), terminatedEarly };
}

function refuseWindow(request: SearchRequest, target: SearchTarget): void {
  const window = maxResultWindow(target.settings);
  const asked = request.from + request.size;
  if (asked <= window) return;
  throw shardError(
    'illegal_argument_exception',
    `Result window is too large, from + size must be less than or equal to: [${window}] but was [${asked}]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.`
  );
}

function refuseSearchAfter(request: SearchRequest, sorts: readonly SortSpec[]): void {
  if (request.searchAfter === undefined) return;
  if (request.sort.length === 0) throw shardError('illegal_argument_exception', 'Sort must contain at least one field.');
  if (request.searchAfter.length !== sorts.length) {
    throw shardError('illegal_argument_exception', `search_after has ${request.searchAfter.length} value(s) but sort has ${sorts.length}.`);
  }
}

const SPECIAL = new Set(['_score', '_doc', '_shard_doc']);

function specialKey(sort: SortSpec | undefined, match: Match, score: number | undefined): SortKey | undefined {
  if (sort?.field === '_score') return score ?? 0;
  if (sort?.field === '_doc') return match.entry.shardDocument;
  return sort?.field === '_shard_doc' ? shardDocKey(match) : undefined;
}

/** Shard number in the upper, document number in the lower 32 bits. */
function shardDocKey(match: Match): number {
  return match.shard * 2 ** 32 + match.entry.shardDocument;
}

function columnOf(sort: SortSpec, target: SearchTarget, shard: number, now: number): SortColumn {
  if (!SPECIAL.has(sort.field)) return bindSortColumn(sort, { mapping: target.mapping, index: target.index, now });
  return { kind: 'LONG', keyOf: (_document: IndexedDocument) => shard, print: (key) => key, parse: (value: JsonValue) => Number(value) };
}

function refuseMixedKinds(sorts: readonly SortSpec[], kinds: readonly (readonly SortKind[])[], failures: readonly ShardFailure[]): void {
  for (const [at, sort] of sorts.entries()) {
    const distinct = [...new Set(kinds[at] ?? [])].sort((left, right) => (left === 'STRING' ? -1 : right === 'STRING' ? 1 : left < right ? -1 : 1));
    if (distinct.length < 2) continue;
    const reason = `Can't sort on field [${sort.field}]; the field has incompatible sort types: ${distinct.map((kind) => `[${kind}]`).join(' and ')} across shards!`;
    throw reduceFailed(failures, { type: 'illegal_argument_exception', reason });
  }
}

interface Ordering {
  readonly sorts: readonly SortSpec[];
  readonly targets: readonly SearchTarget[];
  readonly after: readonly SortKey[] | undefined;
  readonly now: number;
  readonly keep: number;
}

function order(request: SearchRequest, matches: readonly Hit[], { sorts, targets, after, now, keep }: Ordering): Pick<SearchOutcome, 'sorted' | 'total' | 'maxScore'> {
  const kept = request.postFilter === undefined ? matches : filterMatches(request, matches, targets, now);
  const total = kept.length;
  let maxScore: number | undefined;
  if (request.size > 0 && (request.trackScores || isPlainScoreSort(request, sorts))) {
    for (const hit of kept) maxScore = Math.max(maxScore ?? -Infinity, hit.score ?? 0);
  }
  if (request.size === 0 && request.collapse === undefined) return { sorted: [], total, maxScore };
  const compare = hitOrder(sorts);
  const following = after === undefined ? kept : kept.filter((hit) => compareKeys(hit.keys, after, sorts) > 0);
  return { sorted: firstOf(following, keep, compare), total, maxScore };
}

/** Unsorted hits that pile up before they are sorted and cut. */
const PILE = 4096;

/** The first hits in order, without sorting those that cannot be among them. */
function firstOf(hits: readonly Hit[], keep: number, compare: (left: Hit, right: Hit) => number): Hit[] {
  if (hits.length <= Math.max(PILE, keep)) return [...hits].sort(compare);
  let kept: Hit[] = [];
  for (const hit of hits) {
    kept.push(hit);
    if (kept.length >= keep + PILE) kept = kept.sort(compare).slice(0, keep);
  }
  return kept.sort(compare).slice(0, keep);
}

function filterMatches(request: SearchRequest, matches: readonly Hit[], targets: readonly SearchTarget[], now: number): Hit[] {
  const filters = targets.map((target) => bindQuery(request.postFilter, { ...target, filters: undefined }, now));
  return matches.filter((hit) => filters[hit.shard]?.matches(hit.document) ?? true);
}

function afterKeys(request: SearchRequest, sorts: readonly SortSpec[], columns: readonly SortColumn[]): SortKey[] | undefined {
  if (request.searchAfter === undefined) return undefined;
  return request.searchAfter.map((value, at) => (SPECIAL.has(sorts[at]?.field ?? '') ? Number(value) : columns[at]?.parse(value) ?? null));
}

function hitOrder(sorts: readonly SortSpec[]): (left: Hit, right: Hit) => number {
  return (left, right) => compareKeys(left.keys, right.keys, sorts) || left.shard - right.shard || left.entry.shardDocument - right.entry.shardDocument;
}

function compareKeys(left: readonly SortKey[], right: readonly SortKey[], sorts: readonly SortSpec[]): number {
  for (const [at, sort] of sorts.entries()) {
    const difference = compareKey(left[at] ?? null, right[at] ?? null, sort);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Missing texts come last whatever the direction, unless `missing` says `_first`. */
function compareKey(left: SortKey, right: SortKey, sort: SortSpec): number {
  if (left === null || right === null) {
    if (left === right) return 0;
    return (left === null ? 1 : -1) * (sort.missing === '_first' ? -1 : 1);
  }
  const ascending = comparePresent(left, right);
  return sort.descending ? -ascending : ascending;
}

/** @throws ElasticsearchError where a point in time is searched together with index names */
export function refuseIndicesWithPit(hasIndices: boolean): void {
  if (hasIndices) throw validationFailed('[indices] cannot be used with point in time. Do not specify any index with point in time.');
}
