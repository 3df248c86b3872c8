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
  private readonly found: Sequence[] = [];
  /** The first key found with each last event, and any others there are. */
  private readonly keys = new Map<number, string>();
  private readonly otherKeys = new Map<number, Set<string>>();

  add(sequence: Sequence): void {
    const { arrival, position } = lastHit(sequence);
    if (position.tiebreaker === null || this.isNew(arrival, sequence.key.identity)) {
      this.found.push(sequence);
    }
  }

  get size(): number {
    return this.found.length;
  }

  /** In their order. */
  sorted(): readonly Sequence[] {
    const isSorted = this.found.every((sequence, index) => index === 0 || compareSequences(this.found[index - 1] as Sequence, sequence) <= 0);
    return isSorted ? this.found : this.found.sort(compareSequences);
  }

  private isNew(arrival: number, identity: string): boolean {
    const first = this.keys.get(arrival);
    if (first === undefined) {
      this.keys.set(arrival, identity);
      return true;
    }
    const others = this.otherKeys.get(arrival) ?? new Set<string>();
    if (first === identity || others.has(identity)) {
      return false;
    }
    this.otherKeys.set(arrival, others.add(identity));
    return true;
  }
}
