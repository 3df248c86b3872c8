import { compile, EqlError, type EqlEvent, type EqlSchema, foldsToNothing, readSearchRequest, run, type RunResult } from '../../common/eql/index';
import { type CompiledMapping, compileMapping, compileQuery, ElasticsearchError, indexDocument, type IndexedDocument, isJsonObject, type JsonObject } from '../../common/query_dsl/index';
import { eqlEvent, eqlSource } from '../../common/query_dsl/eql_source';

/** An answer in the recorded shape. */
export type EqlAnswer =
  | { readonly status: 200; readonly events: readonly unknown[]; readonly total: number }
  | { readonly status: 200; readonly sequences: readonly { readonly events: readonly unknown[]; readonly join_keys: readonly unknown[] }[]; readonly total: number }
  | { readonly status: number; readonly error: { readonly type: string; readonly reason: string } };

/** An index in memory: its mapping and its documents in order of arrival. */
export class EqlWorld {
  private readonly mapping: CompiledMapping;
  private readonly schema: EqlSchema;
  private readonly documents: readonly IndexedDocument[];
  private readonly events: readonly EqlEvent[];
  private readonly ids = new Map<EqlEvent, unknown>();

  /** A line of `worlds.ndjson`: `mapping` (properties as sent), `settings`, `docs` with `id`. Throws `ElasticsearchError` for what Elasticsearch refuses. */
  constructor({ mapping, settings, docs }: { readonly mapping: JsonObject; readonly settings: JsonObject | undefined; readonly docs: readonly JsonObject[] }) {
    this.mapping = compileMapping({ dynamic: false, properties: mapping }, settings);
    this.schema = eqlSource(this.mapping);
    this.documents = docs.map((doc) => indexDocument(this.mapping, doc, { id: String(doc.id) }).document);
    this.events = this.documents.map((document) => eqlEvent(document, this.mapping));
    this.events.forEach((event, index) => this.ids.set(event, docs[index]?.id));
  }

  /** Answers the body of an `_eql/search`. Never throws for a bad request: a refusal is an answer. */
  search(request: JsonObject): EqlAnswer {
    try {
      const { query, options, run: runRequest, filter } = readSearchRequest(request, Date.now());
      const compiled = compile(query, this.schema, options);
      const result = run(compiled, this.filtered(filter), runRequest);
      return this.print(foldsToNothing(compiled, runRequest) ? { kind: 'events', events: [], total: 0 } : result);
    } catch (error) {
      return refusal(error);
    }
  }

  private filtered(filter: unknown): readonly EqlEvent[] {
    if (filter === undefined) {
      return this.events;
    }
    const compiled = compileQuery(filter as JsonObject, this.mapping, { now: Date.now() });
    return this.events.filter((_, index) => compiled.matches(this.documents[index] as IndexedDocument));
  }

  private print(result: RunResult): EqlAnswer {
    const idOf = (event: EqlEvent | null): unknown => (event === null ? null : this.ids.get(event));
    if (result.kind === 'events') {
      return { status: 200, events: result.events.map(idOf), total: result.total };
    }
    return { status: 200, sequences: result.sequences.map(({ events, joinKeys }) => ({ events: events.map(idOf), join_keys: joinKeys })), total: result.total };
  }
}

function refusal(error: unknown): EqlAnswer {
  if (error instanceof EqlError) {
    return { status: error.status, error: { type: error.type, reason: error.reason } };
  }
  if (error instanceof ElasticsearchError) {
    return { status: error.status, error: { type: error.type, reason: error.reason } };
  }
  throw error;
}

/** Reads the definition of a world; throws `TypeError` when it has not the shape of one. */
export function readEqlWorld(line: JsonObject): EqlWorld {
  const { mapping, settings, docs } = line;
  if (!isJsonObject(mapping) || !Array.isArray(docs) || !docs.every((doc) => isJsonObject(doc))) {
    throw new TypeError('a world needs mapping and docs');
  }
  return new EqlWorld({ mapping, settings: isJsonObject(settings) ? settings : undefined, docs: docs as readonly JsonObject[] });
}
