import { matchesSimple } from '../../documents/dynamic_templates';
import type { CompiledMapping } from '../../mapping/compiled_mapping';

/** A field a query over several fields looks in, with its own boost. */
export interface WeightedField {
  readonly name: string;
  readonly boost: number;
}

/** Reads `name^boost`. */
export function parseWeightedField(text: string): WeightedField {
  const caret = text.lastIndexOf('^');
  const boost = caret < 0 ? NaN : Number(text.slice(caret + 1));
  return caret < 0 || Number.isNaN(boost) ? { name: text, boost: 1 } : { name: text.slice(0, caret), boost };
}

/** True for lists that mean "all fields", where malformed values are passed over. */
export function isAllFields(fields: readonly WeightedField[]): boolean {
  return fields.length === 0 || fields.some((field) => field.name === '*');
}

/**
 * The fields of an index a list stands for: patterns expanded (fields that can be searched by text), each field once with its
 * boosts multiplied. Nested fields are left to `nested` queries, where they are looked up by their own name.
 */
export function expandFields(fields: readonly WeightedField[], mapping: CompiledMapping): WeightedField[] {
  const boosts = new Map<string, number>();
  const add = (name: string, boost: number): void => {
    boosts.set(name, (boosts.get(name) ?? 1) * boost);
  };
  for (const { name, boost } of fields.length === 0 ? [{ name: '*', boost: 1 }] : fields) {
    if (!name.includes('*')) add(name, boost);
    else for (const found of searchableNames(name, mapping)) add(found, boost);
  }
  return [...boosts].map(([name, boost]) => ({ name, boost }));
}

function searchableNames(pattern: string, mapping: CompiledMapping): string[] {
  return mapping.fieldNames().filter((name) => {
    if (!matchesSimple(pattern, name) || mapping.isAlias(name)) return false;
    const field = mapping.resolve(name);
    return field !== undefined && field.family !== 'opaque' && field.family !== 'range' && (field.indexed || field.hasDocValues);
  });
}
