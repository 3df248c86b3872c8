import { buildEsQuery, type DataView, type DataViewField, KqlConversionError, KqlSyntaxError, parse, toKibanaAst } from '../../common/kql/index';
import {
  collectValueBounds,
  compileMapping,
  type CompiledMapping,
  ElasticsearchError,
  indexDocument,
  type IndexedDocument,
  isJsonObject,
  type JsonObject,
  parseQuery,
  type ParsedQuery,
  type ValueBounds,
} from '../../common/query_dsl/index';

/** An answer in the recorded shape; keys that do not apply are absent. */
export interface KqlAnswer {
  readonly ast?: unknown;
  /** What rules would send, or `$error` where the tree cannot be converted with the data view. */
  readonly dsl?: unknown;
  /** Documents found, sorted. */
  readonly ids?: readonly string[];
  readonly error?: unknown;
}

interface Index {
  readonly name: string;
  readonly mapping: CompiledMapping;
  readonly documents: readonly IndexedDocument[];
  readonly valueBounds: (path: string) => ValueBounds | undefined;
}

/** An index that still takes documents. */
interface OpenIndex {
  readonly name: string;
  mapping: CompiledMapping;
  readonly documents: IndexedDocument[];
}

/** Indices in memory with the data view over them. */
export class KqlWorld {
  constructor(
    private readonly indices: readonly Index[],
    private readonly dataView: DataView,
  ) {}

  /** Parses, converts and runs a query as a rule would. Never throws for a bad query: a refusal is an answer. */
  answer(query: string): KqlAnswer {
    try {
      return this.run(query);
    } catch (error) {
      if (!(error instanceof KqlSyntaxError)) throw error;
      return { error: { stage: 'parse', message: error.reason, start: error.start } };
    }
  }

  private run(query: string): KqlAnswer {
    const ast = toKibanaAst(parse(query));
    try {
      const dsl = buildEsQuery(this.dataView, { language: 'kuery', query });
      return { ast, dsl, ...this.search(dsl as unknown as JsonObject) };
    } catch (error) {
      if (!(error instanceof KqlConversionError)) throw error;
      return { ast, dsl: { $error: { name: error.name, message: error.message } } };
    }
  }

  /** Several indices may refuse a query; only when all do, the query is refused. */
  private search(dsl: JsonObject): { ids: readonly string[] } | { error: unknown } {
    const ids: string[] = [];
    let refusal: ElasticsearchError | undefined;
    let answered = 0;
    try {
      const parsed = parseQuery(dsl);
      for (const index of this.indices) {
        const found = idsIn(index, parsed);
        if (found instanceof ElasticsearchError) refusal = found;
        else {
          answered += 1;
          ids.push(...found);
        }
      }
    } catch (error) {
      if (!(error instanceof ElasticsearchError)) throw error;
      refusal = error;
    }
    if (refusal && answered === 0) return { error: { status: refusal.status, type: refusal.type, reason: refusal.reason } };
    return { ids: ids.sort() };
  }
}

function idsIn(index: Index, parsed: ParsedQuery): readonly string[] | ElasticsearchError {
  try {
    const query = parsed.bind(index.mapping, { now: Date.now(), index: index.name, valueBounds: index.valueBounds });
    return index.documents.filter((document) => query.matches(document)).map((document) => document.id);
  } catch (error) {
    if (error instanceof ElasticsearchError) return error;
    throw error;
  }
}

/** Reads the definition of a world; throws an `Error` that says what is wrong with the line. */
export function readKqlWorld({ indices, data_view: dataView, docs }: JsonObject): KqlWorld {
  if (!Array.isArray(indices) || !Array.isArray(docs)) throw new TypeError('a world needs indices and docs');
  const byName = new Map(indices.filter(isJsonObject).map((index) => [String(index.name), readIndex(index)] as const));
  for (const line of docs.filter(isJsonObject)) {
    const index = byName.get(String(line.index));
    if (!index || !isJsonObject(line.doc)) throw new TypeError(`document ${String(line.id)} needs an index of the world and a doc`);
    const read = indexDocument(index.mapping, line.doc, { id: String(line.id) });
    index.mapping = read.mapping;
    index.documents.push(read.document);
  }
  return new KqlWorld([...byName.values()].map(closed), readDataView(dataView));
}

function closed({ name, mapping, documents }: OpenIndex): Index {
  return { name, mapping, documents, valueBounds: collectValueBounds(mapping, () => documents) };
}

function readIndex({ name, body }: JsonObject): OpenIndex {
  const { mappings, settings } = isJsonObject(body) ? body : {};
  const mapping = compileMapping(isJsonObject(mappings) ? mappings : {}, isJsonObject(settings) ? settings : {});
  return { name: String(name), mapping, documents: [] };
}

function readDataView(dataView: JsonObject[string]): DataView {
  const fields = Array.isArray(dataView) ? dataView : isJsonObject(dataView) ? dataView.fields : undefined;
  if (!Array.isArray(fields)) throw new TypeError('a world needs a data_view with fields');
  return { fields: fields as unknown as readonly DataViewField[] };
}
