import { compareTuples } from '../join_keys';
import { comparePositions, type Position } from '../position';
import type { PlacedSequence } from './placed_sequence';

/** As the state machine orders: a missing tiebreaker last. */
function compareLast(left: Position, right: Position): number {
  const sameTime = left.time === right.time;
  return sameTime && (left.tiebreaker === null) !== (right.tiebreaker === null) ? (left.tiebreaker === null ? 1 : -1) : comparePositions(left, right);
}

/** By the position of the last event, then by keys; sequences that end in events of one time without tiebreaker keep the order they were found in. */
function compareCompleted(left: PlacedSequence, right: PlacedSequence): number {
  const [a, b] = [left.lastPosition, right.lastPosition];
  return a.time === b.time && a.tiebreaker === null && b.tiebreaker === null ? 0 : compareLast(a, b) || compareTuples(left.key, right.key);
}

/** The complete sequences; of several with the same last event and key the first is kept (eql-observed.md §3.1 step 6), but for those without tiebreaker. */
export class CompletedSequences {
  private readonly found: PlacedSequence[] = [];
  /** By the number of an event: which of the found ones was the first that ends there, counted from 1. */
  private readonly firstEnding: Int32Array;
  /** The keys of the sequences that end in an event; only of events in which one was to be added to others. */
  private readonly keys = new Map<number, Set<string>>();

  /** Takes how many events there are. */
  constructor(events: number) {
    this.firstEnding = new Int32Array(events);
  }

  add(sequence: PlacedSequence): void {
    if (sequence.isUnordered || this.isNew(sequence.lastArrival, sequence.key.identity)) {
      this.found.push(sequence);
    }
  }

  get size(): number {
    return this.found.length;
  }

  /** In their order. */
  sorted(): readonly PlacedSequence[] {
    const { found } = this;
    const isSorted = found.every((sequence, index) => {
      const before = found[index - 1];
      return before === undefined || before.lastTime < sequence.lastTime || compareCompleted(before, sequence) <= 0;
    });
    return isSorted ? found : found.sort(compareCompleted);
  }

  private isNew(arrival: number, identity: string): boolean {
    const first = this.firstEnding[arrival] as number;
    if (first === 0) {
      this.firstEnding[arrival] = this.found.length + 1;
      return true;
    }
    const keys = this.keys.get(arrival) ?? new Set([this.found[first - 1]?.key.identity ?? '']);
    this.keys.set(arrival, keys);
    return keys.size < keys.add(identity).size;
  }
}
