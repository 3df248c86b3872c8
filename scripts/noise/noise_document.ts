import { indexDocument, type CompiledMapping, type Field, type FieldValue, type IndexedDocument, type JsonObject, type RangeValue, type TermPositions } from '../../common/query_dsl';

/** How the doc values of a field come from the value in the source, where that needs no more than a look. */
interface PlainField {
  readonly kind: 'text' | 'flag' | 'long' | 'time' | 'none';
  /** Longer texts are not plain: they are set aside. */
  readonly longest: number;
}

const noValues: readonly FieldValue[] = [];
const notPlain: PlainField = { kind: 'none', longest: 0 };
const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Which fields of a mapping are plain; kept by name. */
class PlainFields {
  private readonly known = new Map<string, PlainField>();

  constructor(readonly mapping: CompiledMapping) {}

  of(path: string): PlainField {
    return this.known.get(path) ?? this.add(path);
  }

  private add(path: string): PlainField {
    const field = plainField(this.mapping.resolve(path), path);
    this.known.set(path, field);
    return field;
  }
}

function plainField(field: Field | undefined, path: string): PlainField {
  if (!field || field.path !== path || field.parentPath !== undefined || field.flattenedKey !== undefined || field.normalize || field.isRuntime === true) return notPlain;
  return { kind: kindOf(field), longest: field.ignoreAbove };
}

function kindOf({ type, family }: Field): PlainField['kind'] {
  if (family === 'keyword' || family === 'wildcard') return 'text';
  if (family === 'date') return 'time';
  return family === 'boolean' ? 'flag' : type === 'long' ? 'long' : 'none';
}

const plainFields = new WeakMap<CompiledMapping, PlainFields>();

function plainValues(raw: unknown, { kind, longest }: PlainField): readonly FieldValue[] | undefined {
  if (kind === 'text') {
    if (typeof raw === 'string') return raw.length <= longest ? [raw] : undefined;
    return Array.isArray(raw) && raw.every((item) => typeof item === 'string' && item.length <= longest) ? (raw as readonly string[]) : undefined;
  }
  if (kind === 'long') return Number.isSafeInteger(raw) ? [raw as number] : undefined;
  if (kind === 'flag') return typeof raw === 'boolean' ? [raw] : undefined;
  return kind === 'time' && typeof raw === 'string' && isoMoment.test(raw) ? [Date.parse(raw)] : undefined;
}

/**
 * A generated event as `indexDocument` would give it, read when it is asked. Most fields of most events are never asked for, and values that stand in the source as
 * they are kept need no copy; everything else is asked of the indexed document, made then. The source has its fields by their full names.
 */
export class NoiseDocument implements IndexedDocument {
  private indexed: IndexedDocument | undefined = undefined;

  private constructor(
    readonly id: string,
    private readonly source: JsonObject,
    private readonly fields: PlainFields
  ) {}

  static of(mapping: CompiledMapping, source: JsonObject, id: string): NoiseDocument {
    const fields = plainFields.get(mapping) ?? new PlainFields(mapping);
    plainFields.set(mapping, fields);
    return new NoiseDocument(id, source, fields);
  }

  values(path: string): readonly FieldValue[] {
    const plain = this.fields.of(path);
    if (plain.kind === 'none') return this.whole().values(path);
    const raw = this.source[path];
    return raw === undefined ? noValues : (plainValues(raw, plain) ?? this.whole().values(path));
  }

  fieldValues(field: Field): readonly FieldValue[] {
    return this.fields.of(field.path).kind === 'none' || field.flattenedKey !== undefined ? this.whole().fieldValues(field) : this.values(field.path);
  }

  has(field: Field): boolean {
    return this.fields.of(field.path).kind === 'none' ? this.whole().has(field) : this.values(field.path).length > 0;
  }

  ranges(path: string): readonly RangeValue[] {
    return this.whole().ranges(path);
  }

  words(field: Field): TermPositions {
    return this.whole().words(field);
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

  private whole(): IndexedDocument {
    this.indexed ??= indexDocument(this.fields.mapping, this.source, { id: this.id }).document;
    return this.indexed;
  }
}
