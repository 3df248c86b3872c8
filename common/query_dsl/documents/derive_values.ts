import { scalarText, type Field, type Scalar } from '../mapping/field';
import type { FieldValue } from '../mapping/field_type';
import { parseValue } from '../mapping/parse_value';
import { ValueError } from '../mapping/value_error';

/** Doc values of a field from what stood in the source; null gives the field's `null_value`, values the field cannot take are left out. */
export function deriveValues(field: Field, raw: readonly (Scalar | null)[]): FieldValue[] {
  const values: FieldValue[] = [];
  for (const item of raw) {
    const value = item === null ? field.nullValue : deriveValue(field, item);
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** The doc value of one JSON scalar; undefined where the field keeps none (over `ignore_above`, or a value it cannot take). */
export function deriveValue(field: Field, item: Scalar): FieldValue | undefined {
  switch (field.family) {
    case 'keyword':
    case 'wildcard': {
      const text = scalarText(item);
      if (text.length > field.ignoreAbove) return undefined;
      return field.normalize ? field.normalize(text) : text;
    }
    case 'text':
    case 'version':
    case 'constant_keyword':
      return scalarText(item);
    default:
      return lenientValue(field, item);
  }
}

function lenientValue(field: Field, item: Scalar): FieldValue | undefined {
  try {
    return parseValue(field, item);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}

/** Whether an explicit null says something in the field or a multi-field of it. */
export function hasNullValue(field: Field): boolean {
  return field.nullValue !== undefined || field.multiFields.some((multi) => multi.nullValue !== undefined);
}
