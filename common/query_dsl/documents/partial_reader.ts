import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import { isScalar, type Field, type Scalar } from '../mapping/field';
import { parseValue } from '../mapping/parse_value';
import { ValueError } from '../mapping/value_error';
import { checkText, isParsedEarly } from './check_text';
import { DocumentPlan, type KeyStep, type ObjectPlan } from './key_plan';
import { PartialDocument, type PartialFields, type SlotField, type SlotValue } from './partial_document';

/**
 * Reads the asked fields of documents. `read` gives undefined where only `indexDocument` can tell what they hold: a value that some field would refuse, set aside or
 * copy, nested objects, flattened and range fields, fields that a dynamic mapping would add, whole numbers beyond 2^53 that `JSON.parse` may have rounded, more than `maxNesting` objects and arrays in one another. What it gives answers
 * for the asked fields exactly as `indexDocument` would, and `indexDocument` would not throw.
 */
export interface PartialReader {
  /** The document is the same each time, with other values; `copy()` it to keep it. */
  read(source: JsonObject): PartialDocument | undefined;
}

/**
 * Makes a reader of a document's fields by name (aliases, multi-fields and names that the mapping does not have included). Several times faster than
 * `indexDocument`. Gives undefined where a name asks for more than fields: an object, or `_id` and its like.
 */
export function compilePartialReader(mapping: CompiledMapping, names: Iterable<string>, { maxNesting = 50 } = {}): PartialReader | undefined {
  const asked = new Set(names);
  const objects = new Set([...mapping.objectPaths(), ...mapping.nestedPaths()]);
  const fields = [...asked].map((name) => mapping.resolve(name));
  if (!mapping.root.enabled || [...asked].some((name) => objects.has(name)) || fields.some((field) => field?.family === 'metadata')) return undefined;
  const kept = keptFields(mapping, fields.filter((field) => field !== undefined));
  const { root } = new DocumentPlan(mapping, new Map(kept.bySlot.map((field, slot) => [field.path, slot])));
  const document = new PartialDocument(kept, kept.bySlot.map(() => undefined));
  return { read: (source) => (readObject(root, source, document.clear(), maxNesting) ? document : undefined) };
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

/** Fills the slots; false where the whole document has to be read. `levels`: how many more there may be below. */
function readObject(plan: ObjectPlan, object: JsonObject, slots: SlotValue[], levels: number): boolean {
  let step = plan.start;
  for (const key in object) {
    const value = object[key];
    const { next } = step;
    step = next !== undefined && next.key === key ? next : plan.stepAfter(step, key);
    if (typeof value === 'string' && value.length <= step.safeLength) {
      if (step.slot >= 0) keep(slots, step.slot, value);
    } else if (!readOther(step, value, slots, levels)) return false;
  }
  return true;
}

function readOther({ kind, field, object, slot }: KeyStep, value: JsonValue | undefined, slots: SlotValue[], levels: number): boolean {
  if (kind === 'ignored') return fits(value, levels);
  if (value === undefined || levels < 1 || mayBeRounded(value)) return false;
  if (object) return readChild(object, value, slots, levels);
  const given = value === null ? LONE_NULL : value;
  if (!field || (!isScalar(given) && !isPlainList(given)) || !accepts(field, given)) return false;
  if (slot >= 0) keep(slots, slot, given);
  return true;
}

function readChild(plan: ObjectPlan, value: JsonValue, slots: SlotValue[], levels: number): boolean {
  if (value === null) return true;
  if (levels < 1) return false;
  if (isJsonObject(value)) return readObject(plan, value, slots, levels - 1);
  return Array.isArray(value) && value.every((item: JsonValue) => readChild(plan, item, slots, levels - 1));
}

/** Whether a value that nobody reads is nested no deeper than allowed. */
function fits(value: JsonValue | undefined, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels < 1) return false;
  for (const key in value) if (!fits((value as JsonObject)[key], levels - 1)) return false;
  return true;
}

const LONE_NULL: readonly null[] = [null];

function isPlainList(value: JsonValue): value is readonly (Scalar | null)[] {
  return Array.isArray(value) && value.every((item: JsonValue) => item === null || (isScalar(item) && !mayBeRounded(item)));
}

function accepts(field: Field, value: Scalar | readonly (Scalar | null)[]): boolean {
  return isScalar(value) ? acceptsScalar(field, value) : value.every((item) => item === null || acceptsScalar(field, item));
}

function acceptsScalar(field: Field, value: Scalar): boolean {
  try {
    if (isParsedEarly(field)) return isSureDate(field, value) || parseValue(field, value) !== undefined;
    checkText(field, value);
    return true;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}

/** A number beyond those that JavaScript keeps exactly: the text may have had other digits. */
function mayBeRounded(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Spares most dates the reading. */
function isSureDate(field: Field, value: Scalar): boolean {
  return field.family === 'date' && typeof value === 'string' && field.dateFormat?.surelyReads(value) === true;
}

/** A field that stands at several places of the source has the values of all, in their order. */
function keep(slots: SlotValue[], slot: number, value: Scalar | readonly (Scalar | null)[]): void {
  const before = slots[slot];
  slots[slot] = before === undefined ? value : [...listOf(before), ...listOf(value)];
}

function listOf(value: Scalar | readonly (Scalar | null)[]): readonly (Scalar | null)[] {
  return isScalar(value) ? [value] : value;
}
