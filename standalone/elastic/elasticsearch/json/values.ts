import type { JsonObject, JsonValue } from '../../../../common/query_dsl';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The list of strings a parameter stands for: `"a,b"`, `["a","b"]` or `"a"`. */
export function stringList(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (isArray(value)) return value.map(String);
  return String(value).split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** Booleans as bodies and parameters write them: true, "true", "" (a bare parameter) and their opposites. */
export function toBoolean(value: JsonValue | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  return value === true || value === 'true' || value === '';
}

/** Structural equality of JSON values; key order does not matter. */
export function equalJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isArray(left) && isArray(right)) return left.length === right.length && left.every((item, at) => equalJson(item, right[at]));
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key], right[key]));
  }
  return false;
}

/** Sets an own property, `__proto__` included. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
