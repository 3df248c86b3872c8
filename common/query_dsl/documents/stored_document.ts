import { scalarText, type Field, type Scalar } from '../mapping/field';
import type { FieldValue, RangeValue } from '../mapping/field_type';
import { deriveValues } from './derive_values';
import type { IndexedDocument, TermPositions } from './indexed_document';

const NO_VALUES: readonly FieldValue[] = [];
const NO_RANGES: readonly RangeValue[] = [];
const NO_WORDS: TermPositions = { terms: [], positions: [] };
const NO_DOCUMENTS: readonly IndexedDocument[] = [];

/** Values of one field: as they came, and (made when first asked for) as doc values. */
interface Column {
  readonly field: Field;
  readonly raw: (Scalar | null)[];
  values: FieldValue[] | undefined;
}

/** The one implementation of `IndexedDocument`; filled by `indexDocument`, read-only afterwards. */
export class StoredDocument implements IndexedDocument {
  private readonly columns = new Map<string, Column>();
  private readonly rangeColumns = new Map<string, RangeValue[]>();
  private readonly children = new Map<string, StoredDocument[]>();
  private readonly malformed: string[] = [];
  private derived: Map<string, readonly FieldValue[]> | undefined;
  private wordCache: Map<string, TermPositions> | undefined;

  constructor(
    readonly id: string,
    /** Fields whose value the mapping gives to every document. */
    private readonly constants: readonly Field[],
  ) {}

  /** Adds a value that is checked already (`parsed`), with what stood in the source for multi-fields. */
  add(field: Field, raw: Scalar | null, parsed: FieldValue | undefined): void {
    let column = this.columns.get(field.path);
    if (!column) {
      column = { field, raw: [], values: parsed === undefined ? undefined : [] };
      this.columns.set(field.path, column);
    }
    column.raw.push(raw);
    if (parsed !== undefined) (column.values ??= []).push(parsed);
  }

  /** Adds a value of one key of a flattened field. */
  addFlattened(field: Field, key: string, value: string): void {
    this.add(field, value, value);
    this.addTo(`${field.path}.${key}`, field, value);
  }

  private addTo(path: string, field: Field, value: FieldValue): void {
    const column = this.columns.get(path);
    if (column) column.values?.push(value);
    else this.columns.set(path, { field, raw: [], values: [value] });
  }

  addRange(path: string, range: RangeValue): void {
    const ranges = this.rangeColumns.get(path);
    if (ranges) ranges.push(range);
    else this.rangeColumns.set(path, [range]);
  }

  addNested(path: string, child: StoredDocument): void {
    const list = this.children.get(path);
    if (list) list.push(child);
    else this.children.set(path, [child]);
  }

  /** Copies the values of a nested object into this document (`include_in_parent`, `include_in_root`). */
  include(child: StoredDocument): void {
    for (const [path, column] of child.columns) {
      const own = this.columns.get(path);
      if (own) {
        own.raw.push(...column.raw);
        if (column.values) (own.values ??= []).push(...column.values);
      } else {
        this.columns.set(path, { field: column.field, raw: [...column.raw], values: column.values && [...column.values] });
      }
    }
  }

  markMalformed(path: string): void {
    if (!this.malformed.includes(path)) this.malformed.push(path);
  }

  values(path: string): readonly FieldValue[] {
    const column = this.columns.get(path);
    if (column) return valuesOf(column);
    const constant = this.constants.find((field) => field.path === path);
    if (constant) return this.constantValues(constant);
    const parent = this.columns.get(path.slice(0, path.lastIndexOf('.')));
    const multi = parent?.field.multiFields.find((field) => field.path === path);
    return multi ? this.fieldValues(multi) : NO_VALUES;
  }

  fieldValues(field: Field): readonly FieldValue[] {
    if (field.family === 'constant_keyword') return this.constantValues(field);
    if (field.flattenedKey !== undefined) return this.columnValues(`${field.path}.${field.flattenedKey}`);
    return field.parentPath === undefined ? this.columnValues(field.path) : this.multiFieldValues(field, field.parentPath);
  }

  private constantValues(field: Field): readonly FieldValue[] {
    if (field.constantValue !== undefined && field.nestedPath === undefined) return [field.constantValue];
    return this.columnValues(field.path);
  }

  private columnValues(path: string): readonly FieldValue[] {
    const column = this.columns.get(path);
    return column ? valuesOf(column) : NO_VALUES;
  }

  private multiFieldValues(field: Field, parentPath: string): readonly FieldValue[] {
    const known = this.derived?.get(field.path);
    if (known) return known;
    const parent = this.columns.get(parentPath);
    if (!parent || !wasIndexed(parent.field, field.path)) return NO_VALUES;
    const values = deriveValues(field, parent.raw);
    (this.derived ??= new Map()).set(field.path, values);
    return values;
  }

  ranges(path: string): readonly RangeValue[] {
    return this.rangeColumns.get(path) ?? NO_RANGES;
  }

  words(field: Field): TermPositions {
    const known = this.wordCache?.get(field.path);
    if (known) return known;
    const values = this.fieldValues(field);
    if (values.length === 0) return NO_WORDS;
    const words = analyseValues(field, values);
    (this.wordCache ??= new Map()).set(field.path, words);
    return words;
  }

  has(field: Field): boolean {
    if (field.family === 'range') return this.ranges(field.path).length > 0;
    if (field.family === 'metadata') return true;
    return this.fieldValues(field).length > 0;
  }

  nested(path: string): readonly IndexedDocument[] {
    const own = this.children.get(path);
    if (own) return own;
    if (this.children.size === 0) return NO_DOCUMENTS;
    const found: IndexedDocument[] = [];
    for (const [childPath, documents] of this.children) {
      if (path.startsWith(`${childPath}.`)) for (const child of documents) found.push(...child.nested(path));
    }
    return found;
  }

  paths(): readonly string[] {
    const withValues = [...this.columns].filter(([path, column]) => column.field.path === path && valuesOf(column).length > 0);
    return [...withValues.map(([path]) => path), ...this.rangeColumns.keys()];
  }

  get ignored(): readonly string[] {
    const tooLong: string[] = [];
    for (const { field, raw } of this.columns.values()) {
      for (const candidate of [field, ...field.multiFields]) {
        if (Number.isFinite(candidate.ignoreAbove) && raw.some((value) => isTooLong(candidate, value))) tooLong.push(candidate.path);
      }
    }
    return [...new Set([...this.malformed, ...tooLong])].sort();
  }
}

/** A multi-field added to the mapping after the document came in has no values in it. */
function wasIndexed(parent: Field, path: string): boolean {
  return parent.multiFields.some((field) => field.path === path || field.multiFields.some((inner) => inner.path === path));
}

function isTooLong(field: Field, value: Scalar | null): boolean {
  return value !== null && scalarText(value).length > field.ignoreAbove;
}

function valuesOf(column: Column): readonly FieldValue[] {
  column.values ??= deriveValues(column.field, column.raw);
  return column.values;
}

function analyseValues(field: Field, values: readonly FieldValue[]): TermPositions {
  const terms: string[] = [];
  const positions: number[] = [];
  let base = 0;
  for (const value of values) {
    let last = -1;
    for (const token of field.analysis?.tokens(String(value)) ?? []) {
      terms.push(token.token);
      last = token.position;
      positions.push(base + last);
    }
    base += last + 1 + field.positionGap;
  }
  return { terms, positions };
}
