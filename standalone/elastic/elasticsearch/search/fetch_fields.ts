import { formatValue, type CompiledMapping, type Field, type IndexedDocument, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import type { Hit } from './execute_search';
import type { FieldRequest } from './search_request';
import { parseSource, type FetchContext } from './fetch_hits';
import { formatDate, parseDateText } from './date_text';
import { fielddataError } from './fielddata';
import { shardError } from './search_errors';

export interface FetchedFields {
  readonly fields: Record<string, BodyValue>;
  readonly ignoredValues: BodyValue | undefined;
}

/** What `fields`, `docvalue_fields` and `stored_fields` show of a hit. */
export function fetchFields(hit: Hit, { request, now }: FetchContext): FetchedFields {
  const fields: Record<string, BodyValue> = {};
  for (const wanted of request.docvalueFields) addDocValues(hit, wanted, fields);
  if (request.fields.length === 0) return { fields, ignoredValues: undefined };
  const source = parseSource(hit.entry.source ?? '{}');
  const ignored: Record<string, BodyValue> = {};
  for (const wanted of request.fields) {
    addMapped(hit, wanted, { source, now }, fields);
    if (wanted.includeUnmapped) addUnmapped(hit.target.mapping, wanted, source, fields);
    addIgnored(hit, wanted, source, ignored);
  }
  return { fields, ignoredValues: Object.keys(ignored).length > 0 ? ignored : undefined };
}

function addDocValues(hit: Hit, wanted: FieldRequest, out: Record<string, BodyValue>): void {
  const { mapping } = hit.target;
  for (const name of namesOf(mapping, wanted.pattern)) {
    const field = mapping.resolve(name);
    if (field === undefined) continue;
    const refusal = fielddataError(field, hit.target.index, name);
    if (refusal !== undefined) {
      if (wanted.pattern.includes('*')) continue;
      throw refusal;
    }
    const values = sortedDistinct(hit.document.values(field.path), field);
    if (values.length > 0) setOwn<BodyValue>(out, name, values.map((value) => formatValue(field, value, wanted.format) as BodyValue));
  }
}

/** Doc values of texts come sorted and without repeats. */
function sortedDistinct<T>(values: readonly T[], field: Field): readonly T[] {
  const texts = field.family === 'keyword' || field.family === 'ip' || field.family === 'wildcard' || field.family === 'constant_keyword' || field.family === 'version';
  const sorted = [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return texts ? [...new Set(sorted)] : sorted;
}

function namesOf(mapping: CompiledMapping, pattern: string): readonly string[] {
  return pattern.includes('*') ? mapping.fieldNames().filter((name) => matchesWildcard(pattern, name)) : [pattern];
}

function addMapped(hit: Hit, wanted: FieldRequest, { source, now }: { source: JsonObject; now: number }, out: Record<string, BodyValue>): void {
  const { mapping } = hit.target;
  for (const name of namesOf(mapping, wanted.pattern)) {
    const field = mapping.resolve(name);
    if (field === undefined || field.family === 'metadata') continue;
    if (field.nestedPath !== undefined) continue;
    const values = valuesOf(hit.document, field, { source, wanted, name, now });
    if (values.length > 0) setOwn<BodyValue>(out, name, values);
  }
  addNested(hit, wanted, out);
}

function valuesOf(document: IndexedDocument, field: Field, { source, wanted, name, now }: { source: JsonObject; wanted: FieldRequest; name: string; now: number }): BodyValue[] {
  if (field.family === 'range') return sourceValues(source, field.path).map((range) => writeRange(field, range, now));
  if (field.family === 'flattened') return field.flattenedKey === undefined ? sourceValues(source, field.path).map(unwrapSingle) : document.values(field.path).map((value) => value as BodyValue);
  return document.values(field.path).map((value) => formatted(field, value, wanted.format, name));
}

/** A range as it was given, its dates in the field's format. */
function writeRange(field: Field, range: BodyValue, now: number): BodyValue {
  if (field.rangeOf !== 'date' || typeof range !== 'object' || range === null) return range;
  const print = (bound: BodyValue): BodyValue => (bound === null || bound === undefined ? bound : formatDate(parseDateText(String(bound), { format: field.format, now }), field.format));
  return Object.fromEntries(Object.entries(range as Record<string, BodyValue>).map(([key, bound]) => [key, print(bound)]));
}

/** Of the lists right inside a flattened field, those of one entry are shown as that entry and empty ones not at all; deeper ones stay. */
function unwrapSingle(value: BodyValue): BodyValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value as Record<string, BodyValue>).filter(([, entry]) => !Array.isArray(entry) || entry.length > 0);
  return Object.fromEntries(entries.map(([key, entry]) => [key, Array.isArray(entry) && entry.length === 1 ? (entry[0] as BodyValue) : entry]));
}

function formatted(field: Field, value: Parameters<typeof formatValue>[1], format: string | undefined, name: string): BodyValue {
  try {
    return formatValue(field, value, format) as BodyValue;
  } catch (error) {
    const reason = error instanceof Error ? (error as { reason?: string }).reason ?? error.message : String(error);
    const inner = /Invalid format: \[.*?\]: (.*)$/.exec(reason)?.[1];
    const causedBy = { type: 'illegal_argument_exception', reason, ...(inner === undefined ? {} : { causedBy: { type: 'illegal_argument_exception', reason: inner } }) };
    const failure = shardError('illegal_argument_exception', `error fetching [${name}]: ${reason}`);
    Object.assign(failure, { causedBy });
    throw failure;
  }
}

/** The values that stand under a path of a source, dotted keys or nested objects. */
function sourceValues(source: JsonObject, path: string): BodyValue[] {
  const found: BodyValue[] = [];
  collectAt(source, path, found);
  return found;
}

function collectAt(value: JsonValue, path: string, found: BodyValue[]): void {
  if (isArray(value)) {
    for (const item of value) collectAt(item, path, found);
    return;
  }
  if (path === '') {
    if (value !== null) found.push(value as BodyValue);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    if (key === path) collectAt(entry, '', found);
    else if (path.startsWith(`${key}.`)) collectAt(entry, path.slice(key.length + 1), found);
  }
}

/** Fields of nested objects come grouped under the nested path, one object each. */
function addNested(hit: Hit, wanted: FieldRequest, out: Record<string, BodyValue>): void {
  const { mapping } = hit.target;
  for (const path of mapping.nestedPaths()) {
    const fields = namesOf(mapping, wanted.pattern).map((name) => ({ name, field: mapping.resolve(name) })).filter(({ field }) => field?.nestedPath === path);
    if (fields.length === 0) continue;
    const groups = hit.document.nested(path).map((nested) => nestedGroup(nested, path, fields, wanted.format)).filter((group) => Object.keys(group).length > 0);
    if (groups.length > 0) setOwn<BodyValue>(out, path, groups);
  }
}

function nestedGroup(nested: IndexedDocument, path: string, fields: readonly { name: string; field: Field | undefined }[], format: string | undefined): Record<string, BodyValue> {
  const group: Record<string, BodyValue> = {};
  for (const { name, field } of fields) {
    if (field === undefined) continue;
    const values = nested.values(field.path).map((value) => formatValue(field, value, format) as BodyValue);
    if (values.length > 0) setOwn<BodyValue>(group, name.slice(path.length + 1), values);
  }
  return group;
}

function addUnmapped(mapping: CompiledMapping, wanted: FieldRequest, source: JsonObject, out: Record<string, BodyValue>): void {
  for (const [path, values] of leafValues(source)) {
    const covered = mapping.resolve(path) !== undefined || mapping.nestedPaths().some((nested) => path.startsWith(`${nested}.`));
    if (!covered && matchesWildcard(wanted.pattern, path)) setOwn<BodyValue>(out, path, values);
  }
}

function leafValues(source: JsonObject): Map<string, BodyValue[]> {
  const found = new Map<string, BodyValue[]>();
  const walk = (value: JsonValue, path: string): void => {
    if (isObject(value)) for (const [key, entry] of Object.entries(value)) walk(entry ?? null, path === '' ? key : `${path}.${key}`);
    else if (isArray(value)) for (const item of value) walk(item, path);
    else if (value !== null) found.set(path, [...(found.get(path) ?? []), value]);
  };
  walk(source, '');
  return found;
}

/** Values that the field set aside: too long, malformed, or an empty text for a number. */
function addIgnored(hit: Hit, wanted: FieldRequest, source: JsonObject, out: Record<string, BodyValue>): void {
  const { mapping } = hit.target;
  for (const name of namesOf(mapping, wanted.pattern)) {
    const field = mapping.resolve(name);
    if (field === undefined || field.family === 'metadata') continue;
    const number = field.family === 'integer' || field.family === 'float';
    if (!number && !hit.document.ignored.includes(field.path)) continue;
    const kept = new Set(hit.document.values(field.path).map(String));
    const given = sourceValues(source, field.parentPath ?? field.path);
    const values = hit.document.ignored.includes(field.path) ? given.filter((value) => !kept.has(String(value))) : given.filter((value) => value === '');
    if (values.length > 0) setOwn<BodyValue>(out, name, values);
  }
}
