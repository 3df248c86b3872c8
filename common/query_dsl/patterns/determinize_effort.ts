import type { WildcardPart } from './wildcard_pattern';

/** Lucene's limit on the work of turning a pattern into a deterministic automaton. */
const WORK_LIMIT = 10_000;
const EFFORT_LIMIT = WORK_LIMIT * 10;
/** Patterns below this size can only be too complex through `?` after `*`. */
const SMALL_PATTERN = 300;

/**
 * Elasticsearch's refusal of a wildcard pattern that Lucene cannot make deterministic within its limit; undefined = accepted.
 * Follows Lucene's subset construction on the pattern's automaton and counts the same effort.
 */
export function wildcardTooComplex(parts: readonly WildcardPart[]): string | undefined {
  const steps = toSteps(parts);
  const firstStar = steps.indexOf('*');
  if (firstStar < 0) return undefined;
  if (steps.length < SMALL_PATTERN && !steps.slice(firstStar).includes('?')) return undefined;
  if (!exceedsEffort(steps)) return undefined;
  const literals = steps.filter((step) => step !== '*').length;
  const states = literals + 2;
  return `Determinizing automaton with ${states} states and ${literals + (steps.length - literals) + 1} transitions would require more than ${WORK_LIMIT} effort.`;
}

/** One entry a code point: the character, `?` or `*` (a literal star or question mark is written with a backslash). */
function toSteps(parts: readonly WildcardPart[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'any') return ['*'];
    if (part.kind === 'one') return ['?'];
    return Array.from(part.text, (character) => (character === '*' || character === '?' ? `\\${character}` : character));
  });
}

/** Positions are the places between consuming steps; a position with a loop stands after a `*`. */
function exceedsEffort(steps: readonly string[]): boolean {
  const consuming: string[] = [];
  const loops = new Set<number>();
  for (const step of steps) {
    if (step === '*') loops.add(consuming.length);
    else consuming.push(step);
  }
  const alphabet = [...new Set(consuming.filter((step) => step !== '?')), ''];
  const seen = new Set<string>(['0']);
  const queue: number[][] = [[0]];
  let effort = 0;
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    effort += state.length;
    if (effort >= EFFORT_LIMIT) return true;
    for (const character of alphabet) {
      const next = successor(state, character, consuming, loops);
      const key = next.join(',');
      if (next.length > 0 && !seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return false;
}

function successor(state: readonly number[], character: string, consuming: readonly string[], loops: ReadonlySet<number>): number[] {
  const next = new Set<number>();
  for (const position of state) {
    if (loops.has(position)) next.add(position);
    const step = consuming[position];
    if (step !== undefined && (step === '?' || step === character)) next.add(position + 1);
  }
  return [...next].sort((left, right) => left - right);
}
