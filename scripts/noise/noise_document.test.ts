import { describe, expect, it } from 'vitest';
import { indexDocument, type JsonObject } from '../../common/query_dsl';
import { noiseDay, noiseHost, noiseStyles, type NoiseRole } from '../../fixtures/builders/noise';
import { indexNameFor, sourceMappingFor } from '../../fixtures/source_mappings';
import { NoiseDocument } from './noise_document';

/** Some events of every kind that a host's day has. */
function someEvents(role: NoiseRole, style: (typeof noiseStyles)[number]): JsonObject[] {
  const events = [...noiseDay({ seed: 'documents', host: noiseHost({ seed: 'documents', index: 1, role, style }), day: 0 })].flat();
  return events.filter((_, index) => index % 61 === 0).map(({ document }) => document as JsonObject);
}

function expectSame(source: JsonObject): void {
  const mapping = sourceMappingFor(indexNameFor(source));
  const indexed = indexDocument(mapping, source, { id: 'e' }).document;
  const lazy = NoiseDocument.of(mapping, source, 'e');
  const told = (document: typeof indexed): unknown => mapping.fieldNames().map((name) => {
    const field = mapping.resolve(name);
    return [name, document.values(name), field && [document.fieldValues(field), document.has(field), document.words(field)]];
  });
  expect([told(lazy), lazy.paths(), lazy.ignored]).toEqual([told(indexed), indexed.paths(), indexed.ignored]);
}

describe('NoiseDocument', () => {
  it.each(noiseStyles)('answers for every field of generated events as the indexed document does: %s', (style) => {
    const events = (['office', 'server'] as const).flatMap((role) => someEvents(role, style));
    expect(events.length).toBeGreaterThan(100);
    events.forEach(expectSame);
  });

  it('leaves to indexing what is more than a look: long texts, other dates, numbers as texts, lists', () => {
    const event = { '@timestamp': '2024-01-09T08:00:00.000Z', 'event.category': ['process'], 'event.module': 'endpoint' };
    for (const odd of [{ 'host.id': 'x'.repeat(1_025) }, { 'host.id': ['a', 'b'.repeat(1_025)] }, { '@timestamp': '2024-01-09' }, { '@timestamp': 1_704_787_200_000 }, { 'process.pid': '12' }, { 'process.pid': 12.5 }, { 'process.pid': 2 ** 53 }, { 'process.pid': -3 }, { 'host.id': [] }, { 'host.id': null }, { 'host.id': 7 }, { 'process.code_signature.trusted': 'true' }, { 'process.name': 'CMD.EXE' }]) {
      expectSame({ ...event, ...odd });
    }
  });
});
