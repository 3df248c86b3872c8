import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../common/query_dsl';
import { prepareRule, type EventIndex, type FoundAlert, type RunnableRule } from '../common/rule_run';
import { indexNameFor, toEventIndices } from '../fixtures/source_mappings';

const telemetry = path.resolve(import.meta.dirname, '../../shared/telemetry');
const isThere = fs.existsSync(path.join(telemetry, 'verdicts.json'));

type Ids = string | readonly string[];
/** `line` counts from 1. */
interface RecordedEvent {
  readonly line: number;
}
interface Verdict {
  readonly language: string;
  readonly query: string;
  readonly atomics: Readonly<Record<string, Readonly<Record<'defend' | 'sysmon', readonly Ids[] | 'n/a' | null>>>>;
  /** `events` holds the first 50 hits. */
  readonly recorded: { readonly hits: number; readonly recordings_with_hits: readonly string[]; readonly events: readonly (RecordedEvent | readonly RecordedEvent[])[] };
}

/** One scenario or recording, a world of its own. */
interface World {
  readonly name: string;
  readonly indices: readonly EventIndex[];
}

const read = (file: string): string => fs.readFileSync(path.join(telemetry, file), 'utf8');
const lines = (text: string): JsonObject[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as JsonObject);

/** Worlds of documents by the name in one field; ids are line numbers from 0, times come from a number of seconds. */
function worldsOf(documents: readonly JsonObject[], nameField: string, timeField: string): World[] {
  const byName = new Map<string, { readonly id: string; readonly seconds: number; readonly document: JsonObject }[]>();
  const also = [...new Set(documents.map((document) => indexNameFor(document)))];
  for (const [line, { [nameField]: name, [timeField]: seconds, ...rest }] of documents.entries()) {
    const document = { ...rest, '@timestamp': new Date(Math.round(Number(seconds) * 1_000)).toISOString() };
    byName.set(String(name), [...(byName.get(String(name)) ?? []), { id: String(line), seconds: Number(seconds), document }]);
  }
  return [...byName].map(([name, rows]) => {
    const sorted = [...rows].sort((left, right) => left.seconds - right.seconds);
    return { name, indices: toEventIndices(sorted.map(({ document }) => document), { also, idOf: (_, position) => sorted[position]?.id ?? '' }) };
  });
}

const verdicts = isThere ? Object.entries((JSON.parse(read('verdicts.json')) as { rules: Record<string, Verdict> }).rules) : [];
const known = verdicts.filter(([, { language }]) => language === 'eql' || language === 'kuery');
const queryOf = (id: string): string => verdicts.find(([name]) => name === id)?.[1].query ?? '';

const index = ['logs-*'];
const ruleOf = ({ language, query }: Pick<Verdict, 'language' | 'query'>): RunnableRule => ({ type: language === 'eql' ? 'eql' : 'query', language, index, query });

function alertsIn(rule: RunnableRule, world: World): readonly FoundAlert[] {
  const run = prepareRule(rule).run(world.indices);
  if (run.outcome !== 'ran') throw new Error(`${world.name}: ${JSON.stringify(run)}`);
  return run.alerts;
}

const idsOf = (alerts: readonly FoundAlert[]): string[] => alerts.map(({ events }) => events.map(({ id }) => id).join('+')).sort();
const lineOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1);
const expectedIds = (found: readonly Ids[] | null): string[] => (found ?? []).map((ids) => (typeof ids === 'string' ? lineOf(ids) : ids.map(lineOf).join('+'))).sort();

/** The world without the events that no alert of the rule holds: what a rule of another type over the same query sees. */
function onlyHitsOf(rule: RunnableRule, world: World): World {
  const kept = new Set(alertsIn(rule, world).flatMap(({ events }) => events.map((place) => `${place.index}/${place.id}`)));
  return { ...world, indices: world.indices.map((entry) => ({ ...entry, documents: entry.documents.filter(({ id }) => kept.has(`${entry.name}/${id}`)) })) };
}

describe.skipIf(!isThere)('what a real Elasticsearch found with the seed and draft rules, found here', () => {
  const atomics = isThere
    ? ([['defend', 'endpoint'], ['sysmon', 'sysmon']] as const).map(([source, style]) => ({ source, worlds: worldsOf(lines(read(`atomics/atomics_${style}.ndjson`)), '_src', '_t').map((world) => ({ ...world, name: world.name.slice(0, world.name.lastIndexOf('/')) })) }))
    : [];
  const recordings = isThere ? worldsOf(lines(gunzipSync(fs.readFileSync(path.join(telemetry, 'recorded/ecs_events.ndjson.gz'))).toString('utf8')).map((document) => ({ ...document, _src: document['labels.source'] ?? '' })), '_src', 'labels.epoch') : [];

  it.each(known)('%s on the reconstructed tests, both sources', (_, verdict) => {
    const rule = ruleOf(verdict);
    const compared = atomics.flatMap(({ source, worlds }) => worlds.map((world) => ({ source, world })));
    const found = compared.map(({ source, world }) => [source, world.name, idsOf(alertsIn(rule, world))]);
    const expected = compared.map(({ source, world }) => {
      const verdictHere = verdict.atomics[world.name]?.[source];
      if (verdictHere === undefined || verdictHere === 'n/a') throw new Error(`no verdict on ${world.name}, ${source}`);
      return [source, world.name, expectedIds(verdictHere)];
    });
    expect(found).toEqual(expected);
  });

  it.each(known)('%s on the recordings', (_, verdict) => {
    const rule = ruleOf(verdict);
    const prepared = prepareRule(rule);
    const found = recordings.map((world) => ({ world, run: prepared.run(world.indices) })).flatMap(({ world, run }) => (run.outcome === 'ran' ? run.alerts.map((alert) => ({ name: world.name, alert })) : [{ name: JSON.stringify(run), alert: { events: [], key: [] } }]));
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([...verdict.recorded.recordings_with_hits].sort());
    expect(found).toHaveLength(verdict.recorded.hits);
    const ids = new Set(idsOf(found.map(({ alert }) => alert)));
    const first = verdict.recorded.events.map((events) => (Array.isArray(events) ? (events as RecordedEvent[]) : [events as RecordedEvent]).map(({ line }) => String(line - 1)).join('+'));
    expect(first.filter((id) => !ids.has(id))).toEqual([]);
  });

  const newTerms: RunnableRule = { type: 'new_terms', language: 'kuery', index, query: '*', new_terms_fields: ['host.id', 'process.executable'], history_window_start: 'now-14d' };

  it('DS-25, new terms over the hits of DS-03', () => {
    const expected = verdicts.find(([id]) => id === 'DS-25')?.[1].atomics ?? {};
    const hits = ruleOf({ language: 'eql', query: queryOf('DS-03') });
    for (const { source, worlds } of atomics) {
      for (const world of worlds) expect([source, world.name, idsOf(alertsIn(newTerms, onlyHitsOf(hits, world)))]).toEqual([source, world.name, expectedIds((expected[world.name]?.[source] ?? null) as readonly Ids[] | null)]);
    }
    expect(recordings.flatMap((world) => alertsIn(newTerms, onlyHitsOf(hits, world)))).toEqual([]);
  });

  it('DS-26, a threshold over files in staging folders, with the process list of DS-05 and without', () => {
    const threshold: RunnableRule = { type: 'threshold', language: 'kuery', index, query: '*', threshold: { field: ['host.id', 'process.entity_id'], value: 1, cardinality: [{ field: 'file.path', value: 10 }] } };
    const text = queryOf('DS-05').replace(/^[^[]*\[/, '').replace('event.type == "creation"', 'event.type in ("creation", "change")');
    const upTo = (part: string): string => text.slice(0, text.indexOf(part));
    const files = (query: string): RunnableRule => ({ type: 'eql', index, query });
    const count = (query: string): number[] => {
      const groups = recordings.map((world) => alertsIn(threshold, onlyHitsOf(files(query), world)).length);
      return [groups.filter((number) => number > 0).length, groups.reduce((sum, number) => sum + number, 0)];
    };
    expect(count(upTo(' and not file.extension'))).toEqual([3, 3]);
    expect(count(upTo(' and process.name != null'))).toEqual([12, 37]);
    for (const { worlds } of atomics) expect(worlds.flatMap((world) => alertsIn(threshold, onlyHitsOf(files(upTo(' and process.name != null')), world)))).toEqual([]);
  });
});
