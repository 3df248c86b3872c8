// One concept fills this file: how the values of one sort field in one index become keys that can be compared and printed.
import {
  compileMapping, compileQuery, ElasticsearchError, ipKey, versionKey, type CompiledMapping, type CompiledQuery, type Field, type FieldValue, type IndexedDocument, type JsonValue,
} from '../../../../common/query_dsl';
import { illegalArgument } from '../errors/known_errors';
import type { BodyValue } from '../json/write_json';
import { comparePresent, type SortKey } from './compare_keys';
import { fielddataError } from './fielddata';
import { formatDate, parseDateText } from './date_text';
import type { SortMode, SortSpec } from './sort_spec';

/** What the keys of a field are; indices whose kinds differ cannot be sorted together. */
export type SortKind = 'LONG' | 'DOUBLE' | 'FLOAT' | 'STRING';

/** One sort field in one index. */
export interface SortColumn {
  readonly kind: SortKind;
  keyOf(document: IndexedDocument): SortKey;
  /** As the `sort` entry of a hit prints it. */
  print(key: SortKey): BodyValue;
  /** The key a `search_after` value stands for. */
  parse(value: JsonValue): SortKey;
}

export interface SortColumnContext {
  readonly mapping: CompiledMapping;
  readonly index: string;
  readonly now: number;
}

const LONG_MAX = 9_223_372_036_854_775_807n;
const LONG_MIN = -9_223_372_036_854_775_808n;

/**
 * Binds a sort field to an index.
 * @throws ElasticsearchError (phase `shard`) for fields that cannot be sorted by
 */
export function bindSortColumn(spec: SortSpec, context: SortColumnContext): SortColumn {
  if (spec.field === '_id') {
    throw new ElasticsearchError({
      type: 'illegal_argument_exception', reason: 'Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: indices.id_field_data.enabled',
    }, { phase: 'shard' });
  }
  const field = context.mapping.resolve(spec.field) ?? unmappedField(spec, context);
  const refusal = fielddataError(field, context.index, spec.field);
  if (refusal !== undefined) throw refusal;
  const mapped = context.mapping.resolve(spec.field) !== undefined;
  return isTextual(field) ? textColumn(spec, field, context, mapped) : numericColumn(spec, field, context, mapped);
}

function unmappedField(spec: SortSpec, context: SortColumnContext): Field {
  if (spec.unmappedType !== undefined) {
    const made = compileMapping({ properties: { field: { type: spec.unmappedType } } }).resolve('field');
    if (made !== undefined) return made;
  }
  throw new ElasticsearchError({ type: 'query_shard_exception', reason: `No mapping found for [${spec.field}] in order to sort on`, extra: { index: context.index } }, { phase: 'shard' });
}

const NUMERIC_FAMILIES = new Set(['integer', 'float', 'unsigned_long', 'date', 'date_nanos', 'boolean']);

function isTextual(field: Field): boolean {
  return !NUMERIC_FAMILIES.has(field.family);
}

type ValuesOf = (document: IndexedDocument) => readonly FieldValue[];

/** The values a sort looks at: those of the document, or of its nested objects where asked. */
function valuesReader(spec: SortSpec, field: Field, context: SortColumnContext, mapped: boolean): ValuesOf {
  if (!mapped) return () => [];
  const path = spec.nested?.path ?? field.nestedPath;
  if (path === undefined || path === '') return (document) => document.values(field.path);
  const filter: CompiledQuery | undefined = spec.nested?.filter === undefined ? undefined : compileQuery(spec.nested.filter, context.mapping, { now: context.now, index: context.index });
  return (document) => document.nested(path).filter((nested) => filter?.matches(nested) ?? true).flatMap((nested) => [...nested.values(field.path)]);
}

function textColumn(spec: SortSpec, field: Field, context: SortColumnContext, mapped: boolean): SortColumn {
  const valuesOf = valuesReader(spec, field, context, mapped);
  const toKey = textKey(field);
  const useMax = (spec.mode ?? (spec.descending ? 'max' : 'min')) === 'max';
  const printed = new Map<string, string>();
  return {
    kind: 'STRING',
    keyOf: (document) => {
      let best: string | null = null;
      for (const value of valuesOf(document)) {
        const key = toKey(value);
        if (key !== value) printed.set(key, String(value));
        if (best === null || (useMax ? comparePresent(key, best) > 0 : comparePresent(key, best) < 0)) best = key;
      }
      if (best === null && spec.missing !== undefined && spec.missing !== '_last' && spec.missing !== '_first') return toKey(String(spec.missing));
      return best;
    },
    print: (key) => (key === null ? null : printed.get(String(key)) ?? String(key)),
    parse: (value) => (value === null ? null : toKey(String(value))),
  };
}

function textKey(field: Field): (value: FieldValue) => string {
  if (field.family === 'ip') return (value) => ipKey(String(value)) ?? '';
  return field.family === 'version' ? (value) => versionKey(String(value)) : String;
}

function numericColumn(spec: SortSpec, field: Field, context: SortColumnContext, mapped: boolean): SortColumn {
  const valuesOf = valuesReader(spec, field, context, mapped);
  const kind = kindOf(spec, field);
  const convert = converter(spec, field);
  const mode: SortMode = spec.mode ?? (spec.descending ? 'max' : 'min');
  const missing = missingKey(spec, kind, field, context);
  const format = spec.format ?? undefined;
  return {
    kind,
    keyOf: (document) => {
      const values = valuesOf(document);
      if (values.length === 1 && values[0] !== undefined) return convert(values[0]);
      return values.length === 0 ? missing : pick(values.map(convert), mode, kind);
    },
    print: (key) => printNumber(key, format, field),
    parse: (value) => parseNumber(value, spec, field, kind, context),
  };
}

function kindOf(spec: SortSpec, field: Field): SortKind {
  if (spec.numericType === 'double') return 'DOUBLE';
  if (spec.numericType !== undefined) return 'LONG';
  if (field.family !== 'float') return 'LONG';
  return field.type === 'float' || field.type === 'half_float' ? 'FLOAT' : 'DOUBLE';
}

const NANOS_PER_MS = 1_000_000n;

function converter(spec: SortSpec, field: Field): (value: FieldValue) => number | bigint {
  if (spec.numericType === 'date_nanos' && field.family === 'date') return (value) => BigInt(value as number) * NANOS_PER_MS;
  if (spec.numericType === 'date' && field.family === 'date_nanos') return (value) => Number(BigInt(value as bigint) / NANOS_PER_MS);
  if (spec.numericType === 'long') return (value) => (typeof value === 'bigint' ? value : Math.trunc(Number(value)));
  return (value) => (typeof value === 'bigint' ? value : Number(value));
}

function missingKey(spec: SortSpec, kind: SortKind, field: Field, context: SortColumnContext): number | bigint {
  const { missing } = spec;
  if (missing !== undefined && missing !== '_last' && missing !== '_first') return parseNumber(missing, spec, field, kind, context) as number | bigint;
  const smallest = missing === '_first' ? !spec.descending : spec.descending;
  if (kind === 'LONG') return smallest ? LONG_MIN : LONG_MAX;
  return smallest ? -Infinity : Infinity;
}

function pick(values: readonly (number | bigint)[], mode: SortMode, kind: SortKind): number | bigint {
  const sorted = [...values].sort(comparePresent);
  const first = sorted[0] ?? 0;
  if (mode === 'min') return first;
  if (mode === 'max') return sorted.at(-1) ?? first;
  const numbers = sorted.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (mode === 'sum') return sum;
  if (mode === 'avg') return kind === 'LONG' ? Math.round(sum / numbers.length) : sum / numbers.length;
  const middle = numbers.length >> 1;
  const upper = numbers[middle] ?? 0;
  if (numbers.length % 2 === 1) return upper;
  const median = (upper + (numbers[middle - 1] ?? 0)) / 2;
  return kind === 'LONG' ? Math.round(median) : median;
}

function printNumber(key: SortKey, format: string | undefined, field: Field): BodyValue {
  if (key === LONG_MAX || key === LONG_MIN) return format === undefined ? key : null;
  if (format === undefined || key === null || typeof key === 'string') return key;
  return field.family === 'date' || field.family === 'date_nanos' ? formatDate(key, format) : key;
}

function parseNumber(value: JsonValue, spec: SortSpec, field: Field, kind: SortKind, context: SortColumnContext): SortKey {
  if (value === null) return missingKey({ ...spec, missing: undefined }, kind, field, context);
  if (field.family === 'date' || field.family === 'date_nanos') return parseDateKey(value, spec, field, context);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return value;
  const number = Number(value);
  if (typeof value === 'string' && (value.trim() === '' || Number.isNaN(number)) && !/^[+-]?Infinity$/.test(value)) {
    throw illegalArgument(`Failed to parse search_after value for field [${spec.field}].`, { type: 'number_format_exception', reason: `For input string: "${value}"` });
  }
  return number;
}

function parseDateKey(value: JsonValue, spec: SortSpec, field: Field, context: SortColumnContext): SortKey {
  if (typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER && spec.format === undefined) return value;
  if (field.family === 'date_nanos' && (typeof value === 'number' || typeof value === 'bigint')) return BigInt(value);
  const parsed = parseDateText(String(value), { format: spec.format ?? field.format, now: context.now });
  return field.family === 'date_nanos' || spec.numericType === 'date_nanos' ? BigInt(Math.trunc(Number(parsed))) * NANOS_PER_MS : parsed;
}
