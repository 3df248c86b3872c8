import { z } from 'zod';
import { eventStyleSchema, type EventStyle, type SourceDocument } from '../detection';
import { indexDocument, type IndexedDocument, type JsonObject } from '../query_dsl';
import type { EventIndex } from '../rule_run';
import type { CoverageTest } from './coverage_run';
import { indexNamesOf, sourceIndexOf, sourceMappingFor } from './sources';

/** A scenario as content: the file form is `fixtures/scenarios/<name>/scenario.yml`; its events lie beside it, one file a style. */
export const scenarioContentSchema = z
  .object({
    id: z.string().regex(/^[A-Z]\d+(-[a-z]+)*$/),
    /** Where several scenarios play the same test, the test's name. */
    variant_of: z.string().regex(/^[A-Z]\d+$/).optional(),
    title: z.string().min(1),
    kind: z.enum(['test', 'neighbour', 'benign']),
    source: z.string().min(1),
    platform: z.enum(['windows', 'linux', 'macos', 'freebsd']),
    /** Styles that cannot carry it, each with its reason. */
    not_applicable: z.array(z.object({ style: eventStyleSchema, why: z.string().min(1) }).strict()).default([]),
    /** Rules that have to catch it in every style they read. */
    caught_by: z.array(z.string().min(1)).default([]),
  })
  .strict();
export type ScenarioContent = z.infer<typeof scenarioContentSchema>;

/** A test with its events. */
export interface CorpusTest extends CoverageTest {
  readonly events: Partial<Readonly<Record<EventStyle, readonly SourceDocument[]>>>;
}

const eventsSchema = z.record(eventStyleSchema, z.array(z.record(z.unknown())));
/** Scenarios with their events, as the zip holds them. */
export const packagedScenariosSchema = z.object({ scenarios: z.array(z.object({ content: scenarioContentSchema, events: eventsSchema })).min(1) });
export type PackagedScenarios = z.infer<typeof packagedScenariosSchema>;

export function toCorpusTest({ content, events }: PackagedScenarios['scenarios'][number]): CorpusTest {
  const { id, variant_of: variantOf, title, kind, source, platform, not_applicable: notApplicable, caught_by: caughtBy } = content;
  return { testId: id, ...(variantOf === undefined ? {} : { variantOf }), title, kind, source, platform, styles: stylesOf(events), notApplicable, caughtBy, events };
}

/** Styles with events, in a fixed order. */
export function stylesOf(events: CorpusTest['events']): EventStyle[] {
  return eventStyleSchema.options.filter((style) => (events[style]?.length ?? 0) > 0);
}

/** The test without its events. */
export function withoutEvents({ events: _events, ...test }: CorpusTest): CoverageTest {
  return test;
}

/** The indices of a style with the events of one test in them, by arrival; the id of an event is its place in the test, from 1. */
export interface TestWorld {
  readonly indices: readonly EventIndex[];
  /** Latest moment of the events. */
  readonly toMs: number;
}

const worlds = new WeakMap<readonly SourceDocument[], Map<EventStyle, TestWorld>>();

/** Made once for each list of events. Throws ElasticsearchError for an event that no index would take. */
export function worldOf(events: readonly SourceDocument[], style: EventStyle): TestWorld {
  const known = worlds.get(events) ?? new Map<EventStyle, TestWorld>();
  worlds.set(events, known);
  const world = known.get(style) ?? makeWorld(events, style);
  known.set(style, world);
  return world;
}

function makeWorld(events: readonly SourceDocument[], style: EventStyle): TestWorld {
  const indices = indexNamesOf(style).map((name) => ({ name, mapping: sourceMappingFor(name), documents: [] as IndexedDocument[] }));
  for (const [place, event] of events.entries()) {
    const name = sourceIndexOf(style, event);
    const index = indices.find((candidate) => candidate.name === name);
    index?.documents.push(indexDocument(index.mapping, event as JsonObject, { id: String(place + 1) }).document);
  }
  const times = events.map((event) => Date.parse(String(event['@timestamp']))).filter(Number.isFinite);
  return { indices, toMs: Math.max(0, ...times) };
}
