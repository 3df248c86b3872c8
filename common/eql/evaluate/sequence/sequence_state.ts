/**
 * The state machine of a sequence as Elasticsearch keeps it: one list of partial sequences for each stage and key tuple, in order of insertion
 * (eql-observed.md §3.1 steps 4 and 5). (One concept: that state.)
 */
import { EqlError } from '../../errors/index';
import type { KeyTuple } from '../join_keys';
import { isBefore, type Position } from '../position';
import { type Hit, isLonger, type Sequence } from './hit';
import type { HitList } from './hit_list';

/** What the machine must know of the query. */
export interface SequenceRules {
  /** Number of positive stages. */
  readonly length: number;
  /** In the unit of `Position.time`; undefined without maxspan. */
  readonly maxSpan: number | bigint | undefined;
  /** Partial sequences kept at once. */
  readonly maxOpen: number;
}

/**
 * The partial sequences of one key in one stage: for each the places of its hits in the lists of the stages, one after the other. Removal from the front costs
 * nothing.
 */
interface Group {
  readonly key: KeyTuple;
  places: number[];
  start: number;
}

/** A complete sequence, made of hits only when somebody looks at them. */
class PlacedSequence implements Sequence {
  constructor(
    readonly key: KeyTuple,
    private readonly places: readonly number[],
    private readonly lists: readonly HitList[]
  ) {}

  get hits(): readonly Hit[] {
    return this.places.map((place, stage) => (this.lists[stage] as HitList).at(place));
  }
}

export class SequenceState {
  private readonly groups: readonly Map<string, Group>[];
  /** The list that the places of a stage are in. */
  private readonly lists: HitList[] = [];
  private readonly untils = new Map<string, Position[]>();
  /** Partial sequences kept now. */
  open = 0;

  /** `complete` hears of every complete sequence and the number of its last event. */
  constructor(
    private readonly rules: SequenceRules,
    private readonly complete: (sequence: Sequence, last: { readonly arrival: number; readonly position: Position }) => void
  ) {
    this.groups = Array.from({ length: rules.length }, () => new Map<string, Group>());
  }

  /** Puts a hit of the first stage at the end of its lists. The hit is named by its place; a stage has one list. */
  start(list: HitList, place: number): void {
    this.lists[0] = list;
    const tuples = list.tuples(place);
    for (let index = 0; index < tuples.length; index += 1) {
      this.put(0, tuples[index] as KeyTuple, [place]);
    }
  }

  /** Lets a hit of a later stage advance the sequence before it. Gives whether there was one. */
  advance(stage: number, list: HitList, place: number): boolean {
    this.lists[stage] = list;
    const waiting = this.groups[stage - 1] as Map<string, Group>;
    const tuples = list.tuples(place);
    let advanced = false;
    for (let index = 0; index < tuples.length; index += 1) {
      const { identity } = tuples[index] as KeyTuple;
      const group = waiting.get(identity);
      if (group === undefined) {
        continue;
      }
      const position = list.position(place);
      const places = this.takeBefore(stage - 1, group, position);
      if (places !== undefined && !this.isTooLong(places, position) && !this.isStopped(places, identity, position)) {
        places.push(place);
        this.put(stage, group.key, places);
        advanced = true;
      }
    }
    return advanced;
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
    this.groups.forEach((groups) => groups.clear());
    this.untils.clear();
    this.open = 0;
  }

  /** Whether a stage from `stage` on has partial sequences. */
  hasCandidates(stage: number): boolean {
    return this.groups.slice(stage).some((groups) => groups.size > 0);
  }

  /** Keeps in each list the latest sequence before the position and what is behind it. */
  trim(position: Position): void {
    this.groups.forEach((groups, stage) => {
      for (const group of groups.values()) {
        const found = this.lastBefore(stage, group, position);
        if (found > group.start) {
          this.open -= (found - group.start) / (stage + 1);
          group.start = found;
        }
      }
    });
  }

  private put(stage: number, key: KeyTuple, places: number[]): void {
    if (stage === this.rules.length - 1) {
      const last = places[stage] as number;
      const list = this.lists[stage] as HitList;
      this.complete(new PlacedSequence(key, places, this.lists), { arrival: list.arrival(last), position: list.position(last) });
      return;
    }
    const groups = this.groups[stage] as Map<string, Group>;
    const group = groups.get(key.identity);
    if (group === undefined) {
      groups.set(key.identity, { key, places, start: 0 });
    } else {
      for (let index = 0; index < places.length; index += 1) {
        group.places.push(places[index] as number);
      }
    }
    this.open += 1;
    if (this.open > this.rules.maxOpen) {
      throw new EqlError('illegal_argument_exception', `more than ${this.rules.maxOpen} partial sequences are open at once (maxOpenSequences)`);
    }
  }

  /** Where the last sequence before the position starts among the places; the walk ends at the first that is not before. -1 for none. */
  private lastBefore(stage: number, { places, start }: Group, position: Position): number {
    const list = this.lists[stage] as HitList;
    let found = -1;
    for (let index = start; index < places.length; index += stage + 1) {
      const last = places[index + stage] as number;
      const time = list.time(last);
      if (time > position.time || (time === position.time && !isBefore(list.position(last), position))) {
        break;
      }
      found = index;
    }
    return found;
  }

  /** Takes the latest sequence before the position and drops all in front of it. */
  private takeBefore(stage: number, group: Group, position: Position): number[] | undefined {
    const found = this.lastBefore(stage, group, position);
    if (found < 0) {
      return undefined;
    }
    const length = stage + 1;
    const places = group.places.slice(found, found + length);
    this.open -= (found - group.start) / length + 1;
    group.start = found + length;
    if (group.start === group.places.length) {
      (this.groups[stage] as Map<string, Group>).delete(group.key.identity);
    } else if (group.start > 64 && group.start * 2 > group.places.length) {
      group.places = group.places.slice(group.start);
      group.start = 0;
    }
    return places;
  }

  private isTooLong(places: readonly number[], { time }: Position): boolean {
    return isLonger((this.lists[0] as HitList).time(places[0] as number), time, this.rules.maxSpan);
  }

  private lastOf(places: readonly number[]): Position {
    return (this.lists[places.length - 1] as HitList).position(places[places.length - 1] as number);
  }

  /** Whether the latest `until` before the hit is at or after the newest event of the sequence. */
  private isStopped(places: readonly number[], identity: string, position: Position): boolean {
    const list = this.untils.get(identity);
    const nearest = list === undefined ? undefined : latestBefore(list, position);
    return nearest !== undefined && !isBefore(nearest, this.lastOf(places));
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
