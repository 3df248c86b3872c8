import { buildEsQuery, dataViewOf, type DataView } from '../kql/index';
import { parseQuery, type CompiledMapping, type CompiledQuery, type JsonObject } from '../query_dsl/index';
import type { EventIndex } from './rule_run';
import type { SearchedEvent, SearchedEvents } from './searched_events';

const viewsByFirst = new WeakMap<CompiledMapping, { readonly mappings: readonly CompiledMapping[]; readonly view: DataView }[]>();

/** The data view over indices; building one reads all their fields, so it is kept. */
function dataViewOver(indices: readonly EventIndex[]): DataView {
  const mappings = [...new Set(indices.map(({ mapping }) => mapping))];
  const [first] = mappings;
  if (!first) return dataViewOf([]);
  const known = viewsByFirst.get(first) ?? [];
  viewsByFirst.set(first, known);
  const found = known.find((entry) => entry.mappings.length === mappings.length && entry.mappings.every((mapping, index) => mapping === mappings[index]));
  if (found) return found.view;
  const view = dataViewOf(mappings);
  known.push({ mappings, view });
  return view;
}

/** A query bound to indices, by their names. */
export type BoundQueries = ReadonlyMap<string, CompiledQuery>;

/** The KQL or Lucene text of a rule as an Elasticsearch query over these indices (`detection-engine.md` §6.6). Throws KqlSyntaxError, KqlConversionError, ElasticsearchError. */
export function bindRuleQuery(text: string, language: string, indices: readonly EventIndex[], nowMs: number): BoundQueries {
  const query = parseQuery(buildEsQuery(dataViewOver(indices), { language, query: text }) as unknown as JsonObject);
  return new Map(indices.map(({ name, mapping }) => [name, query.bind(mapping, { now: nowMs, index: name })]));
}

/** The events that each of some queries is true of, oldest first, then by arrival. Each event is taken once and held against all queries. */
export function searchEvents(queries: readonly BoundQueries[], { indices, events }: SearchedEvents): SearchedEvent[][] {
  const found = queries.map((): SearchedEvent[] => []);
  const testsOf = new Map(indices.map((index) => [index, queries.map((bound) => bound.get(index.name))]));
  for (const event of events) {
    const tests = testsOf.get(event.index) ?? [];
    for (let place = 0; place < tests.length; place += 1) if (tests[place]?.matches(event.document) === true) found[place]?.push(event);
  }
  return found.map((matching) => matching.sort((left, right) => left.timeMs - right.timeMs));
}
