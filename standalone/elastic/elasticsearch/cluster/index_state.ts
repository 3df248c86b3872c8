import { compileMapping, indexDocument, mergeMapping, type CompiledMapping, type IndexedDocument, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { DocumentTable } from '../documents/document_table';
import type { SearchView } from '../documents/search_view';
import { isObject } from '../json/values';
import { readJson } from '../json/read_json';
import { type FlatSettings, nestSettings, refreshIntervalMs } from './index_settings';

export interface AliasProperties {
  readonly filter?: JsonObject;
  readonly is_write_index?: boolean;
  readonly is_hidden?: boolean;
  readonly index_routing?: string;
  readonly search_routing?: string;
}

/** Everything about an index but its documents, as it is stored. */
export interface IndexRecord {
  readonly name: string;
  readonly uuid: string;
  readonly createdMs: number;
  readonly settings: FlatSettings;
  readonly mappings: JsonObject;
  readonly aliases: Readonly<Record<string, AliasProperties>>;
  readonly closed: boolean;
  /** Name of the data stream it is a backing index of. */
  readonly dataStream: string | undefined;
}

/** One index: its record and its documents. Replaced parts are immutable, so that a running search keeps what it began with. */
export class IndexState {
  readonly name: string;
  readonly uuid: string;
  readonly createdMs: number;
  readonly dataStream: string | undefined;
  settings: FlatSettings;
  mapping: CompiledMapping;
  readonly aliases: Map<string, AliasProperties>;
  closed: boolean;
  readonly documents: DocumentTable;

  /** @throws ElasticsearchError where the mapping is refused */
  constructor(record: IndexRecord) {
    this.name = record.name;
    this.uuid = record.uuid;
    this.createdMs = record.createdMs;
    this.dataStream = record.dataStream;
    this.settings = record.settings;
    this.mapping = compileMapping(record.mappings, nestSettings(record.settings));
    this.aliases = new Map(Object.entries(record.aliases));
    this.closed = record.closed;
    this.documents = new DocumentTable({
      build: (entry) => this.buildDocument(entry.id, entry.source ?? '{}'),
      nestedCount: (document) => countNested(document, this.mapping.nestedPaths()),
    });
  }

  get hidden(): boolean {
    return this.settings['index.hidden'] === 'true';
  }

  toRecord(): IndexRecord & JsonObject {
    return {
      name: this.name,
      uuid: this.uuid,
      createdMs: this.createdMs,
      settings: this.settings,
      mappings: this.mapping.source,
      aliases: Object.fromEntries(this.aliases) as Record<string, AliasProperties & JsonObject>,
      closed: this.closed,
      dataStream: this.dataStream,
    };
  }

  /** @throws ElasticsearchError where the update does not fit */
  updateMapping(update: JsonObject): void {
    this.mapping = mergeMapping(this.mapping, update);
  }

  /** What a search sees now; changes older than the refresh interval become visible first. */
  view(nowMs: number): SearchView {
    if (this.documents.isRefreshDue(nowMs, refreshIntervalMs(this.settings))) this.documents.refresh();
    return this.documents.view();
  }

  /** Doc values of a stored source; one that fits the mapping no more is seen without fields. */
  private buildDocument(id: string, text: string): IndexedDocument {
    const source: JsonValue = readJson(text);
    try {
      return indexDocument(this.mapping, isObject(source) ? source : {}, { id, text }).document;
    } catch {
      return indexDocument(this.mapping, {}, { id }).document;
    }
  }
}

function countNested(document: IndexedDocument, paths: readonly string[]): number {
  let count = 0;
  for (const path of paths) {
    for (const nested of document.nested(path)) count += 1 + countNested(nested, paths.filter((inner) => inner.startsWith(`${path}.`)));
  }
  return count;
}
