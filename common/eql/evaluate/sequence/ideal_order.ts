/** What happened: events strictly by time, tiebreaker and arrival, nothing lost to ties, pages or limits (eql-semantics.md §4). */
import { comparePositions } from '../position';
import type { Hit, StageHits } from './hit';
import type { SequenceState } from './sequence_state';

interface OrderedHit {
  readonly hit: Hit;
  /** The stage, or -1 for `until`. */
  readonly stage: number;
}

/** The hits with their rank in the total order in place of tiebreaker and arrival, so that any two events are before each other one way. */
function ranked(hits: readonly OrderedHit[]): OrderedHit[] {
  const sorted = [...hits].sort((a, b) => comparePositions(a.hit.position, b.hit.position) || b.stage - a.stage);
  let rank = -1;
  let arrival = -1;
  return sorted.map(({ hit, stage }) => {
    rank += hit.arrival === arrival ? 0 : 1;
    arrival = hit.arrival;
    return { stage, hit: { ...hit, position: { time: hit.position.time, tiebreaker: undefined, order: rank } } };
  });
}

/** Feeds every hit in order; for one event the last stage first and `until` at the end, so that an event cannot fill two stages of one sequence. */
export function readInOrder({ stages, until, state }: { readonly stages: readonly StageHits[]; readonly until: StageHits | undefined; readonly state: SequenceState }): void {
  const all: OrderedHit[] = stages.flatMap((hits, stage) => hits.map((hit) => ({ hit, stage })));
  all.push(...(until ?? []).map((hit) => ({ hit, stage: -1 })));
  for (const { hit, stage } of ranked(all)) {
    if (stage < 0) {
      state.addUntil(hit);
    } else if (stage === 0) {
      state.start(hit);
    } else {
      state.advance(stage, hit);
    }
  }
}
