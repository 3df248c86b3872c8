import { indexDocument, type CompiledMapping, type IndexedDocument, type JsonObject } from '../../common/query_dsl';
import type { EventIndex } from '../../common/rule_run';
import type { NoiseStyle } from '../../fixtures/builders/noise';
import { indexNameFor, indexNamesOf, sourceMappingFor, type SourceStyle } from '../../fixtures/source_mappings';
import { NoiseDocument } from './noise_document';

/** What an event of the world is, read back from an alert. */
export interface Origin {
  /** Position of the host in the run. */
  readonly host: number;
  readonly day: number;
  /** The piece of the run in which it first appeared; later pieces repeat the end of earlier ones. */
  readonly piece: number;
  readonly atMs: number;
  readonly weight: number;
  /** Set where the event belongs to a mixed-in test. */
  readonly test?: string;
}

/** An event of a chunk, indexed. */
export interface PlacedEvent {
  readonly origin: Origin;
  readonly index: string;
  readonly document: IndexedDocument;
}

export function placeEvent(document: Readonly<Record<string, unknown>>, origin: Origin, { id, style }: { readonly id: string; readonly style?: SourceStyle }): PlacedEvent {
  const index = indexNameFor(document as JsonObject, style);
  return { origin, index, document: indexDocument(sourceMappingFor(index), document as JsonObject, { id }).document };
}

const mappings = new Map<string, CompiledMapping>();

function mappingFor(index: string): CompiledMapping {
  const known = mappings.get(index) ?? sourceMappingFor(index);
  mappings.set(index, known);
  return known;
}

/** The same for an event of the generator: it is read as far as it is asked. */
export function placeGenerated(document: Readonly<Record<string, unknown>>, origin: Origin, { id, style }: { readonly id: string; readonly style: NoiseStyle }): PlacedEvent {
  const index = indexNameFor(document as JsonObject, style);
  return { origin, index, document: NoiseDocument.of(mappingFor(index), document as JsonObject, id) };
}

/** Indices over events, with the way back from an alert's event to its origin. */
export interface NoiseWorld {
  readonly indices: readonly EventIndex[];
  originOf(id: string): Origin;
}

/** @param events all of them of the one sensor, or alerts: rules over both then read one index instead of many, in a fraction of the time */
export function noiseWorld(events: readonly PlacedEvent[], source: NoiseStyle | 'alerts'): NoiseWorld {
  const origins = new Map(events.map(({ document, origin }) => [document.id, origin]));
  const byIndex = new Map<string, IndexedDocument[]>(indexNamesOf(source).map((name) => [name, []]));
  for (const { index, document } of events) byIndex.get(index)?.push(document);
  return {
    indices: [...byIndex].map(([name, documents]) => ({ name, mapping: sourceMappingFor(name), documents })),
    originOf: (id) => {
      const origin = origins.get(id);
      if (!origin) throw new Error(`no event ${id} in this world`);
      return origin;
    },
  };
}
