import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../query_dsl/index';
import { MemoryIndex } from './memory_index';
import { hasSharedFolder, readExactJson, readLines, readShared } from './shared_folder';

/** Recorded answers that no rule can meet, each with what was tried. */
const accidents: Readonly<Record<string, string>> = {
  'dev-2035': 'one event fills two stages of one sequence, although it has a tiebreaker and a time of its own',
  'dev-2275': 'a sample with fetch_size 4 leaves out a key between two others that it gives',
  'dev-2434': 'head with fetch_size 3: a sequence over a page boundary is lost that the reading of pages finds',
};

const positions = ['head', 'tail'] as const;
const fetchSizes = [2, 3, 7, 50, 1000];
const dateFormat = 'epoch_millis||strict_date_optional_time';

function text(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
}

interface RecordedCase {
  readonly id: string;
  readonly world: string;
  readonly request: JsonObject;
  readonly answer: { readonly status: number; readonly events?: JsonValue[]; readonly sequences?: { readonly events: JsonValue[]; readonly join_keys: JsonValue[] }[]; readonly total?: number };
}

describe.skipIf(!hasSharedFolder)('recorded answers of Elasticsearch', () => {
  test('3,000 requests over 60 indices, but for the accidents named here', () => {
    const worlds = new Map(
      readLines('recorded/worlds.ndjson.gz').map((line) => {
        const world = line as JsonObject;
        return [world.id, new MemoryIndex({ dynamic: false, properties: world.mapping as JsonObject }, world.docs as JsonObject[], { settings: world.settings as JsonObject | undefined })];
      })
    );
    const differing: string[] = [];
    for (const line of readLines('recorded/cases.ndjson.gz')) {
      const { id, world, request, answer } = line as unknown as RecordedCase;
      const found = worlds.get(world)?.search(request);
      const expected =
        answer.status === 200
          ? [answer.events?.map((event) => [event]) ?? answer.sequences?.map(({ events }) => events), answer.sequences?.map(({ join_keys: keys }) => keys) ?? [], answer.total]
          : 'refused';
      if (text(expected) !== text(found?.refused === true ? 'refused' : [found?.results, found?.joinKeys, found?.total])) {
        differing.push(id);
      }
    }
    expect(differing.filter((id) => !Object.hasOwn(accidents, id))).toEqual([]);
    expect(differing.length).toBeLessThanOrEqual(60);
  }, 120_000);
});

interface SuiteQuery {
  readonly name: string;
  readonly query: string;
  readonly expected_event_ids: readonly number[];
  readonly join_keys?: readonly string[];
}

function readSuite(name: string): readonly SuiteQuery[] {
  const source = readShared(name).replace(/^(join_keys\s*=.*)$/gm, (line) => line.replace(/\bnull\b(?!")/g, '"null"'));
  return (parseToml(source) as unknown as { queries: SuiteQuery[] }).queries;
}

function typeOfValue(value: JsonValue | undefined): string {
  const [first] = Array.isArray(value) ? (value as JsonValue[]).filter((item) => item !== null) : [value];
  return typeof first === 'boolean' ? 'boolean' : typeof first === 'string' || first === undefined || first === null ? 'keyword' : Number.isInteger(Number(first)) ? 'long' : 'double';
}

const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that only occur in documents, typed by their values. */
function unmappedTypes(docs: readonly JsonObject[], known: JsonObject): Record<string, JsonObject> {
  const types: Record<string, JsonObject> = {};
  const walk = (prefix: string, value: JsonObject, mapped: JsonObject | undefined): void => {
    for (const [key, inner] of Object.entries(value)) {
      const field = mapped?.[key] as JsonObject | undefined;
      const objects = (Array.isArray(inner) ? (inner as JsonValue[]) : [inner as JsonValue]).filter(isObject);
      if (objects.length > 0 && field?.type === undefined) {
        objects.forEach((object) => walk(`${prefix}${key}.`, object, field?.properties as JsonObject | undefined));
      } else if (field === undefined && objects.length === 0) {
        types[`${prefix}${key}`] ??= { type: typeOfValue(inner) };
      }
    }
  };
  docs.forEach((doc) => walk('', doc, known));
  return Object.fromEntries(Object.entries(types).filter(([name]) => !Object.keys(types).some((other) => other.startsWith(`${name}.`))));
}

function loadSuite(name: string, idField: string, randomType: string): MemoryIndex {
  const mapping = readExactJson(readShared(`data/${name}.mapping`).replace(/^#.*$/gm, '').replaceAll('[runtime_random_keyword_type]', randomType)) as { properties: JsonObject };
  const raw = readExactJson(readShared(`data/${name}.data`)) as JsonObject[];
  const docs = raw.map((doc) => (doc['@timestamp'] === undefined ? { ...doc, '@timestamp': Number(BigInt(doc.timestamp as number | bigint) / 10_000n - 11_644_473_600_000n) } : doc));
  const times = new Map(docs.map((doc) => [doc, Number(doc['@timestamp'])]));
  const sorted = [...docs].sort((a, b) => (times.get(a) as number) - (times.get(b) as number) || Number(a[idField]) - Number(b[idField]));
  const properties = { ...unmappedTypes(docs, mapping.properties), ...mapping.properties, '@timestamp': { type: 'date', format: dateFormat }, timestamp: { type: 'unsigned_long' } };
  return new MemoryIndex({ properties } as JsonObject, sorted, { idField });
}

const requests = positions.flatMap((position) => fetchSizes.map((fetchSize) => ({ result_position: position, fetch_size: fetchSize })));

describe.skipIf(!hasSharedFolder).each([
  ['test_queries.toml', 'endgame-140', 'serial_event_id'],
  ['test_extra.toml', 'extra', 'sequence'],
])('%s', (suite, data, idField) => {
  const queries = hasSharedFolder ? readSuite(suite) : [];
  const indices = hasSharedFolder ? ['keyword', 'wildcard'].map((type) => loadSuite(data, idField, type)) : [];

  test.each(queries.map((query) => [query.query.trim(), query] as const))('%s', (_title, { query, expected_event_ids: expected, join_keys: joinKeys }) => {
    for (const index of indices) {
      for (const request of requests) {
        const found = index.search({ query, size: 50, tiebreaker_field: idField, ...request });
        expect({ request, reason: found.reason, ids: found.results.flat().map((id) => id ?? -1) }).toEqual({ request, reason: undefined, ids: expected });
        if (joinKeys !== undefined) {
          expect(found.joinKeys.flat().map(String)).toEqual(joinKeys.map(String));
        }
      }
    }
  });
});

interface GapVector {
  readonly name: string;
  readonly query: string;
  readonly docs: readonly JsonObject[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly size: number;
  readonly result_position: string;
  readonly expected: readonly (readonly unknown[])[] | null;
  readonly error: boolean;
}

describe.skipIf(!hasSharedFolder)('gap-vectors-dev.json', () => {
  const vectors = hasSharedFolder ? (readExactJson(readShared('gap-vectors-dev.json')) as unknown as GapVector[]) : [];

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const properties = Object.fromEntries(Object.entries(vector.mapping).map(([field, type]) => [field, type === 'date' ? { type, format: dateFormat } : { type }]));
    const index = new MemoryIndex({ dynamic: false, properties } as JsonObject, vector.error ? [] : vector.docs);
    for (const fetchSize of [2, 1000]) {
      const found = index.search({ query: vector.query, size: vector.size, result_position: vector.result_position, fetch_size: fetchSize });
      expect({ refused: found.refused, results: found.refused ? null : found.results }).toEqual({ refused: vector.error, results: vector.expected });
    }
  });
});
