import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { random } from '../../fixtures/builders/random';
import { firstDayMs, noiseStyles, type NoiseHost, type NoiseStyle } from '../../fixtures/builders/noise';
import { placeEvent, type PlacedEvent } from './noise_world';

const scenarios = path.resolve(import.meta.dirname, '../../fixtures/scenarios');
const hourMs = 3_600_000;
type Fields = Readonly<Record<string, unknown>>;

/** A test's events in one style. */
export interface MixedTest {
  readonly name: string;
  /** One of the tests that must be caught; neighbouring behaviours are only shown. */
  readonly isRequired: boolean;
  readonly style: NoiseStyle;
  readonly events: readonly Fields[];
}

const scenarioKindSchema = z.object({ kind: z.enum(['test', 'neighbour', 'benign']) });

function kindOf(name: string): z.infer<typeof scenarioKindSchema>['kind'] {
  return scenarioKindSchema.parse(parse(fs.readFileSync(path.join(scenarios, name, 'scenario.yml'), 'utf8'))).kind;
}

function readTest(name: string, style: NoiseStyle): MixedTest[] {
  const kind = kindOf(name);
  if (kind === 'benign') return [];
  const isRequired = kind === 'test';
  const file = path.join(scenarios, name, `events_${style}.ndjson`);
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '');
  return [{ name, isRequired, style, events: lines.map((line) => JSON.parse(line) as Fields) }];
}

/** The attack scenarios of `fixtures/scenarios` in each style they have; benign look-alikes are no tests. */
export function readMixedTests(): MixedTest[] {
  const names = fs.readdirSync(scenarios, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().flatMap((name) => noiseStyles.flatMap((style) => readTest(name, style)));
}

/** Lays a test into a host's day between 09 and 17 h, as if it had happened there. */
export function placeTest(test: MixedTest, { host, day, seed, piece }: { readonly host: NoiseHost; readonly day: number; readonly seed: string; readonly piece: number }): PlacedEvent[] {
  const startMs = firstDayMs + day * 24 * hourMs + 9 * hourMs + random(`${seed} ${test.name} ${test.style}`).below(8 * hourMs);
  const times = test.events.map((event) => Date.parse(String(event['@timestamp'])));
  const firstMs = Math.min(...times);
  return test.events.map((event, index) => {
    const atMs = startMs + (times[index] ?? firstMs) - firstMs;
    const document = { ...event, '@timestamp': new Date(atMs).toISOString(), 'host.id': host.id, 'host.name': host.name, ...(event['event.sequence'] === undefined ? {} : { 'event.sequence': (atMs % 31_536_000_000) * 100 + index }) };
    return placeEvent(document, { host: host.index, day, piece, atMs, weight: 1, test: `${test.name} (${test.style})` }, { id: `test-${test.name}-${test.style}-${index}` });
  });
}
