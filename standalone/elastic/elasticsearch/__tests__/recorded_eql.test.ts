import { parse as parseToml } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ElasticsearchService } from '../index';
import { readJsonNode } from '../json/json_reader';
import { ask, startForTest } from './service';
import { isShared, readShared, sharedLines } from './shared_folder';
import { suiteDocuments } from './eql_suite';

const present = isShared('eql');

/** Recorded answers that no rule can meet; the EQL engine's own corpus says why. */
const ACCIDENTS = new Set(['dev-2035', 'dev-2275', 'dev-2434', 'dev-2451', 'dev-2455', 'dev-2465']);

interface FoundEvent {
  readonly _id: string;
  readonly missing?: boolean;
}

interface EqlBody {
  readonly hits: { readonly total: { readonly value: number }; readonly events?: readonly FoundEvent[]; readonly sequences?: readonly { readonly events: readonly FoundEvent[]; readonly join_keys?: readonly unknown[] }[] };
}

interface RecordedCase {
  readonly id: string;
  readonly world: string;
  readonly request: unknown;
  readonly answer: { readonly status: number; readonly events?: readonly number[]; readonly sequences?: readonly { readonly events: readonly (number | null)[]; readonly join_keys: readonly unknown[] }[]; readonly total?: number };
}

let service: ElasticsearchService;

beforeAll(async () => {
  service = await startForTest({ sourceMappings: false });
});
afterAll(() => service.close());

const text = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
const idOf = (event: FoundEvent): number | null => (event.missing === true ? null : Number(event._id));

/** Makes an index with documents given as text, so that no digit of a long number is lost. */
async function load(index: string, body: unknown, documents: readonly { readonly id: string; readonly text: string }[]): Promise<void> {
  expect((await ask(service.url, { method: 'PUT', path: `/${index}`, body })).status).toBe(200);
  if (documents.length === 0) return;
  const lines = documents.map((document) => `${JSON.stringify({ index: { _id: document.id } })}\n${document.text}\n`).join('');
  const answer = await ask(service.url, { method: 'POST', path: `/${index}/_bulk?refresh=true`, body: lines });
  expect((answer.body as { errors: boolean }).errors).toBe(false);
}

function found({ hits }: EqlBody): unknown {
  if (hits.events !== undefined) return [hits.events.map(idOf), hits.total.value];
  return [hits.sequences?.map(({ events, join_keys: keys }) => [events.map(idOf), keys ?? []]), hits.total.value];
}

function expected({ events, sequences, total }: RecordedCase['answer']): unknown {
  return [events ?? sequences?.map(({ events: ids, join_keys: keys }) => [ids, keys]), total];
}

describe.skipIf(!present)('recorded EQL cases over HTTP', () => {
  it('3,000 requests over 60 indices, but for the accidents', async () => {
    for (const line of sharedLines('eql/recorded/worlds.ndjson.gz')) {
      const world = JSON.parse(line) as { id: string; mapping: unknown; settings?: unknown; docs: { id: number }[] };
      const documents = readJsonNode(line).entries?.find((entry) => entry.key === 'docs')?.node.items ?? [];
      const body = { settings: world.settings, mappings: { dynamic: false, properties: world.mapping } };
      await load(world.id, body, documents.map((node, at) => ({ id: String(world.docs[at]?.id), text: line.slice(node.start, node.end) })));
    }
    const different: string[] = [];
    for (const line of sharedLines('eql/recorded/cases.ndjson.gz')) {
      const { id, world, request, answer } = JSON.parse(line) as RecordedCase;
      const given = await ask(service.url, { method: 'POST', path: `/${world}/_eql/search`, body: request });
      const same = answer.status === 200 ? given.status === 200 && text(found(given.body as EqlBody)) === text(expected(answer)) : given.status !== 200;
      if (!same) different.push(id);
    }
    expect(different.filter((id) => !ACCIDENTS.has(id))).toEqual([]);
  }, 240_000);
});

interface SuiteQuery {
  readonly query: string;
  readonly expected_event_ids: readonly number[];
  readonly join_keys?: readonly string[];
}

const POSITIONS = ['head', 'tail'];
const FETCH_SIZES = [2, 7, 1000];

describe.skipIf(!present).each([['test_queries.toml', 'endgame-140', 'serial_event_id'], ['test_extra.toml', 'extra', 'sequence']])('%s over HTTP', (suite, data, idField) => {
  it('every query, from both ends, with several page sizes', async () => {
    const index = `suite-${data}`;
    const { mappings, documents } = suiteDocuments(data, idField);
    await load(index, { mappings }, documents);
    const source = readShared(`eql/${suite}`).replace(/^(join_keys\s*=.*)$/gm, (line) => line.replace(/\bnull\b(?!")/g, '"null"'));
    const { queries } = parseToml(source) as unknown as { queries: SuiteQuery[] };
    for (const { query, expected_event_ids: ids, join_keys: keys } of queries) {
      for (const position of POSITIONS) {
        for (const fetchSize of FETCH_SIZES) {
          const body = { query, size: 50, tiebreaker_field: idField, result_position: position, fetch_size: fetchSize };
          const answer = await ask(service.url, { method: 'POST', path: `/${index}/_eql/search`, body });
          expect({ query, position, fetchSize, ids: idsOf(answer.body as EqlBody) }).toEqual({ query, position, fetchSize, ids });
          const joined = (answer.body as EqlBody).hits.sequences?.flatMap((sequence) => [...(sequence.join_keys ?? [])]).map(String);
          if (keys !== undefined) expect({ query, joined }).toEqual({ query, joined: keys.map(String) });
        }
      }
    }
  }, 240_000);
});

function idsOf(body: EqlBody): number[] {
  const events = body.hits.events ?? body.hits.sequences?.flatMap((sequence) => [...sequence.events]) ?? [];
  return events.map((event) => idOf(event) ?? -1);
}

/** Times of the vectors are small numbers of milliseconds, which the default format would read as years. */
const DATE = { type: 'date', format: 'epoch_millis||strict_date_optional_time' };

interface GapVector {
  readonly name: string;
  readonly query: string;
  readonly docs: readonly { readonly id: number }[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly size: number;
  readonly result_position: string;
  readonly expected: readonly (readonly (number | null)[])[] | null;
  readonly error: boolean;
}

describe.skipIf(!present)('gap-vectors-dev.json over HTTP', () => {
  const vectors = present ? (JSON.parse(readShared('eql/gap-vectors-dev.json')) as GapVector[]) : [];

  it.each(vectors.map((vector, at) => [vector.name, vector, at] as const))('%s', async (_name, vector, at) => {
    const properties = Object.fromEntries(Object.entries(vector.mapping).map(([name, type]) => [name, type === 'date' ? DATE : { type }]));
    const index = `gap-${at}`;
    const mappings = { dynamic: false, properties: { '@timestamp': DATE, 'event.category': { type: 'keyword' }, ...properties } };
    await load(index, { mappings }, (vector.error ? [] : vector.docs).map((doc) => ({ id: String(doc.id), text: JSON.stringify(doc) })));
    const answer = await ask(service.url, { method: 'POST', path: `/${index}/_eql/search`, body: { query: vector.query, size: vector.size, result_position: vector.result_position } });
    expect(answer.status === 200).toBe(!vector.error);
    if (vector.error) return;
    const { hits } = answer.body as EqlBody;
    const results = hits.sequences?.map((sequence) => sequence.events.map(idOf)) ?? hits.events?.map((event) => [idOf(event)]);
    expect(results).toEqual(vector.expected);
  });
});
