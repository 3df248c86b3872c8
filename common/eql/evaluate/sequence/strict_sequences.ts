import { EqlError } from '../../errors/index';
import { extended, firstHit, type Hit, isLonger, lastHit, type Sequence } from './hit';
import type { SequenceRules } from './sequence_state';

/** Below so many open sequences nobody looks for expired ones. */
const sweepsFrom = 1024;

/**
 * The state machine over events in strict order: what happened. Every hit advances the latest sequence of its key, and what stood in front of that one is
 * dropped (eql-semantics.md §4); so one sequence for each stage and key is enough. Sequences that maxspan has ended are dropped too, at the latest when there
 * are twice as many as were open: what is kept grows with the open sequences and not with the events.
 */
export class StrictSequences {
  private readonly latest: readonly Map<string, Sequence>[];
  private sweepAt = sweepsFrom;
  private openNow = 0;

  constructor(
    private readonly rules: SequenceRules,
    private readonly complete: (sequence: Sequence) => void
  ) {
    this.latest = Array.from({ length: rules.length }, () => new Map<string, Sequence>());
  }

  /** Partial sequences kept now. */
  get open(): number {
    return this.openNow;
  }

  /** Takes a hit of a stage. Hits come in order; those of one event from the last stage to the first, so that it does not fill two places of one sequence. */
  accept(stage: number, hit: Hit): void {
    for (const key of hit.tuples) {
      if (stage === 0) {
        this.put(0, { key, hits: [hit] });
        continue;
      }
      const before = this.take(stage - 1, key.identity);
      if (before !== undefined && !isLonger(firstHit(before).position.time, hit.position.time, this.rules.maxSpan)) {
        this.put(stage, extended(before, hit));
      }
    }
  }

  /** Takes a hit of `until`: it ends what is open with its keys. Comes after what the same event is to the stages. */
  stop(hit: Hit): void {
    for (const { identity } of hit.tuples) {
      this.latest.forEach((_, stage) => this.take(stage, identity));
    }
  }

  private take(stage: number, identity: string): Sequence | undefined {
    const sequences = this.latest[stage] as Map<string, Sequence>;
    const sequence = sequences.get(identity);
    if (sequence !== undefined) {
      sequences.delete(identity);
      this.openNow -= 1;
    }
    return sequence;
  }

  private put(stage: number, sequence: Sequence): void {
    if (stage === this.rules.length - 1) {
      this.complete(sequence);
      return;
    }
    const sequences = this.latest[stage] as Map<string, Sequence>;
    const { identity } = sequence.key;
    this.openNow += sequences.has(identity) ? 0 : 1;
    sequences.set(identity, sequence);
    if (this.openNow > Math.min(this.sweepAt, this.rules.maxOpen)) {
      this.sweep(sequence);
    }
  }

  /** Drops what is too long at the newest hit. */
  private sweep(newest: Sequence): void {
    const { time } = lastHit(newest).position;
    for (const sequences of this.latest) {
      for (const [identity, sequence] of sequences) {
        if (isLonger(firstHit(sequence).position.time, time, this.rules.maxSpan)) {
          sequences.delete(identity);
          this.openNow -= 1;
        }
      }
    }
    this.sweepAt = Math.max(sweepsFrom, this.openNow * 2);
    if (this.openNow > this.rules.maxOpen) {
      throw new EqlError('illegal_argument_exception', `more than ${this.rules.maxOpen} partial sequences are open at once (maxOpenSequences)`);
    }
  }
}
