import { compileMapping, compileQuery, ElasticsearchError, indexDocument, type IndexedDocument, type JsonObject } from '../../query_dsl/index';
import { eqlEvent, eqlSource } from '../../query_dsl/eql_source';
import { compile, EqlError, type EqlEvent, readSearchRequest, run } from '../index';

/** A result as the suites write it: the id of every event, null for a missing one. */
export interface SuiteAnswer {
  readonly refused: boolean;
  readonly reason?: string;
  /** One list for each result; an event query has lists of one. */
  readonly results: readonly (readonly unknown[])[];
  readonly joinKeys: readonly (readonly unknown[])[];
  readonly total: number;
}

const refusal = (reason: string): SuiteAnswer => ({ refused: true, reason, results: [], joinKeys: [], total: 0 });

/** Documents indexed in order of arrival, asked with request bodies. */
export class MemoryIndex {
  private readonly mapping;
  private readonly schema;
  private readonly documents: readonly IndexedDocument[];
  private readonly events: readonly EqlEvent[];
  private readonly ids = new Map<EqlEvent | null, unknown>([[null, null]]);

  constructor(mappings: JsonObject, docs: readonly JsonObject[], { idField = 'id', settings }: { idField?: string; settings?: JsonObject } = {}) {
    this.mapping = compileMapping(mappings, settings);
    this.schema = eqlSource(this.mapping);
    this.documents = docs.map((doc) => indexDocument(this.mapping, doc, { id: String(doc[idField]) }).document);
    this.events = this.documents.map((document) => eqlEvent(document, this.mapping));
    this.events.forEach((event, index) => this.ids.set(event, docs[index]?.[idField]));
  }

  search(body: JsonObject): SuiteAnswer {
    try {
      const request = readSearchRequest(body, Date.now());
      const compiled = compile(request.query, this.schema, request.options);
      const result = run(compiled, this.filtered(request.filter as JsonObject | undefined), request.run);
      if (result.kind === 'events') {
        return { refused: false, results: result.events.map((event) => [this.ids.get(event)]), joinKeys: [], total: result.total };
      }
      const results = result.sequences.map(({ events }) => events.map((event) => this.ids.get(event)));
      return { refused: false, results, joinKeys: result.sequences.map(({ joinKeys }) => joinKeys), total: result.total };
    } catch (error) {
      if (error instanceof EqlError || error instanceof ElasticsearchError) {
        return refusal(error.reason);
      }
      throw error;
    }
  }

  private filtered(filter: JsonObject | undefined): readonly EqlEvent[] {
    if (filter === undefined) {
      return this.events;
    }
    const compiled = compileQuery(filter, this.mapping, { now: Date.now() });
    return this.events.filter((_, index) => compiled.matches(this.documents[index] as IndexedDocument));
  }
}
