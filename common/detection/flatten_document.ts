/** A source document: nested, flat dotted, or both. */
export type SourceDocument = Readonly<Record<string, unknown>>;

const maxDepth = 50;

/**
 * Gives the document's leaves by dotted name, each as the list of its values in order; nulls are dropped. Names of the language (`__proto__`)
 * are names like others. Deeper than 50 levels is left out.
 */
export function flattenDocument(document: SourceDocument): ReadonlyMap<string, readonly unknown[]> {
  const leaves = new Map<string, unknown[]>();
  const add = (name: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined || depth > maxDepth) return;
    if (Array.isArray(value)) for (const item of value) add(name, item, depth + 1);
    else if (typeof value === 'object') for (const [key, item] of Object.entries(value)) add(name === '' ? key : `${name}.${key}`, item, depth + 1);
    else {
      const known = leaves.get(name);
      if (known) known.push(value);
      else leaves.set(name, [value]);
    }
  };
  add('', document, 0);
  return leaves;
}
