/** JSON text that goes into an answer as it is: a stored source keeps its own spacing, key order and number forms. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** What an answer's body is made of. */
export type BodyValue = null | boolean | number | bigint | string | undefined | RawJson | readonly BodyValue[] | { readonly [key: string]: BodyValue };

/**
 * Writes a body as JSON text. `bigint` becomes an integer, infinite numbers become the strings Elasticsearch prints
 * (`"Infinity"`, `"-Infinity"`, `"NaN"`), undefined entries are left out.
 */
export function writeJson(value: BodyValue): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(Object.is(value, -0) ? 0 : value) : `"${value}"`;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${(value as readonly BodyValue[]).map(writeJson).join(',')}]`;
  let text = '';
  for (const [key, entry] of Object.entries(value as Record<string, BodyValue>)) {
    if (entry !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${writeJson(entry)}`;
  }
  return `{${text}}`;
}
