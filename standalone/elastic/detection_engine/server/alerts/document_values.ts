/** A JSON document, nested or with dotted keys, as events come. */
export type Document = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value at a dotted path, whatever mixture of nesting and dotted keys the document uses; undefined where there is none.
 * Own properties only, so `__proto__` and `constructor` are plain names.
 */
export function valueAt(document: Document, path: string): unknown {
  if (Object.hasOwn(document, path)) return document[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(document, head)) continue;
    const inner = document[head];
    if (isObject(inner)) {
      const found = valueAt(inner, path.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Leaves of a document as `[dotted path, value]`; arrays are leaves, empty objects vanish. */
export function leaves(document: Document, prefix = ''): Array<[string, unknown]> {
  return Object.entries(document).flatMap(([name, value]): Array<[string, unknown]> => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return isObject(value) ? leaves(value, path) : [[path, value]];
  });
}

/**
 * What two documents have in common: equal scalars, arrays intersected (a scalar counts as an array of one when it meets an array),
 * objects by the same rule; undefined where nothing is common (`detection-engine.md` §4.4).
 */
export function intersection(left: unknown, right: unknown): unknown {
  if (isObject(left) && isObject(right)) return intersectObjects(left, right);
  if (Array.isArray(left) || Array.isArray(right)) return intersectArrays(left, right);
  return left === right ? left : undefined;
}

function intersectObjects(left: Document, right: Document): Document | undefined {
  const common: Array<[string, unknown]> = [];
  for (const [name, value] of Object.entries(left)) {
    if (!Object.hasOwn(right, name)) continue;
    const both = intersection(value, right[name]);
    if (both !== undefined) common.push([name, both]);
  }
  return common.length === 0 ? undefined : Object.fromEntries(common);
}

function intersectArrays(left: unknown, right: unknown): unknown {
  if (isObject(left) || isObject(right) || left === undefined || right === undefined) return undefined;
  const leftValues: readonly unknown[] = Array.isArray(left) ? left : [left];
  const rightValues = new Set((Array.isArray(right) ? right : [right]).map((value) => JSON.stringify(value)));
  return leftValues.filter((value, position) => rightValues.has(JSON.stringify(value)) && leftValues.indexOf(value) === position);
}
