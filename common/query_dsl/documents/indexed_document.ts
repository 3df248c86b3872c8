import type { Field } from '../mapping/field';
import type { FieldValue, RangeValue } from '../mapping/field_type';

/** Words of a text field: terms with their positions (values of an array are `position_increment_gap` apart). */
export interface TermPositions {
  readonly terms: readonly string[];
  readonly positions: readonly number[];
}

/** A document as queries see it: doc values and tokens by field path. Nested objects are documents of their own. */
export interface IndexedDocument {
  readonly id: string;
  /**
   * Doc values of a concrete path (see `FieldType.path`) in the order of the source, after normaliser, `ignore_above` and
   * `null_value`; a text field gives its original values, a flattened field the values of all its keys, `path.key` those of one.
   * Empty where the document has none.
   */
  values(path: string): readonly FieldValue[];
  /** The same for a field already resolved; faster in loops. */
  fieldValues(field: Field): readonly FieldValue[];
  /** Values of a range field. */
  ranges(path: string): readonly RangeValue[];
  /** Analysed words of a text field. */
  words(field: Field): TermPositions;
  /** True if the field has a value in the sense of `exists`. */
  has(field: Field): boolean;
  /** Nested objects of a path, in order; at the root also those of inner nested paths. */
  nested(path: string): readonly IndexedDocument[];
  /** Paths (leaf fields, without multi-fields) that have at least one value, in the order they were met. */
  paths(): readonly string[];
  /** Fields whose value was set aside (`_ignored`): too long, or malformed where the mapping allows it. */
  readonly ignored: readonly string[];
}
