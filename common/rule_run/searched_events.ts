import type { EqlEvent, Shard } from '../eql/index';
import { parseQuery, type IndexedDocument, type JsonObject } from '../query_dsl/index';
import { toEqlEvent } from './merged_schema';
import type { EventIndex, EventPlace } from './rule_run';
import type { RunOptions } from './run_options';

/** One event that a rule searches. */
export interface SearchedEvent {
  readonly index: EventIndex;
  readonly document: IndexedDocument;
  readonly timeMs: number;
}

/** What a rule searches, index by index, in order of arrival in each. */
export interface SearchedEvents {
  readonly indices: readonly EventIndex[];
  readonly events: readonly SearchedEvent[];
  /** The same events for EQL; made when first asked. */
  eql(): EqlEvents;
}

export interface EqlEvents {
  /** In order of arrival. */
  readonly inOrder: readonly EqlEvent[];
  /** Absent for a single index. */
  readonly shards: readonly Shard[] | undefined;
  placeOf(event: EqlEvent): EventPlace;
}

export const placeOf = ({ index, document }: SearchedEvent): EventPlace => ({ index: index.name, id: document.id });

/** Epoch milliseconds of an event; undefined without `@timestamp`, which every run's range asks for. */
function timeOf(document: IndexedDocument): number | undefined {
  const [value] = document.values('@timestamp');
  return typeof value === 'bigint' ? Number(value / 1_000_000n) : typeof value === 'number' ? value : undefined;
}

function searched(indices: readonly EventIndex[], events: readonly SearchedEvent[]): SearchedEvents {
  let made: EqlEvents | undefined;
  return { indices, events, eql: () => (made ??= toEql(indices, events)) };
}

function toEql(indices: readonly EventIndex[], events: readonly SearchedEvent[]): EqlEvents {
  const inOrder = events.map(({ document, index }) => toEqlEvent(document, index.mapping, indices.length > 1));
  let places: Map<EqlEvent, SearchedEvent> | undefined;
  const pairs = (): (readonly [EqlEvent, SearchedEvent])[] => events.flatMap((event, place) => (inOrder[place] ? [[inOrder[place], event] as const] : []));
  const shards = indices.map((index) => ({ size: events.filter((event) => event.index === index).length, isMapped: (path: string) => index.mapping.resolve(path) !== undefined }));
  return {
    inOrder,
    shards: shards.length > 1 ? shards : undefined,
    placeOf: (event) => {
      places ??= new Map(pairs());
      const found = places.get(event);
      if (!found) throw new Error('an event that was not searched');
      return placeOf(found);
    },
  };
}

const known = new WeakMap<readonly EventIndex[], Map<string, SearchedEvents>>();

/** Every event of the selected indices. Kept for as long as `world` is, so that many rules over one world read its events once. */
export function allEvents(world: readonly EventIndex[], selected: readonly EventIndex[]): SearchedEvents {
  const ofWorld = known.get(world) ?? new Map<string, SearchedEvents>();
  known.set(world, ofWorld);
  const key = selected.map((index) => world.indexOf(index)).join(',');
  const found = ofWorld.get(key) ?? searched(selected, selected.flatMap(eventsOf));
  ofWorld.set(key, found);
  return found;
}

const eventsByIndex = new WeakMap<EventIndex, readonly SearchedEvent[]>();

function eventsOf(index: EventIndex): readonly SearchedEvent[] {
  const found = eventsByIndex.get(index) ?? readEvents(index);
  eventsByIndex.set(index, found);
  return found;
}

function readEvents(index: EventIndex): SearchedEvent[] {
  const events: SearchedEvent[] = [];
  for (const document of index.documents) {
    const timeMs = timeOf(document);
    if (timeMs !== undefined) events.push({ index, document, timeMs });
  }
  return events;
}

/** The events inside the run's window that no exception is true of. Throws ElasticsearchError for an exception that cannot be searched. */
export function narrow(all: SearchedEvents, mustNot: readonly JsonObject[], { fromMs, toMs }: RunOptions): SearchedEvents {
  if (mustNot.length === 0 && fromMs === undefined && toMs === undefined) return all;
  const parsed = mustNot.map((query) => parseQuery(query));
  const exceptions = new Map(all.indices.map((index) => [index, parsed.map((query) => query.bind(index.mapping, { now: toMs ?? 0, index: index.name }))]));
  const isInside = ({ timeMs }: SearchedEvent): boolean => timeMs >= (fromMs ?? -Infinity) && timeMs <= (toMs ?? Infinity);
  return searched(all.indices, all.events.filter((event) => isInside(event) && !exceptions.get(event.index)?.some((query) => query.matches(event.document))));
}
