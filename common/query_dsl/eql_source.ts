import type { DateLiteralOptions, EqlEvent, EqlField, EqlSchema, EqlValue } from '../eql/index';
import { momentToNanos } from './dates/date_fields';
import { parseDateMath } from './dates/date_math';
import type { IndexedDocument } from './documents/indexed_document';
import type { CompiledMapping } from './mapping/compiled_mapping';
import type { Field } from './mapping/field';

/** A field below an unsupported parent or an object, as the EQL engine names it in its refusal. */
function objectField(name: string, type: string): EqlField {
  return { name, path: name, type };
}

/** The sub-field with the exact values of a text field: Elasticsearch takes the first keyword. */
function exactPath(mapping: CompiledMapping, field: Field): string | undefined {
  if (field.family !== 'text') return undefined;
  const keyword = field.multiFields.find((inner) => inner.family === 'keyword' || inner.family === 'wildcard' || inner.family === 'constant_keyword');
  return keyword !== undefined && mapping.resolve(keyword.path) !== undefined ? keyword.path : undefined;
}

function toEqlField(mapping: CompiledMapping, name: string, field: Field): EqlField {
  const { dateFormat } = field;
  return {
    name,
    path: field.path,
    type: field.type,
    exactPath: exactPath(mapping, field),
    insideNested: field.nestedPath !== undefined,
    scalingFactor: field.type === 'scaled_float' ? field.scalingFactor : undefined,
    constantValue: field.constantValue,
    normalize: field.normalize,
    parseDate: dateFormat && ((text: string, { roundUp, now }: DateLiteralOptions) => {
      if (text === '') throw new Error('cannot parse empty datetime');
      return momentToNanos(parseDateMath(text, { format: dateFormat, now, roundUp }));
    }),
  };
}

/**
 * The fields of a mapping as the EQL engine asks for them. Keys below a flattened field and metadata fields are not seen there
 * (eql-observed.md section 6.2); objects are seen, so that they are refused as what they are. Resolved names are kept.
 */
export function eqlSource(mapping: CompiledMapping): EqlSchema {
  const known = new Map<string, EqlField | undefined>();
  const objects = new Set(mapping.objectPaths());
  const nested = new Set(mapping.nestedPaths());
  const find = (name: string): EqlField | undefined => {
    if (nested.has(name)) return objectField(name, 'nested');
    if (objects.has(name)) return objectField(name, 'object');
    const field = mapping.resolve(name);
    return field === undefined || field.family === 'metadata' || field.flattenedKey !== undefined ? undefined : toEqlField(mapping, name, field);
  };
  return {
    resolve: (name) => {
      if (!known.has(name)) known.set(name, find(name));
      return known.get(name);
    },
    names: () => mapping.fieldNames(),
  };
}

/** A document as the EQL engine reads it. */
export function eqlEvent(document: IndexedDocument, mapping: CompiledMapping): EqlEvent {
  return new DocumentEvent(document, mapping);
}

class DocumentEvent implements EqlEvent {
  constructor(
    private readonly document: IndexedDocument,
    private readonly mapping: CompiledMapping
  ) {}

  values(path: string): readonly EqlValue[] {
    return this.document.values(path);
  }

  terms(path: string): readonly string[] {
    const field = this.mapping.resolve(path);
    return field === undefined ? [] : this.document.words(field).terms;
  }
}
