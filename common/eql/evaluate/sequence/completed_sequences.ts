import { compareTuples } from '../join_keys';
import { comparePositions } from '../position';
import { lastHit, type Sequence } from './hit';

/** By the position of the last event, then by keys. */
export function compareSequences(left: Sequence, right: Sequence): number {
  return comparePositions(lastHit(left).position, lastHit(right).position) || compareTuples(left.key, right.key);
}

/** The complete sequences; of several with the same last event and key the first is kept (eql-observed.md §3.1 step 6). */
export class CompletedSequences {
  private readonly found = new Map<string, Sequence>();

  add(sequence: Sequence): void {
    const identity = `${lastHit(sequence).position.order}:${sequence.key.identity}`;
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
