import { blockSize, type EventBlock } from './event_block';
import { sameText } from './same_text';

/** The time field of the events of a block. A cell is filled when it is first asked. */
export class TimeColumn {
  private readonly times = new Float64Array(blockSize);
  private readonly path: string;

  constructor(
    path: string,
    private readonly block: EventBlock
  ) {
    this.path = sameText(path);
  }

  /** Forgets the cells of the block before. */
  begin(): void {
    this.times.fill(Number.NaN, 0, this.block.length);
  }

  /** The only time of an event where it is a number; NaN for an event that must be read by itself. */
  time(offset: number): number {
    const known = this.times[offset] as number;
    return Number.isNaN(known) ? this.fill(offset) : known;
  }

  private fill(offset: number): number {
    const values = this.block.event(offset).values(this.path);
    const only = values[0];
    const time = values.length === 1 && typeof only === 'number' ? only : Number.NaN;
    this.times[offset] = time;
    return time;
  }
}
