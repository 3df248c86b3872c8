import type { BadLine } from './event_line';
import { showText } from './show_text';

const shownAtMost = 20;

/** Counts lines that were passed over and names the first 20 as they come. */
export class BadLines {
  private count = 0;

  constructor(private readonly print: (line: string) => void) {}

  add({ file, line, reason }: BadLine): void {
    this.count += 1;
    if (this.count <= shownAtMost) this.print(showText(`${file}${line === 0 ? '' : `:${line}`}: ${reason}`));
  }

  /** Prints how many there were, where there were any. */
  finish(): void {
    if (this.count === 0) return;
    const rest = this.count - shownAtMost;
    this.print(`${this.count} ${this.count === 1 ? 'line was' : 'lines were'} passed over${rest > 0 ? `; ${rest} of them not shown` : ''}.`);
  }
}
