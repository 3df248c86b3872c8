/** What happened: events strictly by time, tiebreaker and arrival, nothing lost to ties, pages or limits (eql-semantics.md §4). */
import { comparePositions, type Position } from '../position';
import type { HitList } from './hit_list';
import type { StrictSequences } from './strict_sequences';

interface Cursor {
  readonly hits: HitList;
  /** The stage, or -1 for `until`. */
  readonly stage: number;
  place: number;
  position: Position | undefined;
}

function move(cursor: Cursor): void {
  cursor.place += 1;
  cursor.position = cursor.place < cursor.hits.length ? cursor.hits.position(cursor.place) : undefined;
}

/** The cursor at the earliest hit; of one event the last stage. */
function earliest(cursors: readonly Cursor[]): Cursor | undefined {
  let found: Cursor | undefined;
  for (const cursor of cursors) {
    if (cursor.position !== undefined && (found?.position === undefined || comparePositions(cursor.position, found.position) < 0)) {
      found = cursor;
    }
  }
  return found;
}

/** Feeds every hit in order; for one event the last stage first and `until` at the end, so that an event cannot fill two stages of one sequence. */
export function readInOrder({ stages, until, state }: { readonly stages: readonly HitList[]; readonly until: HitList | undefined; readonly state: StrictSequences }): void {
  const numbered = stages.map((hits, stage) => ({ hits, stage })).reverse();
  const cursors: readonly Cursor[] = [...numbered, ...(until === undefined ? [] : [{ hits: until, stage: -1 }])].map((source) => ({ ...source, place: -1, position: undefined }));
  cursors.forEach(move);
  for (let next = earliest(cursors); next !== undefined; next = earliest(cursors)) {
    const hit = next.hits.at(next.place);
    if (next.stage < 0) {
      state.stop(hit);
    } else {
      state.accept(next.stage, hit);
    }
    move(next);
  }
}
