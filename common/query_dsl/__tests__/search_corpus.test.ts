import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  collectStatistics, compileMapping, ElasticsearchError, indexDocument, isJsonObject, mergeMapping, parseQuery,
  type CompiledMapping, type IndexedDocument, type JsonObject, type JsonValue,
} from '../index';

/** Recorded answers of a running Elasticsearch; read in place. What needs HTTP is replayed by the embedded server's own tests. */
const FILE = new URL('../../../../shared/search/recorded/search.ndjson.gz', import.meta.url);
const present = existsSync(FILE);
if (!present) console.warn('search corpus skipped: ../shared/search is not there');

const json: z.ZodType<JsonValue> = z.any();
const step = z.object({ method: z.string(), path: z.string(), body: json.optional(), status: z.number(), response: json });
const recordedCase = z.object({ id: z.string(), topic: z.string(), loose_scores: z.boolean().optional(), steps: z.array(step) });
type Step = z.output<typeof step>;

/** Topics whose steps are about mappings, documents and queries. */
const TOPICS = new Set(['query', 'error', 'date', 'numeric', 'text', 'keyword_wildcard', 'types', 'nested', 'scores', 'detection', 'dynamic_mapping', 'mapping_update', 'mapping_read', 'index_create', 'aggregation']);

interface Index {
  readonly name: string;
  mapping: CompiledMapping;
  readonly documents: Map<string, IndexedDocument>;
}

/** The part of a server that this room is: indices with mappings and documents, asked by queries. */
class Indices {
  private readonly byName = new Map<string, Index>();
  private readonly aliases = new Map<string, string[]>();
  readonly compared = { mappings: 0, documents: 0, found: 0, scores: 0, refused: 0 };

  run({ method, path: fullPath, body, status, response }: Step, label: string): void {
    const [path = ''] = fullPath.split('?');
    const [, name = '', action = '', id = ''] = path.split('/');
    if (method === 'PUT' && action === '' && isJsonObject(body)) this.create(name, body, status, response, label);
    else if (action === '_mapping') this.mappingStep(method, name, body, response, label);
    else if (action === '_doc' && id !== '' && method !== 'GET' && isJsonObject(body)) this.index(name, id, body, status, response, label);
    else if (path.endsWith('_bulk') && Array.isArray(body)) this.bulk(body as readonly JsonValue[], response);
    else if (action === '_search' && isJsonObject(body)) this.search(name, body, status, response, label);
  }

  private create(name: string, body: JsonObject, status: number, response: JsonValue, label: string): void {
    if (!isJsonObject(body.mappings)) return;
    const { mappings, settings } = body;
    const outcome = attempt(() => compileMapping(mappings, isJsonObject(settings) ? settings : {}));
    this.compared.mappings += 1;
    if (outcome instanceof ElasticsearchError) return expect(outcome.toJson(), label).toEqual(errorOf(response));
    expect(status, label).toBe(200);
    this.byName.set(name, { name, mapping: outcome, documents: new Map() });
    for (const alias of Object.keys(isJsonObject(body.aliases) ? body.aliases : {})) this.aliases.set(alias, [...(this.aliases.get(alias) ?? []), name]);
  }

  private mappingStep(method: string, name: string, body: JsonValue | undefined, response: JsonValue, label: string): void {
    const index = this.byName.get(name);
    if (!index) return;
    this.compared.mappings += 1;
    if (method === 'GET') return expect({ mappings: index.mapping.source }, label).toEqual(isJsonObject(response) ? response[name] : undefined);
    if (!isJsonObject(body)) return;
    const outcome = attempt(() => mergeMapping(index.mapping, body));
    if (outcome instanceof ElasticsearchError) expect(outcome.toJson(), label).toEqual(errorOf(response));
    else index.mapping = outcome;
  }

  private index(name: string, id: string, body: JsonObject, status: number, response: JsonValue, label: string): void {
    const index = this.byName.get(name);
    if (!index) return;
    this.compared.documents += 1;
    const outcome = attempt(() => indexDocument(index.mapping, body, { id, text: JSON.stringify(body) }));
    if (outcome instanceof ElasticsearchError) return expect(outcome.toJson(), label).toEqual(errorOf(response));
    expect(status, label).toBeLessThan(300);
    index.mapping = outcome.mapping;
    index.documents.set(id, outcome.document);
  }

  private bulk(lines: readonly JsonValue[], response: JsonValue): void {
    if (isJsonObject(response) && response.errors === true) return;
    for (let at = 0; at + 1 < lines.length; at += 2) {
      const action = lines[at];
      const body = lines[at + 1];
      const target = isJsonObject(action) ? (action.index ?? action.create) : undefined;
      const index = isJsonObject(target) ? this.resolve(String(target._index))[0] : undefined;
      if (!index || !isJsonObject(target) || !isJsonObject(body)) continue;
      const id = String(target._id);
      const { mapping, document } = indexDocument(index.mapping, body, { id });
      index.mapping = mapping;
      index.documents.set(id, document);
      this.compared.documents += 1;
    }
  }

  private resolve(names: string): Index[] {
    return names.split(',').flatMap((name) => (this.aliases.get(name) ?? [name]).flatMap((own) => this.byName.get(own) ?? []));
  }

  private search(names: string, body: JsonObject, status: number, response: JsonValue, label: string): void {
    const indices = this.resolve(names);
    if (indices.length === 0 || body.query === undefined || !isAboutTheQuery(body)) return;
    const failures: JsonObject[] = [];
    const outcome = attempt(() => this.hits(indices, body, failures));
    if (outcome instanceof ElasticsearchError) {
      this.compared.refused += 1;
      return expect(outcome.toJson(), label).toEqual(errorOf(response));
    }
    if (failures.length === indices.length) {
      this.compared.refused += 1;
      const sorted = [...failures].sort((left, right) => (String(left.index) < String(right.index) ? -1 : 1));
      return expect({ type: 'search_phase_execution_exception', reason: 'all shards failed', failed_shards: sorted }, label).toEqual(errorOf(response));
    }
    expect(status, label).toBe(200);
    this.compareHits(outcome, response, label);
  }

  private hits(indices: readonly Index[], body: JsonObject, failures: JsonObject[]): Map<string, number> {
    const parsed = parseQuery(body.query ?? null, { text: JSON.stringify(body), path: ['query'] });
    const found = new Map<string, number>();
    for (const index of indices) {
      const statistics = collectStatistics(index.mapping, () => index.documents.values());
      const lookup = (name: string, id: string): JsonObject | undefined => this.source(name, id);
      const query = attempt(() => parsed.bind(index.mapping, { now: Date.now(), index: index.name, statistics, lookup }));
      if (query instanceof ElasticsearchError) failures.push({ index: index.name, reason: query.toJson() });
      else for (const document of index.documents.values()) if (query.matches(document)) found.set(document.id, query.score(document));
    }
    return found;
  }

  /** Enough of a source for the recorded lookups: one keyword field. */
  private source(name: string, id: string): JsonObject | undefined {
    const host = this.byName.get(name)?.documents.get(id)?.values('host.name')[0];
    return host === undefined ? undefined : { host: { name: String(host) } };
  }

  private compareHits(found: ReadonlyMap<string, number>, response: JsonValue, label: string): void {
    const hits = isJsonObject(response) && isJsonObject(response.hits) ? response.hits : {};
    const total = isJsonObject(hits.total) ? hits.total : undefined;
    if (total?.relation === 'eq') expect(found.size, label).toBe(total.value);
    for (const hit of (hits.hits ?? []) as readonly JsonObject[]) {
      expect(found.has(String(hit._id)), `${label} ${String(hit._id)}`).toBe(true);
      if (typeof hit._score !== 'number') continue;
      expect(found.get(String(hit._id)), `${label} score of ${String(hit._id)}`).toBeCloseTo(hit._score, 4);
      this.compared.scores += 1;
    }
    this.compared.found += 1;
  }
}

function attempt<Value>(run: () => Value): Value | ElasticsearchError {
  try {
    return run();
  } catch (error) {
    if (error instanceof ElasticsearchError) return error;
    throw error;
  }
}

/** The error of an answer without `root_cause`. */
function errorOf(response: JsonValue): JsonValue {
  if (!isJsonObject(response) || !isJsonObject(response.error)) return response;
  const { root_cause: _, ...error } = response.error;
  return error;
}

/** False where the answer depends on more than the query: scripts, post filters, options the search API refuses. */
function isAboutTheQuery(body: JsonObject): boolean {
  const others = ['runtime_mappings', 'post_filter', 'collapse', 'search_after', 'script_fields', 'min_score', 'unknown', 'pit'];
  return !others.some((key) => body[key] !== undefined) && !JSON.stringify(body).includes('"script"');
}

describe.skipIf(!present)('recorded searches', () => {
  it('mappings, documents, hits, scores and refusals are those of Elasticsearch', () => {
    const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
    const cases = lines.map((line) => recordedCase.parse(JSON.parse(line)));
    const indices = new Indices();
    for (const { id, topic, steps } of cases) {
      if (topic !== 'fixture' && !TOPICS.has(topic)) continue;
      steps.forEach((one, at) => {
        const isSortError = one.status >= 400 && /sort|aggs|agg |"size"/.test(JSON.stringify(one.body ?? ''));
        if (!isSortError) indices.run(one, `${id} step ${at + 1}`);
      });
    }
    expect(indices.compared.mappings).toBeGreaterThan(20);
    expect(indices.compared.documents).toBeGreaterThan(1500);
    expect(indices.compared.found).toBeGreaterThan(200);
    expect(indices.compared.refused).toBeGreaterThan(15);
    expect(indices.compared.scores).toBeGreaterThan(5);
  });
});
