import type { IndexedDocument } from '../documents/indexed_document';
import type { CompiledMapping } from '../mapping/compiled_mapping';

export interface ValueBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Smallest and largest value of date fields (epoch milliseconds) over the documents of an index, counted when first asked for; for
 * `QueryContext.valueBounds`. Valid as long as the documents stay the same.
 */
export function collectValueBounds(mapping: CompiledMapping, documents: () => Iterable<IndexedDocument>): (path: string) => ValueBounds | undefined {
  const known = new Map<string, ValueBounds | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, boundsOf(mapping, documents(), path));
    return known.get(path);
  };
}

function boundsOf(mapping: CompiledMapping, documents: Iterable<IndexedDocument>, path: string): ValueBounds | undefined {
  const field = mapping.resolve(path);
  if (!field) return undefined;
  let min = Infinity;
  let max = -Infinity;
  for (const document of documents) {
    for (const holder of field.nestedPath === undefined ? [document] : document.nested(field.nestedPath)) {
      for (const value of holder.fieldValues(field)) {
        const epochMs = typeof value === 'bigint' ? Number(value) / 1e6 : Number(value);
        min = Math.min(min, epochMs);
        max = Math.max(max, epochMs);
      }
    }
  }
  return min === Infinity ? undefined : { min, max };
}
