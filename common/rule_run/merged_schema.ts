import { EqlError, type EqlEvent, type EqlField, type EqlSchema, type EqlValue } from '../eql/index';
import { eqlEvent, eqlSource, type CompiledMapping, type Field, type IndexedDocument } from '../query_dsl/index';
import type { EventIndex } from './rule_run';

const schemas = new WeakMap<CompiledMapping, EqlSchema>();

function schemaOf(mapping: CompiledMapping): EqlSchema {
  const known = schemas.get(mapping) ?? eqlSource(mapping);
  schemas.set(mapping, known);
  return known;
}

/**
 * The fields of several indices together: a field may lack in some of them; one of incompatible types is refused when a query names it
 * (eql-observed.md §3.9).
 */
export function mergedSchema(indices: readonly EventIndex[]): EqlSchema {
  const [first] = indices;
  if (first && indices.every(({ mapping }) => mapping === first.mapping)) return schemaOf(first.mapping);
  const known = new Map<string, EqlField | undefined>();
  return {
    resolve: (name) => {
      if (!known.has(name)) known.set(name, mergeField(name, indices));
      return known.get(name);
    },
    names: () => [...new Set(indices.flatMap(({ mapping }) => schemaOf(mapping).names()))].sort(),
  };
}

/** Types that EQL takes for one and the same. */
const family: Readonly<Record<string, string>> = { wildcard: 'keyword', constant_keyword: 'keyword', match_only_text: 'text', nested: 'object' };

function mergeField(name: string, indices: readonly EventIndex[]): EqlField | undefined {
  const found = indices.flatMap(({ name: index, mapping }) => {
    const field = schemaOf(mapping).resolve(name);
    return field ? [{ index, field }] : [];
  });
  const byType = new Map<string, string[]>();
  for (const { index, field } of found) {
    const type = family[field.type] ?? field.type;
    byType.set(type, [...(byType.get(type) ?? []), index]);
  }
  if (byType.size > 1) throw ambiguous(name, byType);
  const chosen = (found.find(({ field }) => field.type !== 'constant_keyword') ?? found[0])?.field;
  if (!chosen) return undefined;
  const isConstant = found.every(({ field }) => field.type === 'constant_keyword' && field.constantValue === chosen.constantValue);
  return { ...chosen, path: name, constantValue: isConstant ? chosen.constantValue : undefined };
}

function ambiguous(name: string, byType: ReadonlyMap<string, readonly string[]>): EqlError {
  const types = [...byType].sort(([left], [right]) => (left < right ? -1 : 1)).map(([type, names]) => `[${type}] in [${names.join(', ')}]`);
  return new EqlError('verification_exception', `Found 1 problem\nline -1:-1: Cannot use field [${name}] due to ambiguities being mapped as [${byType.size}] incompatible types: ${types.join(', ')}`);
}

const noValues: readonly EqlValue[] = [];

/** The fields of a mapping by name, resolved once. */
class NamedFields {
  private readonly known = new Map<string, Field | undefined>();

  constructor(private readonly mapping: CompiledMapping) {}

  resolve(name: string): Field | undefined {
    const found = this.known.get(name);
    if (found !== undefined || this.known.has(name)) return found;
    const field = this.mapping.resolve(name);
    this.known.set(name, field);
    return field;
  }
}

const namedFields = new WeakMap<CompiledMapping, NamedFields>();

/** An event among those of several indices: fields go by name, since an alias may lead elsewhere in each. */
class NamedEvent implements EqlEvent {
  constructor(
    private readonly document: IndexedDocument,
    private readonly fields: NamedFields
  ) {}

  values(name: string): readonly EqlValue[] {
    const field = this.fields.resolve(name);
    return field === undefined ? noValues : this.document.fieldValues(field);
  }

  terms(path: string): readonly string[] {
    const field = this.fields.resolve(path);
    return field === undefined ? [] : this.document.words(field).terms;
  }
}

/** A document as EQL reads it. `byName` where several indices are searched. */
export function toEqlEvent(document: IndexedDocument, mapping: CompiledMapping, byName: boolean): EqlEvent {
  if (!byName) return eqlEvent(document, mapping);
  const fields = namedFields.get(mapping) ?? new NamedFields(mapping);
  namedFields.set(mapping, fields);
  return new NamedEvent(document, fields);
}
