import type { EqlEvent, EqlField, EqlValue } from '../../schema/event_source';
import { sameText } from '../scan/same_text';
import type { NeededLiterals, PartSpan } from '../patterns/index';

/** Reads the values that a test is asked about. */
export interface FieldReader {
  (event: EqlEvent): readonly EqlValue[];
  /** Set where it gives exactly `event.values(path)`: a column of that path has the same values. */
  readonly path?: string;
}

/** A test of one field against constants: true for an event when any value is accepted. */
export interface FieldTest {
  readonly field: EqlField;
  /** The values that are asked, in the order of the event. */
  readonly read: FieldReader;
  accepts(value: EqlValue): boolean;
  /** Literals without which no text is accepted; absent where none are known. */
  needs?(): NeededLiterals;
  /** The characters of an accepted text that the pattern and its literal parts consumed; absent for tests that are no text patterns. */
  spans?(text: string): readonly PartSpan[];
}

/** The values of a field; of a constant_keyword the value of the mapping. */
export function readerOf(field: EqlField): FieldReader {
  const { constantValue } = field;
  if (constantValue !== undefined) {
    const values = [constantValue];
    return () => values;
  }
  const path = sameText(field.path);
  return Object.assign((event: EqlEvent) => event.values(path), { path });
}

/** Any value at all. */
export function existsTest(field: EqlField): FieldTest {
  return { field, read: readerOf(field), accepts: () => true };
}

/** A test that no value passes. */
export function neverTest(field: EqlField): FieldTest {
  return { field, read: () => [], accepts: () => false };
}

/** Whether a value stands to the bound as the operator says; `order` is negative, zero or positive. */
export function holds(operator: '==' | '<' | '<=' | '>' | '>=', order: number): boolean {
  switch (operator) {
    case '==':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Operators that a field test knows; `!=` is `not ==`. */
export type TestOperator = '==' | '<' | '<=' | '>' | '>=';
