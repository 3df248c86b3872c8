import type { PathTest } from './path_test';
import { loneText, notKept, type TextColumn } from './text_column';

/** Verdicts of so many tests fit in one number; a verdict not asked for yet is negative. */
export const maxTests = 30;
const unknown = -1;

/** The verdicts of several tests on one column, one bit each: asked once for each distinct text. */
export class NumberedVerdicts {
  private masks = new Int32Array(16).fill(unknown);

  constructor(
    private readonly column: TextColumn,
    private readonly tests: readonly PathTest[]
  ) {}

  /** Bit n is set where test n accepts the event. */
  of(offset: number): number {
    const cell = this.column.cell(offset);
    const mask = cell < this.masks.length ? (this.masks[cell] as number) : unknown;
    return mask === unknown ? this.ask(cell, offset) : mask;
  }

  private ask(cell: number, offset: number): number {
    let mask = 0;
    for (let index = 0; index < this.tests.length; index += 1) {
      mask |= (this.tests[index] as PathTest).accepts(offset) ? 1 << index : 0;
    }
    if (cell !== notKept && cell !== loneText) {
      this.keep(cell, mask);
    }
    return mask;
  }

  private keep(cell: number, mask: number): void {
    if (cell >= this.masks.length) {
      const grown = new Int32Array(Math.max(cell + 1, this.masks.length * 2)).fill(unknown);
      grown.set(this.masks);
      this.masks = grown;
    }
    this.masks[cell] = mask;
  }
}
