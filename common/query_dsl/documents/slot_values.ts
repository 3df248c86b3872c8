import type { Scalar } from '../mapping/field';

/** What stood in the source for one field; undefined where nothing did. */
export type SlotValue = Scalar | readonly (Scalar | null)[] | undefined;

/** What stood in a document for each of the asked fields, by slot. */
export interface SlotValues {
  value(slot: number): SlotValue;
  /** The same for itself, that nobody changes. */
  copy(): SlotValues;
}

/** Values that are known already. */
export class KnownValues implements SlotValues {
  constructor(private readonly values: readonly SlotValue[]) {}

  value(slot: number): SlotValue {
    return this.values[slot];
  }

  copy(): SlotValues {
    return this;
  }
}
