import {
  collectStatistics, parseQuery, type CompiledMapping, type CompiledQuery, type IndexedDocument, type JsonObject, type ParsedQuery, type QueryContext, type TermStatistics,
} from '../../../../common/query_dsl';
import type { ResolvedIndex } from '../cluster/resolve_names';
import type { FlatSettings } from '../cluster/index_settings';
import type { DocumentVersion } from '../documents/document_version';
import type { SearchView } from '../documents/search_view';
import { documentScript } from '../scripts/document_script';

/** One index as a search sees it, from beginning to end. */
export interface SearchTarget {
  readonly index: string;
  readonly aliases: readonly string[];
  readonly mapping: CompiledMapping;
  readonly settings: FlatSettings;
  readonly view: SearchView;
  readonly filters: readonly JsonObject[] | undefined;
  /** Source of a document of any index, for queries that take their terms from one. */
  readonly lookup: ((index: string, id: string) => JsonObject | undefined) | undefined;
}

export function toSearchTarget({ index, filters }: ResolvedIndex, nowMs: number, lookup?: SearchTarget['lookup']): SearchTarget {
  const aliases = [...index.aliases.keys(), ...(index.dataStream === undefined ? [] : [index.dataStream])];
  return { index: index.name, aliases, mapping: index.mapping, settings: index.settings, view: index.view(nowMs), filters, lookup };
}

const statisticsOfView = new WeakMap<SearchView, { readonly mapping: CompiledMapping; readonly statistics: TermStatistics }>();

/** Term statistics of a view, gathered field by field when a score first needs them. */
function statisticsOf(target: SearchTarget): TermStatistics {
  const { view, mapping } = target;
  const known = statisticsOfView.get(view);
  if (known?.mapping === mapping) return known.statistics;
  const statistics = collectStatistics(mapping, () => view.entries.map((entry) => view.documentOf(entry)));
  statisticsOfView.set(view, { mapping, statistics });
  return statistics;
}

/** @throws ElasticsearchError of phase `shard` */
export function bindQuery(query: ParsedQuery | undefined, target: SearchTarget, now: number): CompiledQuery | undefined {
  const context: QueryContext = {
    now, index: target.index, aliases: target.aliases, statistics: statisticsOf(target), script: documentScript, lookup: target.lookup,
  };
  const bound = query?.bind(target.mapping, context);
  if (target.filters === undefined) return bound;
  const filter = parseQuery({ bool: { should: [...target.filters], minimum_should_match: 1 } }).bind(target.mapping, context);
  return bound === undefined ? withConstantScore(filter) : both(bound, filter);
}

function withConstantScore(filter: CompiledQuery): CompiledQuery {
  return { ...delegate(filter), score: () => 1, matchesNothing: filter.matchesNothing };
}

function both(query: CompiledQuery, filter: CompiledQuery): CompiledQuery {
  return {
    ...delegate(query),
    matches: (document) => filter.matches(document) && query.matches(document),
    timeRange: (field) => query.timeRange(field) ?? filter.timeRange(field),
    ids: () => query.ids() ?? filter.ids(),
    matchesNothing: query.matchesNothing || filter.matchesNothing,
  };
}

function delegate(query: CompiledQuery): Omit<CompiledQuery, 'matchesNothing'> {
  return {
    matches: (document) => query.matches(document),
    score: (document) => query.score(document),
    timeRange: (field) => query.timeRange(field),
    ids: () => query.ids(),
  };
}

/** A document that a query matches. */
export interface Match {
  readonly target: SearchTarget;
  /** Place of the target among the targets of the search. */
  readonly shard: number;
  readonly entry: DocumentVersion;
  readonly document: IndexedDocument;
}

/** Documents of a target that match, in their own order. */
export function* matchesOf(target: SearchTarget, shard: number, query: CompiledQuery | undefined): Iterable<Match> {
  if (query?.matchesNothing === true) return;
  const { view } = target;
  for (const entry of candidates(target, query)) {
    const document = view.documentOf(entry);
    if (query === undefined || query.matches(document)) yield { target, shard, entry, document };
  }
}

/** The documents worth looking at: by id or by time where the query says so, else all. */
function candidates(target: SearchTarget, query: CompiledQuery | undefined): readonly DocumentVersion[] {
  const { view, mapping } = target;
  const ids = query?.ids();
  if (ids !== undefined) return view.byIds(ids);
  const hint = query?.timeRange('@timestamp');
  const field = mapping.resolve('@timestamp');
  if (hint === undefined || field?.family !== 'date' || (hint.gte === undefined && hint.lte === undefined)) return view.entries;
  return view.between(field.path, hint.gte ?? -Infinity, hint.lte ?? Infinity);
}
