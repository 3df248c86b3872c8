/**
 * The state machine of a sequence as Elasticsearch keeps it: one list of partial sequences for each stage and key tuple, in order of insertion
 * (eql-observed.md §3.1 steps 4 and 5). (One concept: that state.)
 */
import { EqlError } from '../../errors/index';
import type { KeyTuple } from '../join_keys';
import { isBefore, type Position } from '../position';
import { extended, type Hit, isTooLong, lastHit, type Sequence } from './hit';

/** What the machine must know of the query. */
export interface SequenceRules {
  /** Number of positive stages. */
  readonly length: number;
  /** In the unit of `Position.time`; undefined without maxspan. */
  readonly maxSpan: number | bigint | undefined;
  /** Partial sequences kept at once. */
  readonly maxOpen: number;
}

/** A list with removal from the front that costs nothing. */
interface Group {
  items: Sequence[];
  start: number;
}

export class SequenceState {
  private readonly groups: Map<string, Group>[];
  private readonly untils = new Map<string, Position[]>();
  /** Partial sequences kept now. */
  open = 0;

  constructor(
    private readonly rules: SequenceRules,
    private readonly complete: (sequence: Sequence) => void
  ) {
    this.groups = Array.from({ length: rules.length }, () => new Map<string, Group>());
  }

  /** Puts a hit of the first stage at the end of its lists. */
  start(hit: Hit): void {
    for (const key of hit.tuples) {
      this.put(0, { key, hits: [hit] });
    }
  }

  /** Lets a hit of a later stage advance the sequence before it. */
  advance(stage: number, hit: Hit): void {
    for (const key of hit.tuples) {
      const sequence = this.takeBefore(stage - 1, key, hit.position);
      if (sequence !== undefined && !isTooLong(sequence, hit.position, this.rules.maxSpan) && !this.isStopped(sequence, key, hit.position)) {
        this.put(stage, extended(sequence, hit));
      }
    }
  }

  /** Remembers an event that ends sequences of its keys. Events come ascending. */
  addUntil(hit: Hit): void {
    for (const { identity } of hit.tuples) {
      const list = this.untils.get(identity);
      if (list === undefined) {
        this.untils.set(identity, [hit.position]);
      } else {
        list.push(hit.position);
      }
    }
  }

  /** Forgets the `until` events met so far. */
  dropUntils(): void {
    this.untils.clear();
  }

  /** Forgets all partial sequences. */
  clear(): void {
    this.groups.forEach((lists) => lists.clear());
    this.untils.clear();
    this.open = 0;
  }

  /** Whether a stage from `stage` on has partial sequences. */
  hasCandidates(stage: number): boolean {
    return this.groups.slice(stage).some((lists) => lists.size > 0);
  }

  /** Keeps in each list the latest sequence before the position and what is behind it. */
  trim(position: Position): void {
    for (const lists of this.groups) {
      for (const group of lists.values()) {
        const found = this.lastBefore(group, position);
        if (found > group.start) {
          this.open -= found - group.start;
          group.start = found;
        }
      }
    }
  }

  private put(stage: number, sequence: Sequence): void {
    if (stage === this.rules.length - 1) {
      this.complete(sequence);
      return;
    }
    const lists = this.groups[stage] as Map<string, Group>;
    const group = lists.get(sequence.key.identity);
    if (group === undefined) {
      lists.set(sequence.key.identity, { items: [sequence], start: 0 });
    } else {
      group.items.push(sequence);
    }
    this.open += 1;
    if (this.open > this.rules.maxOpen) {
      throw new EqlError('illegal_argument_exception', `more than ${this.rules.maxOpen} partial sequences are open at once (maxOpenSequences)`);
    }
  }

  /** The index of the last element before the position; the walk ends at the first that is not before. -1 for none. */
  private lastBefore({ items, start }: Group, position: Position): number {
    let found = -1;
    for (let index = start; index < items.length && isBefore(lastHit(items[index] as Sequence).position, position); index += 1) {
      found = index;
    }
    return found;
  }

  /** Takes the latest sequence before the position and drops all in front of it. */
  private takeBefore(stage: number, { identity }: KeyTuple, position: Position): Sequence | undefined {
    const lists = this.groups[stage] as Map<string, Group>;
    const group = lists.get(identity);
    const found = group === undefined ? -1 : this.lastBefore(group, position);
    if (group === undefined || found < 0) {
      return undefined;
    }
    const sequence = group.items[found];
    this.open -= found + 1 - group.start;
    group.start = found + 1;
    if (group.start === group.items.length) {
      lists.delete(identity);
    } else if (group.start > 64 && group.start * 2 > group.items.length) {
      group.items = group.items.slice(group.start);
      group.start = 0;
    }
    return sequence;
  }

  /** Whether the latest `until` before the hit is at or after the newest event of the sequence. */
  private isStopped(sequence: Sequence, { identity }: KeyTuple, position: Position): boolean {
    const list = this.untils.get(identity);
    const nearest = list === undefined ? undefined : latestBefore(list, position);
    return nearest !== undefined && !isBefore(nearest, lastHit(sequence).position);
  }
}

/** The last of the ascending positions that is before the given one; the walk ends at the first that is not. */
function latestBefore(list: readonly Position[], position: Position): Position | undefined {
  const unordered = list.findIndex(({ tiebreaker }) => tiebreaker === null);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(list[middle] as Position, position)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const stop = list.findIndex((until, index) => index >= unordered && !isBefore(until, position));
  return list[(unordered < 0 || stop < 0 ? low : Math.min(low, stop)) - 1];
}
