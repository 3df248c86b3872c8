import { buildEsQuery, dataViewOf, type DataView } from '../kql/index';
import { parseQuery, type CompiledMapping, type JsonObject, type ParsedQuery } from '../query_dsl/index';
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

/** The KQL or Lucene text of a rule as an Elasticsearch query over these indices (`detection-engine.md` §6.6). Throws KqlSyntaxError, KqlConversionError, ElasticsearchError. */
export function parseRuleQuery(text: string, language: string, indices: readonly EventIndex[]): ParsedQuery {
  return parseQuery(buildEsQuery(dataViewOver(indices), { language, query: text }) as unknown as JsonObject);
}

/** The events that the query is true of, oldest first, then by arrival. */
export function searchEvents(query: ParsedQuery, { indices, events }: SearchedEvents, nowMs: number): SearchedEvent[] {
  const bound = new Map(indices.map((index) => [index, query.bind(index.mapping, { now: nowMs, index: index.name })]));
  return events.filter(({ index, document }) => bound.get(index)?.matches(document) === true).sort((left, right) => left.timeMs - right.timeMs);
}
