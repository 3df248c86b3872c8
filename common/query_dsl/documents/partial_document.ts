import type { CompiledMapping } from '../mapping/compiled_mapping';
import { isScalar, type Field, type Scalar } from '../mapping/field';
import type { FieldValue, RangeValue } from '../mapping/field_type';
import { parseValue } from '../mapping/parse_value';
import { isParsedEarly } from './check_text';
import { hasNullValue } from './derive_values';
import type { IndexedDocument, TermPositions } from './indexed_document';
import type { SlotField, SlotValues } from './slot_values';
import { StoredDocument } from './stored_document';

/** What all partial documents of one reader share. */
export interface PartialFields {
  /** By path: the kept fields and their multi-fields. */
  readonly byPath: ReadonlyMap<string, SlotField>;
  /** The kept fields, by slot. */
  readonly bySlot: readonly Field[];
  readonly constants: readonly Field[];
  /** Throws for a field of the mapping that was not asked for. */
  demandAsked(path: string): void;
}

/**
 * A document of which some fields were read: for these it answers what the whole document would. Their values are made when they are asked for.
 * `paths()` and `ignored` know of no other fields; `id` is empty.
 */
export class PartialDocument implements IndexedDocument {
  readonly id = '';
  private stored: StoredDocument | undefined = undefined;

  constructor(
    private readonly fields: PartialFields,
    private readonly slots: SlotValues,
  ) {}

  /** Its values have changed: the document is another. */
  renew(): this {
    this.stored = undefined;
    return this;
  }

  /** The same document for itself, that nobody changes. */
  copy(): PartialDocument {
    return new PartialDocument(this.fields, this.slots.copy());
  }

  values(path: string): readonly FieldValue[] {
    const known = this.fields.byPath.get(path);
    if (known) return this.slots.fieldValues(known);
    this.fields.demandAsked(path);
    return this.whole().values(path);
  }

  fieldValues(field: Field): readonly FieldValue[] {
    const known = field.flattenedKey === undefined ? this.fields.byPath.get(field.path) : undefined;
    if (known) return this.slots.fieldValues(known);
    this.fields.demandAsked(field.path);
    return this.whole().fieldValues(field);
  }

  ranges(path: string): readonly RangeValue[] {
    this.fields.demandAsked(path);
    return this.whole().ranges(path);
  }

  words(field: Field): TermPositions {
    this.fields.demandAsked(field.path);
    return this.whole().words(field);
  }

  has(field: Field): boolean {
    if (field.family === 'range' || field.family === 'metadata') return this.whole().has(field);
    return this.fieldValues(field).length > 0;
  }

  nested(path: string): readonly IndexedDocument[] {
    return this.whole().nested(path);
  }

  paths(): readonly string[] {
    return this.whole().paths();
  }

  get ignored(): readonly string[] {
    return this.whole().ignored;
  }

  /** The kept fields as a document of the usual kind, which knows all questions. */
  private whole(): StoredDocument {
    if (this.stored) return this.stored;
    const stored = new StoredDocument(this.id, this.fields.constants);
    this.fields.bySlot.forEach((field, slot) => {
      const raw = this.slots.value(slot);
      if (raw === undefined) return;
      for (const item of isScalar(raw) ? [raw] : raw) addItem(stored, field, item);
    });
    this.stored = stored;
    return stored;
  }
}

/** As reading the whole document adds a value that was checked. */
function addItem(stored: StoredDocument, field: Field, item: Scalar | null): void {
  if (item !== null) stored.add(field, item, isParsedEarly(field) ? parseValue(field, item) : undefined);
  else if (hasNullValue(field)) stored.add(field, null, isParsedEarly(field) ? field.nullValue : undefined);
}

/** The asked fields with all their multi-fields; of an asked multi-field the field it belongs to. */
export function partialFields(mapping: CompiledMapping, asked: readonly Field[]): PartialFields {
  const owners = asked.map((field) => (field.parentPath === undefined ? field : ownerOf(mapping, field)));
  const bySlot = [...new Map(owners.map((field) => [field.path, field])).values()];
  const entries = bySlot.flatMap((field, slot) => [field, ...field.multiFields].map((one, number): [string, SlotField] => [one.path, { field: one, slot, number }]));
  const askedPaths = new Set([...asked, ...owners].map(({ path }) => path));
  return {
    byPath: new Map(entries.filter(([, { field }]) => field.family !== 'constant_keyword' && field.flattenedKey === undefined)),
    bySlot,
    constants: mapping.constants,
    demandAsked: (path) => {
      const field = mapping.resolve(path);
      if (field && !askedPaths.has(field.path) && !askedPaths.has(field.parentPath ?? '')) throw new Error(`the field ${path} was not asked for`);
    },
  };
}

function ownerOf(mapping: CompiledMapping, field: Field): Field {
  const owner = field.parentPath === undefined ? undefined : mapping.resolve(field.parentPath);
  return owner === undefined ? field : ownerOf(mapping, owner);
}
