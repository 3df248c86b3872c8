/** The name of a value's type as config-schema's messages write it: `null`, `string`, `Array`, `Object`, or the class. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'Array';
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** An object made by a literal or by JSON: no class, no array. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
