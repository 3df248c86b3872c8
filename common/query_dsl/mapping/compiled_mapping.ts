import type { JsonObject } from '../json';
import type { FieldType } from './field_type';

/** A mapping ready for documents and queries. Immutable: `mergeMapping` gives a new one. */
export interface CompiledMapping {
  /** As `GET <index>/_mapping` answers it under `mappings`. */
  readonly source: JsonObject;
  /** Settings the mapping was compiled with (analysers, normalisers). */
  readonly settings: JsonObject;
  /** Leaf field by full path; aliases resolved, multi-fields and keys of flattened fields included; objects are not fields. */
  resolve(name: string): FieldType | undefined;
  /** All leaf field paths (aliases and multi-fields included) in alphabetical order. */
  fieldNames(): readonly string[];
  /** Paths of nested objects, in alphabetical order. */
  nestedPaths(): readonly string[];
  /** Paths of plain objects, in alphabetical order. */
  objectPaths(): readonly string[];
  /** True where the name is an alias in the mapping. */
  isAlias(name: string): boolean;
}
