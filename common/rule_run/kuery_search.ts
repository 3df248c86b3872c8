import { buildEsQuery, dataViewOf, type DataView } from '../kql/index';
import { parseQuery, type CompiledMapping, type CompiledQuery, type IndexedDocument, type JsonObject } from '../query_dsl/index';
import type { EventIndex } from './rule_run';
import { SharedTests } from './shared_tests';
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
export interface BoundQueries {
  readonly query: JsonObject;
  readonly nowMs: number;
  readonly byIndex: ReadonlyMap<string, CompiledQuery>;
}

/** The KQL or Lucene text of a rule as an Elasticsearch query over these indices (`detection-engine.md` §6.6). Throws KqlSyntaxError, KqlConversionError, ElasticsearchError. */
export function bindRuleQuery(text: string, language: string, indices: readonly EventIndex[], nowMs: number): BoundQueries {
  const query = buildEsQuery(dataViewOver(indices), { language, query: text }) as unknown as JsonObject;
  const parsed = parseQuery(query);
  return { query, nowMs, byIndex: new Map(indices.map(({ name, mapping }) => [name, parsed.bind(mapping, { now: nowMs, index: name })])) };
}

type Test = (document: IndexedDocument) => boolean;

/** What several queries ask of the events of one index. */
interface IndexTests {
  readonly shared: SharedTests | undefined;
  readonly tests: readonly Test[];
}

const never: Test = () => false;

/** Queries that were searched together, and their tests by index; they mostly are again. */
const lastTogether = new WeakMap<BoundQueries, { readonly queries: readonly BoundQueries[]; readonly byIndex: Map<string, IndexTests> }>();

function testsOf(queries: readonly BoundQueries[], { name, mapping }: EventIndex): IndexTests {
  const [first] = queries;
  if (!first) return { shared: undefined, tests: [] };
  if (queries.length === 1) return { shared: undefined, tests: queries.map(({ byIndex }) => (document) => byIndex.get(name)?.matches(document) === true) };
  let together = lastTogether.get(first);
  if (!together || together.queries.length !== queries.length || together.queries.some((query, place) => query !== queries[place])) {
    together = { queries, byIndex: new Map() };
    lastTogether.set(first, together);
  }
  const known = together.byIndex.get(name) ?? sharedTests(queries, name, mapping);
  together.byIndex.set(name, known);
  return known;
}

function sharedTests(queries: readonly BoundQueries[], index: string, mapping: CompiledMapping): IndexTests {
  const nowMs = queries[0]?.nowMs ?? 0;
  const shared = new SharedTests({ mapping, index, nowMs });
  const tests = queries.map((bound): Test => {
    const whole = bound.byIndex.get(index);
    if (!whole) return never;
    return bound.nowMs === nowMs ? shared.of(bound.query) : (document) => whole.matches(document);
  });
  return { shared, tests };
}

/** The events that each of some queries is true of, oldest first, then by arrival. Each event is taken once and held against all queries. */
export function searchEvents(queries: readonly BoundQueries[], { indices, events }: SearchedEvents): SearchedEvent[][] {
  const found = queries.map((): SearchedEvent[] => []);
  const byIndex = new Map(indices.map((index) => [index, testsOf(queries, index)]));
  for (const event of events) {
    const of = byIndex.get(event.index);
    if (!of) continue;
    of.shared?.begin();
    for (let place = 0; place < of.tests.length; place += 1) if (of.tests[place]?.(event.document) === true) found[place]?.push(event);
  }
  return found.map((matching) => matching.sort((left, right) => left.timeMs - right.timeMs));
}
