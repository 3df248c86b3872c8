import { isScalar, type Field, type Scalar } from '../mapping/field';
import type { FieldValue } from '../mapping/field_type';
import { deriveValue, deriveValues } from './derive_values';

/** What stood in the source for one field; undefined where nothing did. */
export type SlotValue = Scalar | readonly (Scalar | null)[] | undefined;

/** A field that is read by itself, and where its values are kept (a multi-field: those of the field it belongs to). */
export interface SlotField {
  readonly field: Field;
  readonly slot: number;
  /** Among the fields that share the slot. */
  readonly number: number;
}

/** What stood in a document for each of the asked fields, by slot. */
export interface SlotValues {
  value(slot: number): SlotValue;
  /** The doc values that a field makes of what stands in its slot. */
  fieldValues(field: SlotField): readonly FieldValue[];
  /** The same for itself, that nobody changes. */
  copy(): SlotValues;
}

const NO_VALUES: readonly FieldValue[] = [];

/** The doc values of what stood in the source. */
export function valuesOfSlot(field: Field, raw: SlotValue): readonly FieldValue[] {
  if (raw === undefined) return NO_VALUES;
  if (!isScalar(raw)) return deriveValues(field, raw);
  const value = deriveValue(field, raw);
  return value === undefined ? NO_VALUES : [value];
}

/** Values that are known already. */
export class KnownValues implements SlotValues {
  constructor(private readonly values: readonly SlotValue[]) {}

  value(slot: number): SlotValue {
    return this.values[slot];
  }

  fieldValues({ field, slot }: SlotField): readonly FieldValue[] {
    return valuesOfSlot(field, this.values[slot]);
  }

  copy(): SlotValues {
    return this;
  }
}
