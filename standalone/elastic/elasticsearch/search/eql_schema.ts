import { EqlError, type EqlEvent, type EqlField, type EqlSchema, type EqlValue } from '../../../../common/eql';
import { eqlEvent, eqlSource, type CompiledMapping, type IndexedDocument } from '../../../../common/query_dsl';

const schemas = new WeakMap<CompiledMapping, EqlSchema>();

function schemaOf(mapping: CompiledMapping): EqlSchema {
  const known = schemas.get(mapping);
  if (known !== undefined) return known;
  const made = eqlSource(mapping);
  schemas.set(mapping, made);
  return made;
}

/**
 * The fields of several indices together. A field may lack in some of them; one that has incompatible types is refused when a query
 * names it (eql-observed.md §3.9).
 */
export function mergedSchema(mappings: readonly CompiledMapping[], indices: readonly string[]): EqlSchema {
  const [first] = mappings;
  const distinct = [...new Set(mappings)];
  if (first !== undefined && distinct.length === 1) return schemaOf(first);
  const known = new Map<string, EqlField | undefined>();
  return {
    resolve: (name) => {
      if (!known.has(name)) known.set(name, mergeField(name, mappings, indices));
      return known.get(name);
    },
    names: () => [...new Set(mappings.flatMap((mapping) => [...schemaOf(mapping).names()]))].sort(),
  };
}

/** Types that EQL takes for one and the same. */
const SAME_TYPE: Readonly<Record<string, string>> = { wildcard: 'keyword', constant_keyword: 'keyword', match_only_text: 'text', byte: 'byte', nested: 'object' };

function mergeField(name: string, mappings: readonly CompiledMapping[], indices: readonly string[]): EqlField | undefined {
  const byType = new Map<string, string[]>();
  let merged: EqlField | undefined;
  for (const [at, mapping] of mappings.entries()) {
    const field = schemaOf(mapping).resolve(name);
    if (field === undefined) continue;
    merged ??= field;
    const type = SAME_TYPE[field.type] ?? field.type;
    byType.set(type, [...(byType.get(type) ?? []), indices[at] ?? '']);
    if (field.type !== 'constant_keyword' || field.constantValue !== merged.constantValue) merged = { ...merged, constantValue: undefined };
    if (merged.type === 'constant_keyword' && field.type !== 'constant_keyword') merged = field;
  }
  if (byType.size > 1) {
    const types = [...byType].sort(([left], [right]) => (left < right ? -1 : 1)).map(([type, names]) => `[${type}] in [${names.join(', ')}]`).join(', ');
    throw new EqlError('verification_exception', `Found 1 problem\nline -1:-1: Cannot use field [${name}] due to ambiguities being mapped as [${byType.size}] incompatible types: ${types}`);
  }
  return merged === undefined ? undefined : { ...merged, path: name };
}

/** A document as the engine reads it; over several indices fields go by name, since an alias may lead elsewhere in each. */
export function toEqlEvent(document: IndexedDocument, mapping: CompiledMapping, byName: boolean): EqlEvent {
  const event = eqlEvent(document, mapping);
  if (!byName) return event;
  const values = (name: string): readonly EqlValue[] => {
    const field = mapping.resolve(name);
    return field === undefined ? [] : document.fieldValues(field);
  };
  return { values, terms: event.terms };
}
