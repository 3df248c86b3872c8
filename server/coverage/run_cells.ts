import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { judgeCells, type CoverageCell, type MatrixOrder } from '../../common/coverage';

/** Longest work without letting Kibana answer others; a single step may take longer. */
const sliceMs = 10;

/** `asked`: somebody waits for it. `background`: nobody does, so that it takes at most half of one processor. */
export type Pace = 'asked' | 'background';

/** Runs cells in small steps. */
export async function runCells(order: MatrixOrder, pace: Pace): Promise<CoverageCell[]> {
  const cells: CoverageCell[] = [];
  await runSteps(collect(), pace);
  return cells;

  function* collect(): Generator<undefined> {
    for (const cell of judgeCells(order)) {
      if (cell) cells.push(cell);
      yield undefined;
    }
  }
}

/** Runs work to its end, and lets others go first wherever it took a slice's time. Gives what the work returns. */
export async function runSteps<T>(steps: Generator<undefined, T>, pace: Pace): Promise<T> {
  let startedMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const workedMs = performance.now() - startedMs;
    if (workedMs < sliceMs) continue;
    await (pace === 'background' ? wait(workedMs) : setImmediate());
    startedMs = performance.now();
  }
}
