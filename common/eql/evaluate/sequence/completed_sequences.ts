import { compareTuples } from '../join_keys';
import { comparePositions, type Position } from '../position';
import type { Sequence } from './hit';

/** As the state machine orders: a missing tiebreaker last. */
function compareLast(left: Position, right: Position): number {
  const sameTime = left.time === right.time;
  return sameTime && (left.tiebreaker === null) !== (right.tiebreaker === null) ? (left.tiebreaker === null ? 1 : -1) : comparePositions(left, right);
}

interface Completed {
  readonly sequence: Sequence;
  readonly last: Position;
}

/** By the position of the last event, then by keys; sequences that end in events of one time without tiebreaker keep the order they were found in. */
function compareCompleted({ sequence: left, last: a }: Completed, { sequence: right, last: b }: Completed): number {
  return a.time === b.time && a.tiebreaker === null && b.tiebreaker === null ? 0 : compareLast(a, b) || compareTuples(left.key, right.key);
}

/** The complete sequences; of several with the same last event and key the first is kept (eql-observed.md §3.1 step 6), but for those without tiebreaker. */
export class CompletedSequences {
  private readonly found: Completed[] = [];
  /** The first key found with each last event, and any others there are. */
  private readonly keys = new Map<number, string>();
  private readonly otherKeys = new Map<number, Set<string>>();

  /** Takes a sequence, and its last event's number and position. */
  add(sequence: Sequence, { arrival, position }: { readonly arrival: number; readonly position: Position }): void {
    if (position.tiebreaker === null || this.isNew(arrival, sequence.key.identity)) {
      this.found.push({ sequence, last: position });
    }
  }

  get size(): number {
    return this.found.length;
  }

  /** In their order. */
  sorted(): readonly Sequence[] {
    const { found } = this;
    const isSorted = found.every((completed, index) => index === 0 || compareCompleted(found[index - 1] as Completed, completed) <= 0);
    return (isSorted ? found : found.sort(compareCompleted)).map(({ sequence }) => sequence);
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
