import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildEsQuery, compile, KqlConversionError, KqlSyntaxError, parse, print, toElasticsearchQuery, toKibanaAst, type DataView, type KqlConversionOptions } from '../index';
import { collectValueBounds, compileMapping, ElasticsearchError, indexDocument, type IndexedDocument, type JsonObject } from '../../query_dsl/index';

/** Recorded answers of Kibana 8.12.2 and Elasticsearch; read in place, never copied. */
const FOLDER = new URL('../../../../shared/kql/', import.meta.url);
const present = existsSync(FOLDER);
if (!present) console.warn('kql corpus skipped: ../shared/kql is not there');

const anyObject = z.record(z.unknown());
const field = z.object({ name: z.string(), type: z.string(), esTypes: z.array(z.string()).optional(), subType: z.any().optional() });
const worldLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('index'), name: z.string(), body: z.object({ mappings: anyObject, settings: anyObject }) }),
  z.object({ kind: z.literal('data_view'), fields: z.array(field) }),
  z.object({ kind: z.literal('document'), index: z.string(), id: z.string(), doc: anyObject }),
]);
const result = z.object({ ids: z.array(z.string()).optional(), error: z.unknown().optional() }).optional();
const kqlLine = z.object({
  id: z.string(),
  query: z.string(),
  ast: z.unknown().optional(),
  leading_wildcard_error: z.string().optional(),
  error: z.object({ message: z.string(), start: z.unknown(), end: z.unknown(), found: z.string().nullable() }).optional(),
  dsl: z.object({ none: z.unknown(), view: z.unknown(), rule: z.unknown() }).optional(),
  results: z.object({ rule: result }).optional(),
});
const optionsLine = z.object({ id: z.string(), query: z.string(), dsl: anyObject });
const filterLine = z.object({ id: z.string(), note: z.string(), queries: z.any().optional(), filters: z.array(z.any()), rule: z.unknown(), error: z.unknown().optional() });
const listLine = z.object({
  line: z.number(),
  kibana: z.object({
    error: z.object({ message: z.string() }).optional(),
    ast_sha256: z.string().optional(),
    dsl_sha256: z.object({ none: z.string(), view: z.string().optional() }).optional(),
  }),
});

function read<Shape extends z.ZodTypeAny>(name: string, shape: Shape): z.output<Shape>[] {
  if (!present) return [];
  const text = gunzipSync(readFileSync(new URL(`recorded/${name}.ndjson.gz`, FOLDER))).toString('utf8');
  return text.trim().split('\n').map((line) => shape.parse(JSON.parse(line)) as z.output<Shape>);
}

function attempt(build: () => unknown): unknown {
  try {
    return build();
  } catch (error) {
    if (error instanceof KqlConversionError) return { $error: { name: error.name, message: error.message } };
    throw error;
  }
}

function refusal(build: () => unknown): KqlSyntaxError | undefined {
  try {
    build();
    return undefined;
  } catch (error) {
    if (error instanceof KqlSyntaxError) return error;
    throw error;
  }
}

function dataView(lines: readonly z.output<typeof worldLine>[]): DataView {
  const fields = lines.flatMap((line) => (line.kind === 'data_view' ? line.fields : []));
  return { fields };
}

const world = read('kql_world', worldLine);
const view = dataView(world);
const cases = read('kql', kqlLine);

describe.skipIf(!present)('recorded KQL queries', () => {
  it('have the tree of Kibana or its error', () => {
    for (const line of cases) {
      if (line.error === undefined) expect(toKibanaAst(parse(line.query)), line.id).toEqual(line.ast);
      else {
        const error = refusal(() => parse(line.query));
        expect({ message: error?.reason, start: error?.start, end: error?.end, found: error?.found }, line.id).toMatchObject({ message: line.error.message, start: line.error.start, end: line.error.end, found: line.error.found });
      }
    }
    expect(cases.length).toBeGreaterThan(1000);
  });

  it('are refused where leading wildcards are off', () => {
    for (const line of cases.filter((candidate) => candidate.ast !== undefined)) {
      expect(refusal(() => parse(line.query, { allowLeadingWildcards: false }))?.reason, line.id).toBe(line.leading_wildcard_error);
    }
  });

  it('survive printing', () => {
    for (const line of cases.filter((candidate) => candidate.ast !== undefined)) {
      expect(toKibanaAst(parse(print(parse(line.query)))), line.id).toEqual(line.ast);
    }
  });

  it('become the query that Kibana sends: without and with a data view, and as rules build it', () => {
    for (const line of cases.filter((candidate) => candidate.dsl !== undefined)) {
      const tree = parse(line.query);
      expect(attempt(() => toElasticsearchQuery(tree)), line.id).toEqual(line.dsl?.none);
      expect(attempt(() => toElasticsearchQuery(tree, view)), line.id).toEqual(line.dsl?.view);
      expect(attempt(() => buildEsQuery(view, { language: 'kuery', query: line.query })), line.id).toEqual(line.dsl?.rule);
    }
  });

  it('follow the options of the conversion', () => {
    const variants: Readonly<Record<string, KqlConversionOptions>> = {
      case_insensitive: { caseInsensitive: true },
      filters_in_must: { filtersInMustClause: true },
      nested_ignore_unmapped: { nestedIgnoreUnmapped: true },
      new_york: { dateFormatTZ: 'America/New_York' },
    };
    for (const line of read('kql_options', optionsLine)) {
      const tree = parse(line.query);
      const plain = attempt(() => toElasticsearchQuery(tree, view));
      for (const [name, options] of Object.entries(variants)) {
        expect(attempt(() => toElasticsearchQuery(tree, view, options)), `${line.id} ${name}`).toEqual(line.dsl[name] ?? plain);
      }
    }
  });

  it('join filters, exceptions and Lucene as rules do', () => {
    for (const line of read('kql_filters', filterLine)) {
      expect(buildEsQuery(view, line.queries, line.filters), `${line.id} ${line.note}`).toEqual(line.rule);
    }
  });

  it('find the documents that Elasticsearch finds', () => {
    const indices = world.flatMap((line) => (line.kind === 'index' ? [readIndex(line)] : []));
    const now = Date.parse('2026-01-01T00:00:00Z');
    let compared = 0;
    for (const line of cases) {
      const recorded = line.results?.rule;
      if (!recorded || line.ast === undefined || line.query.includes('now')) continue;
      const found = indices.map((index) => matching(line.query, index, now));
      const answers = found.filter((ids) => ids !== undefined);
      if (recorded.ids === undefined) expect(answers, line.id).toEqual([]);
      else expect(answers.flat().sort(), `${line.id} ${line.query}`).toEqual(recorded.ids);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

interface Index {
  readonly name: string;
  readonly mapping: ReturnType<typeof compileMapping>;
  readonly documents: readonly IndexedDocument[];
}

function readIndex({ name, body }: Extract<z.output<typeof worldLine>, { kind: 'index' }>): Index {
  const mapping = compileMapping(body.mappings as JsonObject, body.settings as JsonObject);
  const own = world.flatMap((line) => (line.kind === 'document' && line.index === name ? [line] : []));
  return { name, mapping, documents: own.map(({ id, doc }) => indexDocument(mapping, doc as JsonObject, { id }).document) };
}

function matching(query: string, { name, mapping, documents }: Index, now: number): string[] | undefined {
  try {
    const context = { now, index: name, valueBounds: collectValueBounds(mapping, () => documents) };
    const compiled = compile(parse(query), { mapping, dataView: view, context });
    return documents.filter((document) => compiled.matches(document)).map(({ id }) => id);
  } catch (error) {
    if (error instanceof ElasticsearchError) return undefined;
    throw error;
  }
}

describe.skipIf(!present)('acceptance lists', () => {
  const listView = dataView(read('kql_list_world', worldLine));
  const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);

  it.each(['supported', 'unsupported'])('%s-queries: Kibana\'s verdict, tree and query', (list) => {
    const queries = present ? readFileSync(new URL(`${list}-queries`, FOLDER), 'utf8').split('\n') : [];
    for (const { line, kibana } of read(`kql_list_${list}`, listLine)) {
      const query = (queries[line - 1] ?? '').trim();
      const error = refusal(() => parse(query));
      expect(error?.reason, query).toBe(kibana.error?.message);
      if (error) continue;
      const tree = parse(query);
      expect(digest(toKibanaAst(tree)), query).toBe(kibana.ast_sha256);
      expect(digest(toElasticsearchQuery(tree)), query).toBe(kibana.dsl_sha256?.none);
      expect(digest(attempt(() => toElasticsearchQuery(tree, listView))), query).toBe(kibana.dsl_sha256?.view);
    }
  });
});
