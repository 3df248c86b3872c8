/**
 * Trees of Lucene's regular expressions, kept in a normal form so that equal languages met while matching are mostly equal
 * trees: that keeps the number of states small (`regexp_matcher.ts`).
 */
export type RegexpTree =
  | { readonly kind: 'nothing'; readonly key: string }
  | { readonly kind: 'empty'; readonly key: string }
  | { readonly kind: 'set'; readonly ranges: readonly CodeRange[]; readonly key: string }
  | { readonly kind: 'sequence'; readonly left: RegexpTree; readonly right: RegexpTree; readonly key: string }
  | { readonly kind: 'either' | 'both'; readonly parts: readonly RegexpTree[]; readonly key: string }
  | { readonly kind: 'star' | 'not'; readonly inner: RegexpTree; readonly key: string };

/** Inclusive code points. */
export type CodeRange = readonly [low: number, high: number];

export const MAX_CODE_POINT = 0x10ffff;

export const NOTHING: RegexpTree = { kind: 'nothing', key: '0' };
export const EMPTY: RegexpTree = { kind: 'empty', key: 'e' };
export const ANY_CHARACTER: RegexpTree = characterSet([[0, MAX_CODE_POINT]]);
export const ANY_TEXT: RegexpTree = star(ANY_CHARACTER);

export function characterSet(ranges: readonly CodeRange[]): RegexpTree {
  const merged = mergeRanges(ranges);
  if (merged.length === 0) return NOTHING;
  return { kind: 'set', ranges: merged, key: `[${merged.map((range) => range.join('-')).join(',')}]` };
}

export function mergeRanges(ranges: readonly CodeRange[]): CodeRange[] {
  const sorted = [...ranges].filter(([low, high]) => low <= high).sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = merged[merged.length - 1];
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

export function complementRanges(ranges: readonly CodeRange[]): CodeRange[] {
  const result: CodeRange[] = [];
  let next = 0;
  for (const [low, high] of mergeRanges(ranges)) {
    if (low > next) result.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= MAX_CODE_POINT) result.push([next, MAX_CODE_POINT]);
  return result;
}

export function sequence(left: RegexpTree, right: RegexpTree): RegexpTree {
  if (left.kind === 'nothing' || right.kind === 'nothing') return NOTHING;
  if (left.kind === 'empty') return right;
  if (right.kind === 'empty') return left;
  if (left.kind === 'sequence') return sequence(left.left, sequence(left.right, right));
  return { kind: 'sequence', left, right, key: `(${left.key}.${right.key})` };
}

export function star(inner: RegexpTree): RegexpTree {
  if (inner.kind === 'star') return inner;
  if (inner.kind === 'empty' || inner.kind === 'nothing') return EMPTY;
  return { kind: 'star', inner, key: `${inner.key}*` };
}

export function not(inner: RegexpTree): RegexpTree {
  if (inner.kind === 'not') return inner.inner;
  return { kind: 'not', inner, key: `~${inner.key}` };
}

export function either(parts: readonly RegexpTree[]): RegexpTree {
  const flat = flatten('either', parts).filter((part) => part.kind !== 'nothing');
  if (flat.some((part) => part.key === ANY_TEXT.key)) return ANY_TEXT;
  return combine('either', flat, NOTHING);
}

export function both(parts: readonly RegexpTree[]): RegexpTree {
  const flat = flatten('both', parts);
  if (flat.some((part) => part.kind === 'nothing')) return NOTHING;
  return combine('both', flat.filter((part) => part.key !== ANY_TEXT.key), ANY_TEXT);
}

function flatten(kind: 'either' | 'both', parts: readonly RegexpTree[]): RegexpTree[] {
  return parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
}

function combine(kind: 'either' | 'both', parts: readonly RegexpTree[], none: RegexpTree): RegexpTree {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  const keys = [...byKey.keys()].sort();
  const [firstKey] = keys;
  if (firstKey === undefined) return none;
  const unique = keys.flatMap((key) => byKey.get(key) ?? []);
  if (unique.length === 1) return unique[0] ?? none;
  return { kind, parts: unique, key: `${kind === 'either' ? '|' : '&'}(${keys.join(' ')})` };
}

/** True if the tree accepts the empty text. */
export function acceptsEmpty(tree: RegexpTree): boolean {
  switch (tree.kind) {
    case 'nothing':
    case 'set':
      return false;
    case 'empty':
    case 'star':
      return true;
    case 'sequence':
      return acceptsEmpty(tree.left) && acceptsEmpty(tree.right);
    case 'either':
      return tree.parts.some(acceptsEmpty);
    case 'both':
      return tree.parts.every(acceptsEmpty);
    case 'not':
      return !acceptsEmpty(tree.inner);
  }
}

/** What has to follow once `codePoint` has been read (Brzozowski's derivative). */
export function afterReading(tree: RegexpTree, codePoint: number): RegexpTree {
  switch (tree.kind) {
    case 'nothing':
    case 'empty':
      return NOTHING;
    case 'set':
      return tree.ranges.some(([low, high]) => codePoint >= low && codePoint <= high) ? EMPTY : NOTHING;
    case 'star':
      return sequence(afterReading(tree.inner, codePoint), tree);
    case 'not':
      return not(afterReading(tree.inner, codePoint));
    case 'either':
      return either(tree.parts.map((part) => afterReading(part, codePoint)));
    case 'both':
      return both(tree.parts.map((part) => afterReading(part, codePoint)));
    case 'sequence': {
      const first = sequence(afterReading(tree.left, codePoint), tree.right);
      return acceptsEmpty(tree.left) ? either([first, afterReading(tree.right, codePoint)]) : first;
    }
  }
}
