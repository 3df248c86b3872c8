import type { JsonObject } from '../json';
import type { Field, ObjectNode } from './field';

/** A mapping ready for documents and queries. Immutable: `mergeMapping` gives a new one. */
export interface CompiledMapping {
  /** As `GET <index>/_mapping` answers it under `mappings`. */
  readonly source: JsonObject;
  /** Settings the mapping was compiled with (analysers, normalisers). */
  readonly settings: JsonObject;
  /** The mapping as a tree; what documents are read with. */
  readonly root: ObjectNode;
  /**
   * Leaf field by full path; aliases resolved, multi-fields, keys of flattened fields, runtime fields and metadata fields
   * (`_id`, `_index` …) included; objects are not fields.
   */
  resolve(name: string): Field | undefined;
  /** All leaf field paths (aliases, multi-fields and runtime fields included, metadata fields not) in alphabetical order. */
  fieldNames(): readonly string[];
  /** Paths of nested objects, in alphabetical order. */
  nestedPaths(): readonly string[];
  /** Paths of plain objects, in alphabetical order. */
  objectPaths(): readonly string[];
  /** The constant_keyword fields that have a value. */
  readonly constants: readonly Field[];
  /** True where the name is an alias in the mapping. */
  isAlias(name: string): boolean;
}
