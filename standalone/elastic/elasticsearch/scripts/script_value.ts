import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import { isArray, isObject, setOwn } from '../json/values';

/** What a script computes with: lists are arrays, maps are `Map`s, doc values are objects with a `get`. */
export type ScriptValue = null | boolean | number | bigint | string | ScriptValue[] | Map<string, ScriptValue> | DocValues;

/** Doc values of one field, `doc['field']`. */
export interface DocValues {
  readonly docValues: readonly ScriptValue[];
}

export function toScriptValue(value: JsonValue | undefined): ScriptValue {
  if (value === undefined || value === null) return null;
  if (isArray(value)) return value.map(toScriptValue);
  if (isObject(value)) return new Map(Object.entries(value).map(([key, entry]) => [key, toScriptValue(entry)]));
  return value as ScriptValue;
}

export function fromScriptValue(value: ScriptValue): JsonValue {
  if (value instanceof Map) {
    const out: Record<string, JsonValue> = {};
    for (const [key, entry] of value) setOwn(out, key, fromScriptValue(entry));
    return out as JsonObject;
  }
  if (Array.isArray(value)) return value.map(fromScriptValue);
  if (isDocValues(value)) return value.docValues.map(fromScriptValue);
  return value;
}

export function isDocValues(value: ScriptValue): value is DocValues {
  return typeof value === 'object' && value !== null && 'docValues' in value;
}

/** Equality as Painless has it: by content. */
export function equalValues(left: ScriptValue, right: ScriptValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, at) => equalValues(item, right[at] ?? null));
  if (left instanceof Map && right instanceof Map) return left.size === right.size && [...left].every(([key, item]) => right.has(key) && equalValues(item, right.get(key) ?? null));
  return (typeof left === 'number' || typeof left === 'bigint') && (typeof right === 'number' || typeof right === 'bigint') && Number(left) === Number(right);
}

/** Text of a value where it is joined to another. */
export function showValue(value: ScriptValue): string {
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Map) return `{${[...value].map(([key, entry]) => `${key}=${showValue(entry)}`).join(', ')}}`;
  return isDocValues(value) ? showValue([...value.docValues]) : String(value);
}
