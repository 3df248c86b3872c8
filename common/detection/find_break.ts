import type { CompiledQuery, CompiledStage, EqlEvent } from '../eql';

/** Why events that match every term of a sequence are no sequence. `events` are indices of the pair that came furthest. */
export interface SequenceBreak {
  /**
   * `term`: some term is matched by no event; `key`: no two events share the join key; `order`: they share it, but the later term's event came first or at the
   * same time; `maxspan`: in order, but too far apart; `none`: nothing stands in the way (until or a missing event may).
   */
  readonly cause: 'term' | 'key' | 'order' | 'maxspan' | 'none';
  /** The term that could not be joined, from 1. */
  readonly position: number;
  readonly events?: readonly [number, number];
  /** Milliseconds between the two, where the order or maxspan decided; negative for the wrong order. */
  readonly gapMs?: number;
}

interface StageEvents {
  readonly stage: CompiledStage;
  readonly matching: ReadonlyArray<{ readonly index: number; readonly event: EqlEvent }>;
}

/** A partial sequence: its first event's time and its last event. */
interface Partial {
  readonly key: string;
  readonly startMs: number;
  readonly lastMs: number;
  readonly index: number;
}

/** Joins the matching events term by term and tells where that ends, and why. */
export function findBreak(compiled: CompiledQuery, stages: readonly StageEvents[]): SequenceBreak {
  let partials: Partial[] = [];
  for (const [number, { stage, matching }] of stages.entries()) {
    const position = number + 1;
    const candidates = matching.flatMap(({ index, event }) => keysOf(stage, event).map((key) => ({ index, key, atMs: timeOf(compiled, event) })));
    if (candidates.length === 0) return { cause: matching.length === 0 ? 'term' : 'key', position };
    if (position === 1) partials = candidates.map(({ index, key, atMs }) => ({ key, startMs: atMs, lastMs: atMs, index }));
    else {
      const joined = join(partials, candidates, compiled.maxSpanMs);
      if (joined.partials.length === 0) return { position, ...joined.why };
      partials = joined.partials;
    }
  }
  return { cause: 'none', position: stages.length };
}

interface Candidate {
  readonly index: number;
  readonly key: string;
  readonly atMs: number;
}

function join(partials: readonly Partial[], candidates: readonly Candidate[], maxSpanMs: number | undefined): { partials: Partial[]; why: Omit<SequenceBreak, 'position'> } {
  const joined: Partial[] = [];
  let late: Omit<SequenceBreak, 'position'> | undefined;
  let early: Omit<SequenceBreak, 'position'> | undefined;
  for (const candidate of candidates) {
    for (const partial of partials) {
      if (partial.key !== candidate.key) continue;
      const events = [partial.index, candidate.index] as const;
      const gapMs = candidate.atMs - partial.lastMs;
      if (gapMs <= 0) early = nearest(early, { cause: 'order', events, gapMs });
      else if (maxSpanMs !== undefined && candidate.atMs - partial.startMs > maxSpanMs) late = nearest(late, { cause: 'maxspan', events, gapMs: candidate.atMs - partial.startMs });
      else joined.push({ key: partial.key, startMs: partial.startMs, lastMs: candidate.atMs, index: candidate.index });
    }
  }
  return { partials: joined, why: late ?? early ?? { cause: 'key' } };
}

function nearest(found: Omit<SequenceBreak, 'position'> | undefined, other: Omit<SequenceBreak, 'position'>): Omit<SequenceBreak, 'position'> {
  return found?.gapMs !== undefined && Math.abs(found.gapMs) <= Math.abs(other.gapMs ?? 0) ? found : other;
}

function keysOf(stage: CompiledStage, event: EqlEvent): string[] {
  return stage.readTuples(event).map((tuple) => tuple.identity);
}

function timeOf(compiled: CompiledQuery, event: EqlEvent): number {
  const value = event.values(compiled.timestampField.path)[0];
  return typeof value === 'bigint' ? Number(value / 1_000_000n) : typeof value === 'number' ? value : 0;
}
