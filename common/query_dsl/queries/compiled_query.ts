import type { IndexedDocument } from '../documents/indexed_document';
import type { JsonObject, JsonValue } from '../json';
import type { CompiledMapping } from '../mapping/compiled_mapping';

/** Inclusive bounds in epoch milliseconds (date) or the field's own unit (numbers); a missing bound is open. */
export interface RangeHint {
  readonly gte?: number;
  readonly lte?: number;
}

/** A query bound to one mapping. */
export interface CompiledQuery {
  matches(document: IndexedDocument): boolean;
  /** Score of a document that matches (BM25 with the context's `statistics`, otherwise as in an index of one document). */
  score(document: IndexedDocument): number;
  /** Bounds outside of which no document can match, for pre-selection by `@timestamp` and the like; undefined = none known. */
  timeRange(field: string): RangeHint | undefined;
  /** Ids outside of which no document can match; undefined = none known. */
  ids(): readonly string[] | undefined;
  /** True where no document can match. */
  readonly matchesNothing: boolean;
}

/** Term statistics of the index a score is computed for. */
export interface TermStatistics {
  /** Documents that have the field. */
  documentCount(path: string): number;
  documentFrequency(path: string, term: string): number;
  /** Mean number of tokens over the documents that have the field. */
  averageLength(path: string): number;
}

/** What a query needs from its surroundings when it is bound to an index. */
export interface QueryContext {
  /** Epoch milliseconds that `now` in date math means. */
  readonly now: number;
  /** Name of the index, for `_index` queries and error bodies. */
  readonly index?: string;
  /** Names the index also answers to in `_index` queries. */
  readonly aliases?: readonly string[];
  readonly statistics?: TermStatistics;
  /**
   * Smallest and largest value (epoch milliseconds) of a date field over the whole index, nested documents included; undefined =
   * no document has it. Lets ranges that meet no value be dropped as Elasticsearch drops them; may be left out.
   */
  readonly valueBounds?: (path: string) => { readonly min: number; readonly max: number } | undefined;
  /** Source of a document of any index, for terms lookup; without it terms lookup is refused by name. */
  readonly lookup?: (index: string, id: string) => JsonObject | undefined;
  /**
   * Compiles a script of a `script` or `script_score` query to its value for a document; without it scripts are refused by name.
   * May throw ElasticsearchError.
   */
  readonly script?: (script: JsonValue, mapping: CompiledMapping) => (document: IndexedDocument) => JsonValue;
}

/** Where the query stands in a request body, so that parse errors carry `line` and `col`. */
export interface QueryOrigin {
  /** The whole body as text. */
  readonly text: string;
  /** Steps from the body to the query, usually `['query']`. */
  readonly path: readonly (string | number)[];
}

/** A query that is well-formed but not yet bound to a mapping; bind once for each index. */
export interface ParsedQuery {
  /** Throws ElasticsearchError of phase `shard` (query_shard_exception, parse_exception …). */
  bind(mapping: CompiledMapping, context: QueryContext): CompiledQuery;
}
