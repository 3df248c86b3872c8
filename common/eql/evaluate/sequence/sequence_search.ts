import type { EqlEvent } from '../../schema/event_source';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { foldsToNothing } from '../folds_to_nothing';
import { type Position, type PositionReader, positionReader } from '../position';
import { type FullRequest, runDefaults, type RunRequest } from '../run_request';
import { ConditionTree } from '../scan/condition_tree';
import { GrowingHits } from './hit_columns';
import type { HitSource } from './hit_finder';
import type { HitList } from './hit_list';
import { KeyNumbers } from './key_numbers';
import { type FoundSequence, sequencesOf } from './run_sequence';

interface StageHits {
  readonly stage: CompiledStage;
  readonly keys: KeyNumbers;
  readonly hits: GrowingHits;
}

/** What an event is to a sequence; one with no time or several meets a stage and still cannot take part. */
export type TakenEvent = 'no_match' | 'match' | 'no_time' | 'several_times';

const doubled = (length: number): number => length * 2;

/**
 * A sequence query over events that are given one by one, each asked at once: `run` over all of them gives the same sequences. Of an event that is a hit only its time
 * and keys are noted, and what the caller wants to keep of it; nothing of the others.
 */
export class SequenceSearch implements HitSource {
  readonly positions: PositionReader;
  private readonly request: FullRequest;
  private readonly terms: readonly StageHits[];
  private readonly conditions = new ConditionTree<StageHits>();
  private readonly kept: EqlEvent[] = [];
  private readonly known = new Map<number, HitList>();
  private readonly isEmpty: boolean;
  private readonly hasTiebreaker: boolean;
  /** Of the event that is taken now. */
  private position: Position | undefined;
  private isKept = false;

  /** Throws what keeps a stage from being searched. */
  constructor(
    private readonly compiled: CompiledQuery,
    request: Omit<RunRequest, 'shards'> = {}
  ) {
    const { stages, until, timestampField, tiebreakerField } = compiled;
    this.request = { ...runDefaults, ...request };
    this.isEmpty = foldsToNothing(compiled, this.request);
    this.positions = positionReader(timestampField, tiebreakerField);
    this.hasTiebreaker = tiebreakerField !== undefined;
    const distinct = new Map((until === undefined ? stages : [...stages, until]).map((stage) => [stage.term, stage]));
    for (const { failure } of distinct.values()) {
      if (failure !== undefined) {
        throw failure;
      }
    }
    this.terms = [...distinct.values()].map((stage) => ({ stage, keys: new KeyNumbers(stage), hits: new GrowingHits(this.hasTiebreaker) }));
    this.terms.forEach((term) => this.conditions.add(term.stage.matcher, term));
  }

  /**
   * Takes the next event in order of arrival; it may change afterwards. `keep` gives what stands for it in answers: an event with the same values. Throws `EqlError`
   * where a script fails on the event.
   */
  take(event: EqlEvent, keep: () => EqlEvent): TakenEvent {
    const met = this.conditions.targetsOf(event);
    if (met.length === 0) {
      return 'no_match';
    }
    const taken = this.look(event);
    this.isKept = false;
    for (let index = 0; index < met.length && taken === 'match'; index += 1) {
      this.note(met[index] as StageHits, event, keep);
    }
    return taken;
  }

  private look(event: EqlEvent): TakenEvent {
    if (this.positions.hasSeveralTimes(event)) {
      return 'several_times';
    }
    this.position = this.positions.read(event, this.kept.length);
    return this.position === undefined ? 'no_time' : 'match';
  }

  /** Adds a hit unless the event lacks a mandatory key. */
  private note({ keys, hits }: StageHits, event: EqlEvent, keep: () => EqlEvent): void {
    const key = keys.of(event);
    if (key < 0 || this.position === undefined) {
      return;
    }
    if (!this.isKept) {
      this.kept.push(keep());
      this.isKept = true;
    }
    hits.add(this.kept.length - 1, this.position.time, key, doubled);
    if (this.hasTiebreaker) {
      hits.addTiebreaker(this.position.tiebreaker ?? null);
    }
  }

  find(stage: CompiledStage): HitList {
    let list = this.known.get(stage.term);
    if (list === undefined) {
      const found = this.terms.find((one) => one.stage.term === stage.term);
      if (found === undefined) {
        throw new Error(`term ${stage.term} is not of this query`);
      }
      list = found.hits.list({ events: this.kept, tuples: found.keys.tuples, orderOf: undefined });
      this.known.set(stage.term, list);
    }
    return list;
  }

  /** All events were given. Throws `EqlError` where Elasticsearch refuses. */
  sequences(): readonly FoundSequence[] {
    return this.isEmpty ? [] : sequencesOf({ compiled: this.compiled, finder: this, events: this.kept.length, request: this.request });
  }
}
