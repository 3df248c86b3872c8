/** A set of code points: sorted, disjoint, non-adjacent inclusive ranges, flat: from, to, from, to … */
export type CharacterSet = readonly number[];

export const lastCodePoint = 0x10ffff;
export const everyCharacter: CharacterSet = [0, lastCodePoint];

/** The union of ranges in any order. */
export function union(ranges: readonly (readonly [number, number])[]): CharacterSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [from, to] of sorted) {
    const last = result[result.length - 1];
    if (last !== undefined && from <= last + 1) {
      result[result.length - 1] = Math.max(last, to);
    } else {
      result.push(from, to);
    }
  }
  return result;
}

/** The set as pairs. */
export function rangesOf(set: CharacterSet): [number, number][] {
  const ranges: [number, number][] = [];
  for (let index = 0; index < set.length; index += 2) {
    ranges.push([set[index] as number, set[index + 1] as number]);
  }
  return ranges;
}

/** Every code point that is not in the set. */
export function complement(set: CharacterSet): CharacterSet {
  const result: number[] = [];
  let from = 0;
  for (const [start, end] of rangesOf(set)) {
    if (start > from) {
      result.push(from, start - 1);
    }
    from = end + 1;
  }
  if (from <= lastCodePoint) {
    result.push(from, lastCodePoint);
  }
  return result;
}

/** Whether the code point is in the set. */
export function contains(set: CharacterSet, code: number): boolean {
  for (let index = 0; index < set.length; index += 2) {
    if (code < (set[index] as number)) {
      return false;
    }
    if (code <= (set[index + 1] as number)) {
      return true;
    }
  }
  return false;
}
