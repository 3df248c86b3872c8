/**
 * The state machine of a sequence as Elasticsearch keeps it: one list of partial sequences for each stage and key tuple, in order of insertion
 * (eql-observed.md §3.1 steps 4 and 5). (One concept: that state.)
 */
import { EqlError } from '../../errors/index';
import type { KeyTuple } from '../join_keys';
import { isBefore, type Position } from '../position';
import { type Hit, isLonger } from './hit';
import type { HitList } from './hit_list';
import { PlacedSequence } from './placed_sequence';

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

/** A position, or the place of a hit in its list: its position is only read when it is needed. */
type Point = { readonly position: Position } | { readonly list: HitList; readonly place: number };

function timeOf(point: Point): number | bigint {
  return 'list' in point ? point.list.time(point.place) : point.position.time;
}

function positionOf(point: Point): Position {
  return 'list' in point ? point.list.position(point.place) : point.position;
}

export class SequenceState {
  private readonly groups: readonly Map<string, Group>[];
  /** The list that the places of a stage are in. */
  private readonly lists: HitList[] = [];
  private readonly untils = new Map<string, Position[]>();
  /** Partial sequences kept now. */
  open = 0;

  constructor(
    private readonly rules: SequenceRules,
    private readonly complete: (sequence: PlacedSequence) => void
  ) {
    this.groups = Array.from({ length: rules.length }, () => new Map<string, Group>());
  }

  /** Puts a hit of the first stage at the end of its lists. The hit is named by its place; a stage has one list. */
  start(list: HitList, place: number): void {
    this.lists[0] = list;
    const tuples = list.tuples(place);
    for (let index = 0; index < tuples.length; index += 1) {
      this.putFirst(tuples[index] as KeyTuple, place);
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
      const places = this.takeBefore(stage - 1, group, { list, place });
      if (places !== undefined && !this.isTooLong(places, list.time(place)) && !this.isStopped(places, identity, { list, place })) {
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
        const found = this.lastBefore(stage, group, { position });
        if (found > group.start) {
          this.open -= (found - group.start) / (stage + 1);
          group.start = found;
        }
      }
    });
  }

  private putFirst(key: KeyTuple, place: number): void {
    const groups = this.groups[0] as Map<string, Group>;
    const group = groups.get(key.identity);
    if (this.rules.length === 1 || group === undefined) {
      this.put(0, key, [place]);
    } else {
      group.places.push(place);
      this.count();
    }
  }

  private put(stage: number, key: KeyTuple, places: number[]): void {
    if (stage === this.rules.length - 1) {
      this.complete(new PlacedSequence(key, places, this.lists));
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
    this.count();
  }

  private count(): void {
    this.open += 1;
    if (this.open > this.rules.maxOpen) {
      throw new EqlError('illegal_argument_exception', `more than ${this.rules.maxOpen} partial sequences are open at once (maxOpenSequences)`);
    }
  }

  /** Where the last sequence before the point starts among the places; the walk ends at the first that is not before. -1 for none. */
  private lastBefore(stage: number, { places, start }: Group, point: Point): number {
    const list = this.lists[stage] as HitList;
    const pointTime = timeOf(point);
    let found = -1;
    for (let index = start; index < places.length; index += stage + 1) {
      const last = places[index + stage] as number;
      const time = list.time(last);
      if (time > pointTime || (time === pointTime && !isBefore(list.position(last), positionOf(point)))) {
        break;
      }
      found = index;
    }
    return found;
  }

  /** Takes the latest sequence before the point and drops all in front of it. */
  private takeBefore(stage: number, group: Group, point: Point): number[] | undefined {
    const found = this.lastBefore(stage, group, point);
    if (found < 0) {
      return undefined;
    }
    const length = stage + 1;
    const places = length === 1 ? [group.places[found] as number] : group.places.slice(found, found + length);
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

  private isTooLong(places: readonly number[], time: number | bigint): boolean {
    return isLonger((this.lists[0] as HitList).time(places[0] as number), time, this.rules.maxSpan);
  }

  private lastOf(places: readonly number[]): Position {
    return (this.lists[places.length - 1] as HitList).position(places[places.length - 1] as number);
  }

  /** Whether the latest `until` before the hit is at or after the newest event of the sequence. */
  private isStopped(places: readonly number[], identity: string, point: Point): boolean {
    const list = this.untils.get(identity);
    const nearest = list === undefined ? undefined : latestBefore(list, positionOf(point));
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
