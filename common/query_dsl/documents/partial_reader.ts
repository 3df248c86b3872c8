import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import { isScalar, type Field, type Scalar } from '../mapping/field';
import { parseValue } from '../mapping/parse_value';
import { ValueError } from '../mapping/value_error';
import { checkText, isParsedEarly } from './check_text';
import type { IndexedDocument } from './indexed_document';
import { DocumentPlan, type KeyPlan, type ObjectPlan } from './key_plan';
import { PartialDocument, type PartialFields, type SlotField, type SlotValue } from './partial_document';

/** Objects in objects beyond this are left to the reading of the whole document. */
const MAX_NESTING = 100;

/**
 * Reads the asked fields of a document, or gives undefined where only `indexDocument` can tell what they hold: a value that some field would refuse, set aside or
 * copy, nested objects, flattened and range fields, fields that a dynamic mapping would add. What it gives answers for the asked fields exactly as
 * `indexDocument` would, and `indexDocument` would not throw. `named` says the document's id when it is asked for.
 */
export type PartialReader = (source: JsonObject, named: { readonly id: string }) => IndexedDocument | undefined;

/**
 * Makes a reader of a document's fields by name (aliases, multi-fields and names that the mapping does not have included). Several times faster than
 * `indexDocument`. Gives undefined where a name asks for more than fields: an object, or `_id` and its like.
 */
export function compilePartialReader(mapping: CompiledMapping, names: Iterable<string>): PartialReader | undefined {
  const asked = new Set(names);
  const objects = new Set([...mapping.objectPaths(), ...mapping.nestedPaths()]);
  const fields = [...asked].map((name) => mapping.resolve(name));
  if (!mapping.root.enabled || [...asked].some((name) => objects.has(name)) || fields.some((field) => field?.family === 'metadata')) return undefined;
  const kept = keptFields(mapping, fields.filter((field) => field !== undefined));
  const slots = new Map(kept.bySlot.map((field, slot) => [field.path, slot]));
  const { root } = new DocumentPlan(mapping, slots);
  const empty: readonly SlotValue[] = kept.bySlot.map(() => undefined);
  return (source, named) => {
    const values = empty.slice();
    return readObject(root, source, values, 0) ? new PartialDocument(kept, values, named) : undefined;
  };
}

/** The asked fields with all their multi-fields; of an asked multi-field the field it belongs to. */
function keptFields(mapping: CompiledMapping, asked: readonly Field[]): PartialFields {
  const owners = asked.map((field) => (field.parentPath === undefined ? field : ownerOf(mapping, field)));
  const bySlot = [...new Map(owners.map((field) => [field.path, field])).values()];
  const entries = bySlot.flatMap((field, slot) => [field, ...field.multiFields].map((one): [string, SlotField] => [one.path, { field: one, slot }]));
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

/** Fills the slots; false where the whole document has to be read. */
function readObject(plan: ObjectPlan, object: JsonObject, slots: SlotValue[], depth: number): boolean {
  for (const key in object) {
    const value = object[key];
    const found = plan.planOf(key);
    if (typeof value === 'string' && value.length <= found.safeLength) {
      if (found.slot >= 0) keep(slots, found.slot, value);
    } else if (!readOther(found, value, slots, depth)) return false;
  }
  return true;
}

function readOther(plan: KeyPlan, value: JsonValue | undefined, slots: SlotValue[], depth: number): boolean {
  const { kind, field, object } = plan;
  if (kind === 'ignored') return true;
  if (value === undefined) return false;
  if (object) return readChild(object, value, slots, depth);
  const given = value === null ? LONE_NULL : value;
  if (!field || (!isScalar(given) && !isPlainList(given)) || !accepts(field, given)) return false;
  if (plan.slot >= 0) keep(slots, plan.slot, given);
  return true;
}

function readChild(plan: ObjectPlan, value: JsonValue, slots: SlotValue[], depth: number): boolean {
  if (value === null) return true;
  if (depth >= MAX_NESTING) return false;
  if (isJsonObject(value)) return readObject(plan, value, slots, depth + 1);
  return Array.isArray(value) && value.every((item: JsonValue) => readChild(plan, item, slots, depth + 1));
}

const LONE_NULL: readonly null[] = [null];

function isPlainList(value: JsonValue): value is readonly (Scalar | null)[] {
  return Array.isArray(value) && value.every((item: JsonValue) => item === null || isScalar(item));
}

function accepts(field: Field, value: Scalar | readonly (Scalar | null)[]): boolean {
  return isScalar(value) ? acceptsScalar(field, value) : value.every((item) => item === null || acceptsScalar(field, item));
}

function acceptsScalar(field: Field, value: Scalar): boolean {
  try {
    if (isParsedEarly(field)) return parseValue(field, value) !== undefined;
    checkText(field, value);
    return true;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}

/** A field that stands at several places of the source has the values of all, in their order. */
function keep(slots: SlotValue[], slot: number, value: Scalar | readonly (Scalar | null)[]): void {
  const before = slots[slot];
  slots[slot] = before === undefined ? value : [...listOf(before), ...listOf(value)];
}

function listOf(value: Scalar | readonly (Scalar | null)[]): readonly (Scalar | null)[] {
  return isScalar(value) ? [value] : value;
}
