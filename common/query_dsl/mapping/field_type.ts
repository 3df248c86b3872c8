import type { JsonObject } from '../json';

/**
 * A doc value as documents hold it: keyword, text, version and ip as text (ip in canonical form), numbers as `number` (integers
 * beyond 2^53 as `bigint`), booleans as `boolean`, dates as epoch milliseconds (`number`), date_nanos as epoch
 * nanoseconds (`bigint`).
 */
export type FieldValue = string | number | bigint | boolean;

/** A value of a range field: inclusive bounds as doc values of its element type (ip as 32 hexadecimal digits); missing = open. */
export interface RangeValue {
  readonly lower: string | number | bigint | undefined;
  readonly upper: string | number | bigint | undefined;
}

/** What the values of a field are made of; decides comparison, formatting and which queries it takes. */
export type FieldFamily =
  | 'keyword'
  | 'wildcard'
  | 'constant_keyword'
  | 'text'
  | 'ip'
  | 'integer'
  | 'float'
  | 'unsigned_long'
  | 'date'
  | 'date_nanos'
  | 'boolean'
  | 'version'
  | 'flattened'
  | 'range'
  | 'metadata'
  /** Kept but not searchable: binary, geo_point. */
  | 'opaque';

/** One leaf field of a mapping (or a multi-field of one), as queries, sorting and field caps see it. */
export interface FieldType {
  /** Full dotted path under which documents hold its values (an alias resolves to its target's path). */
  readonly path: string;
  /** Elasticsearch type as written in the mapping, `keyword`, `scaled_float`, `match_only_text` … */
  readonly type: string;
  readonly family: FieldFamily;
  /** The mapping of the field as `GET _mapping` shows it (`ignore_above`, `format`, `normalizer`, `fields` …). */
  readonly parameters: JsonObject;
  /** Path of the nested object that holds the field, or undefined at the root. */
  readonly nestedPath: string | undefined;
  /** Path of the field this is a multi-field of. */
  readonly parentPath: string | undefined;
  readonly indexed: boolean;
  readonly hasDocValues: boolean;
  /** True for a runtime field (`runtime` section): every query on it scores 1. */
  readonly isRuntime: boolean;
  /** For a path below a flattened field, the key inside it. */
  readonly flattenedKey?: string;
  /** Date formats of the field (`||` separated) where it is a date or a range of dates. */
  readonly format?: string;
  /** Name of the analyser (text) or normaliser (keyword); undefined = none. */
  readonly analyzer?: string;
}
