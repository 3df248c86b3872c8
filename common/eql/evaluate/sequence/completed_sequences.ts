import { compareTuples } from '../join_keys';
import { comparePositions, type Position } from '../position';
import { lastHit, type Sequence } from './hit';

/** As the state machine orders: a missing tiebreaker last. */
function compareLast(left: Position, right: Position): number {
  const sameTime = left.time === right.time;
  return sameTime && (left.tiebreaker === null) !== (right.tiebreaker === null) ? (left.tiebreaker === null ? 1 : -1) : comparePositions(left, right);
}

/** By the position of the last event, then by keys; sequences that end in events of one time without tiebreaker keep the order they were found in. */
export function compareSequences(left: Sequence, right: Sequence): number {
  const [a, b] = [lastHit(left).position, lastHit(right).position];
  return a.time === b.time && a.tiebreaker === null && b.tiebreaker === null ? 0 : compareLast(a, b) || compareTuples(left.key, right.key);
}

/** The complete sequences; of several with the same last event and key the first is kept (eql-observed.md §3.1 step 6), but for those without tiebreaker. */
export class CompletedSequences {
  private readonly found = new Map<string, Sequence>();
  private unordered = 0;

  add(sequence: Sequence): void {
    const { arrival, position: { tiebreaker } } = lastHit(sequence);
    this.unordered += tiebreaker === null ? 1 : 0;
    const identity = `${arrival}:${tiebreaker === null ? this.unordered : ''}:${sequence.key.identity}`;
    if (!this.found.has(identity)) {
      this.found.set(identity, sequence);
    }
  }

  get size(): number {
    return this.found.size;
  }

  /** In their order. */
  sorted(): readonly Sequence[] {
    return [...this.found.values()].sort(compareSequences);
  }
}
