import { acceptsEmpty, afterReading, ANY_TEXT, mergeRanges, NOTHING, type CodeRange, type RegexpTree, either, sequence, both, not, star, characterSet } from './regexp_tree';

/** Too many states: Elasticsearch refuses such patterns as too complex to determinise. */
export class RegexpTooComplexError extends Error {}

const MAX_STATES = 10_000;

interface State {
  readonly tree: RegexpTree;
  readonly accepts: boolean;
  readonly next: (State | undefined)[];
}

/** Tests whole texts against a tree: one table step for each code point; the table grows as texts need it. */
export class RegexpMatcher {
  private readonly states = new Map<string, State>();
  private readonly boundaries: readonly number[];
  private readonly start: State;

  constructor(tree: RegexpTree) {
    this.boundaries = classBoundaries(tree);
    this.start = this.stateOf(tree);
  }

  /** Throws RegexpTooComplexError if the text needs more states than allowed. */
  matches(text: string): boolean {
    let state = this.start;
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at) ?? 0;
      at += code > 0xffff ? 2 : 1;
      const index = this.classOf(code);
      let next = state.next[index];
      if (!next) {
        next = this.stateOf(afterReading(state.tree, code));
        state.next[index] = next;
      }
      if (next.tree === NOTHING) return false;
      if (next.tree === ANY_TEXT) return true;
      state = next;
    }
    return state.accepts;
  }

  private stateOf(tree: RegexpTree): State {
    const known = this.states.get(tree.key);
    if (known) return known;
    if (this.states.size >= MAX_STATES) throw new RegexpTooComplexError('too many states');
    const state: State = { tree, accepts: acceptsEmpty(tree), next: [] };
    this.states.set(tree.key, state);
    return state;
  }

  /** Index of the stretch of code points that all sets of the pattern treat alike. */
  private classOf(code: number): number {
    let low = 0;
    let high = this.boundaries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.boundaries[middle] ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function classBoundaries(tree: RegexpTree): number[] {
  const starts = new Set<number>();
  for (const [low, high] of rangesOf(tree)) {
    starts.add(low);
    starts.add(high + 1);
  }
  return [...starts].sort((left, right) => left - right);
}

function rangesOf(tree: RegexpTree): readonly CodeRange[] {
  switch (tree.kind) {
    case 'set':
      return tree.ranges;
    case 'sequence':
      return [...rangesOf(tree.left), ...rangesOf(tree.right)];
    case 'either':
    case 'both':
      return tree.parts.flatMap(rangesOf);
    case 'star':
    case 'not':
      return rangesOf(tree.inner);
    default:
      return [];
  }
}

/** The tree with every set widened so that the letters A to Z match either case. */
export function foldAsciiCase(tree: RegexpTree): RegexpTree {
  switch (tree.kind) {
    case 'set':
      return characterSet(mergeRanges([...tree.ranges, ...tree.ranges.flatMap(otherCase)]));
    case 'sequence':
      return sequence(foldAsciiCase(tree.left), foldAsciiCase(tree.right));
    case 'either':
      return either(tree.parts.map(foldAsciiCase));
    case 'both':
      return both(tree.parts.map(foldAsciiCase));
    case 'star':
      return star(foldAsciiCase(tree.inner));
    case 'not':
      return not(foldAsciiCase(tree.inner));
    default:
      return tree;
  }
}

/** Only single letters fold, as Lucene folds a written character but not a range. */
function otherCase([low, high]: CodeRange): CodeRange[] {
  if (low !== high) return [];
  if (low >= 65 && low <= 90) return [[low + 32, low + 32]];
  return low >= 97 && low <= 122 ? [[low - 32, low - 32]] : [];
}
