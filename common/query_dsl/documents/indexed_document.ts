import type { FieldValue } from '../mapping/field_type';

/** A document as queries see it: doc values and tokens by field path. Nested objects are documents of their own. */
export interface IndexedDocument {
  readonly id: string;
  /**
   * Doc values of a concrete path (see `FieldType.path`) in the order of the source, after normaliser, `ignore_above` and
   * `null_value`; a text field gives its original values. Empty where the document has none.
   */
  values(path: string): readonly FieldValue[];
  /** Nested objects of a path, in order; those of inner nested paths belong to their own nested documents. */
  nested(path: string): readonly IndexedDocument[];
  /** Paths (leaf fields) that have at least one value, in the order they were met. */
  paths(): readonly string[];
  /** Fields whose value was set aside (`_ignored`): too long, or malformed where the mapping allows it. */
  readonly ignored: readonly string[];
}
