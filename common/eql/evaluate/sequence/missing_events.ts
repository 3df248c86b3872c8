/** The test of complete base sequences against the missing terms (eql-semantics.md §4 "Missing events", eql-observed.md §3.7). */
import { EqlError } from '../../errors/index';
import type { CompiledQuery, CompiledStage } from '../compiled_query';
import { isPlainKey, missingKeyMatches, plainKeyText, plainKeyTexts } from '../join_keys';
import { firstHit, type Hit, lastHit, type Sequence } from './hit';
import type { HitSource } from './hit_finder';

/** A missing term and between which positive stages it stands. */
interface MissingTerm {
  readonly stage: CompiledStage;
  /** Positive stages before it. */
  readonly after: number;
}

interface Neighbours {
  readonly lead: Hit | undefined;
  readonly trail: Hit | undefined;
}

function timeBetween(first: Hit, last: Hit): number | bigint {
  const [from, to] = [first.position.time, last.position.time];
  return typeof from === 'bigint' && typeof to === 'bigint' ? to - from : Number(to) - Number(from);
}

export class MissingEvents {
  private readonly terms: readonly MissingTerm[];
  private readonly length: number;
  private readonly byKey = new Map<CompiledStage, Map<string, Hit[]>>();

  constructor(
    private readonly compiled: CompiledQuery,
    private readonly finder: HitSource,
    /** Ideal mode: keys are compared as sequences compare them, null with null; nothing is refused. */
    private readonly isIdeal: boolean
  ) {
    let positives = 0;
    this.terms = compiled.stages.flatMap((stage) => {
      positives += stage.missing ? 0 : 1;
      return stage.missing ? [{ stage, after: positives }] : [];
    });
    this.length = positives;
  }

  get isEmpty(): boolean {
    return this.terms.length === 0;
  }

  /** Whether nothing that must be missing is there. Throws where a key of the sequence is null: the whole query is refused then. */
  accepts(sequence: Sequence): boolean {
    if (!this.isIdeal && sequence.key.values.some(({ value }) => value === null)) {
      throw new EqlError('illegal_argument_exception', 'value cannot be null');
    }
    return this.terms.every((term) => this.isAbsentBetween(term, sequence)) && this.hasFreeWindow(sequence, this.neighbours(sequence));
  }

  private isAbsentBetween({ stage, after }: MissingTerm, sequence: Sequence): boolean {
    if (after === 0 || after === this.length) {
      return true;
    }
    const next = this.time(sequence.hits[after] as Hit);
    const found = this.firstAfter(this.hitsOf(stage, sequence), this.time(sequence.hits[after - 1] as Hit));
    return found === undefined || this.time(found) >= next;
  }

  /** The place of the first hit for which `isBeyond` holds; times ascend. */
  private search(hits: readonly Hit[], isBeyond: (time: number) => boolean): number {
    let low = 0;
    let high = hits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBeyond(this.time(hits[middle] as Hit))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private firstAfter(hits: readonly Hit[], time: number): Hit | undefined {
    return hits[this.search(hits, (found) => found > time)];
  }

  private lastBefore(hits: readonly Hit[], time: number): Hit | undefined {
    return hits[this.search(hits, (found) => found >= time) - 1];
  }

  private time(hit: Hit): number {
    return this.finder.positions.milliseconds(hit.position);
  }

  /** The latest leading match before the first event and the earliest trailing match after the last; compared by whole milliseconds. */
  private neighbours(sequence: Sequence): Neighbours {
    const begin = this.time(firstHit(sequence));
    const end = this.time(lastHit(sequence));
    let lead: Hit | undefined;
    let trail: Hit | undefined;
    for (const { stage, after } of this.terms) {
      const before = after === 0 ? this.lastBefore(this.hitsOf(stage, sequence), begin) : undefined;
      const behind = after === this.length ? this.firstAfter(this.hitsOf(stage, sequence), end) : undefined;
      lead = before !== undefined && (lead === undefined || before.position.time > lead.position.time) ? before : lead;
      trail = behind !== undefined && (trail === undefined || behind.position.time < trail.position.time) ? behind : trail;
    }
    return { lead, trail };
  }

  /** Whether some span of length maxspan holds the sequence and neither of the neighbours; spans are exact, nanoseconds too. */
  private hasFreeWindow(sequence: Sequence, { lead, trail }: Neighbours): boolean {
    const startsMissing = this.terms.some(({ after }) => after === 0);
    const endsMissing = this.terms.some(({ after }) => after === this.length);
    if ((startsMissing && lead === undefined) || (endsMissing && trail === undefined) || (!startsMissing && !endsMissing)) {
      return true;
    }
    const from = startsMissing ? lead : firstHit(sequence);
    const to = endsMissing ? trail : lastHit(sequence);
    return timeBetween(from as Hit, to as Hit) > this.finder.positions.length(this.compiled.maxSpanMs ?? Number.MAX_SAFE_INTEGER);
  }

  /** The hits of a missing term that have the sequence's key. */
  private hitsOf(stage: CompiledStage, sequence: Sequence): readonly Hit[] {
    const { identity, values } = sequence.key;
    const known = this.indexOf(stage);
    if (this.isIdeal) {
      return known.get(identity) ?? [];
    }
    if (stage.keys.every(isPlainKey)) {
      return known.get(values.reduce((text, { value }) => plainKeyText(text, value ?? ''), '')) ?? [];
    }
    let hits = known.get(identity);
    if (hits === undefined) {
      hits = this.hits(stage).filter(({ event }) => values.every((value, index) => missingKeyMatches(value, stage.keys[index] as never, event)));
      known.set(identity, hits);
    }
    return hits;
  }

  private hits(stage: CompiledStage): readonly Hit[] {
    const list = this.finder.find(stage);
    return Array.from({ length: list.length }, (_, index) => list.at(index));
  }

  /** Hits by key: all of them for plain keys, else those asked for so far. */
  private indexOf(stage: CompiledStage): Map<string, Hit[]> {
    const known = this.byKey.get(stage);
    if (known !== undefined) {
      return known;
    }
    const index = new Map<string, Hit[]>();
    for (const hit of this.isIdeal || stage.keys.every(isPlainKey) ? this.hits(stage) : []) {
      for (const text of this.isIdeal ? hit.tuples.map((tuple) => tuple.identity) : plainKeyTexts(stage.keys, hit.event)) {
        const list = index.get(text);
        if (list === undefined) {
          index.set(text, [hit]);
        } else if (list[list.length - 1] !== hit) {
          list.push(hit);
        }
      }
    }
    this.byKey.set(stage, index);
    return index;
  }
}
