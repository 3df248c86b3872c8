import { ElasticsearchError } from '../errors/elasticsearch_error';
import { isJsonObject, type JsonValue } from '../json';
import { lineAndColumn, locateJson, type JsonPath } from '../location/json_locator';
import type { Field } from '../mapping/field';
import type { ValueError } from '../mapping/value_error';
import type { KeyPlace } from './locate_key';

/** Where in the text of a document something went wrong. */
export interface DocumentPlace {
  readonly id: string;
  /** JSON text of the document, for line and column; without it the errors name no place. */
  readonly text: string | undefined;
  readonly path: JsonPath;
}

type Spot = 'key' | 'start' | 'last' | 'after';

function spot(place: DocumentPlace, which: Spot): string | undefined {
  const found = place.text === undefined ? undefined : locateJson(place.text, place.path);
  if (!found || place.text === undefined) return undefined;
  const offset = { key: found.key, start: found.start, last: found.end - 1, after: found.end }[which];
  const { line, col } = lineAndColumn(place.text, offset);
  return `${line}:${col}`;
}

/** A reason with `[line:column] ` before it, where the text is known. */
function prefixed(place: DocumentPlace, which: Spot, reason: string): string {
  const at = spot(place, which);
  return at === undefined ? reason : `[${at}] ${reason}`;
}

/** A value its field cannot take. */
export function fieldError(field: Field, value: JsonValue, error: ValueError, place: DocumentPlace): ElasticsearchError {
  const preview = javaText(value);
  const reason = `failed to parse field [${field.path}] of type [${field.type}] in document with id '${place.id}'. Preview of field's value: '${preview}'`;
  return new ElasticsearchError({
    type: 'document_parsing_exception',
    reason: prefixed(place, isJsonObject(value) ? 'last' : 'start', reason),
    causedBy: error.after ? tokenCause(error.after, place) : error.detail,
  });
}

/** Elasticsearch repeats the parser's complaint with the place behind the token and the whole text. */
function tokenCause(after: { outer: string; inner: string }, place: DocumentPlace): { type: string; reason: string; causedBy: { type: string; reason: string } } {
  const at = spot(place, 'after');
  const column = at === undefined ? '' : `\n at [Source: (byte[])"${place.text ?? ''}"; line: ${at.replace(':', ', column: ')}]`;
  const reason = after.outer + column;
  return {
    type: 'x_content_parse_exception',
    reason: at === undefined ? reason : `[${at}] ${reason}`,
    causedBy: { type: after.inner, reason },
  };
}

/** A plain value where the mapping has an object. */
export function concreteValueError(path: string, place: DocumentPlace): ElasticsearchError {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const reason = `object mapping for [${path}] tried to parse field [${name}] as object, but found a concrete value`;
  return new ElasticsearchError({ type: 'document_parsing_exception', reason: prefixed(place, 'start', reason) });
}

/** A new field where the mapping is strict. */
export function strictError(name: string, parentPath: string, place: DocumentPlace): ElasticsearchError {
  const reason = `mapping set to strict, dynamic introduction of [${name}] within [${parentPath === '' ? '_doc' : parentPath}] is not allowed`;
  return new ElasticsearchError({ type: 'strict_dynamic_mapping_exception', reason: prefixed(place, 'start', reason) });
}

/** A field name Elasticsearch does not take (`""`, `"a..b"`). */
export function fieldNameError(sentence: string, place: DocumentPlace): ElasticsearchError {
  return new ElasticsearchError({
    type: 'document_parsing_exception',
    reason: prefixed(place, 'key', `failed to parse: ${sentence}`),
    causedBy: { type: 'illegal_argument_exception', reason: sentence },
  });
}

/** A name below a field that is there already. */
export function belowLeafError({ leaf, parent, rest }: Extract<KeyPlace, { kind: 'below_leaf' }>, place: DocumentPlace): ElasticsearchError {
  const prefix = parent.path === '' ? '' : `${parent.path}.`;
  const type = leaf.kind === 'field' ? leaf.field.type : 'alias';
  const reason = `Could not dynamically add mapping for field [${prefix}${rest.join('.')}]. Existing mapping for [${prefix}${rest[0] ?? ''}] must be of type object but found [${type}].`;
  return new ElasticsearchError({ type: 'document_parsing_exception', reason: prefixed(place, 'start', reason) });
}

/** A value for an alias. */
export function aliasError(path: string): ElasticsearchError {
  const reason = `Cannot write to a field alias [${path}].`;
  return new ElasticsearchError({ type: 'document_parsing_exception', reason: `failed to parse: ${reason}`, causedBy: { type: 'illegal_argument_exception', reason } });
}

/** A document nested deeper than Elasticsearch's parser goes. */
export function tooDeepError(maxNesting: number): ElasticsearchError {
  const reason = `Document nesting depth (${maxNesting + 1}) exceeds the maximum allowed (${maxNesting}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;
  return new ElasticsearchError({ type: 'x_content_parse_exception', reason });
}

/** What is wrong with an object where a field wants a plain value. */
export function objectSentence(field: Field, place: DocumentPlace): string {
  if (field.family === 'integer' || field.family === 'float' || field.family === 'unsigned_long') return 'Cannot parse object as number';
  return `Expected text at ${valueStart(place)} but found START_OBJECT`;
}

/** What is wrong with a plain value where a flattened field wants an object. */
export function flattenedSentence(place: DocumentPlace): string {
  return `Failed to parse object: expecting token of type [START_OBJECT] but found a plain value at ${valueStart(place)}`;
}

/** Place of a value as errors inside values quote it (`1:6`). */
function valueStart(place: DocumentPlace): string {
  return spot(place, 'start') ?? '1:1';
}

/** A JSON value as Java prints maps and lists: `{x=1}`, `[1, 2]`. */
export function javaText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  return `{${Object.entries(value).map(([key, inner]) => `${key}=${javaText(inner ?? null)}`).join(', ')}}`;
}
