import type { EqlEvent } from '../../schema/event_source';
import { sameText } from './same_text';

/** The time field of all events. A cell is filled when it is first asked. */
export class TimeColumn {
  private readonly times: Float64Array;
  private readonly path: string;

  constructor(
    path: string,
    private readonly events: readonly EqlEvent[]
  ) {
    this.path = sameText(path);
    this.times = new Float64Array(events.length).fill(Number.NaN);
  }

  /** The only time of an event where it is a number; NaN for an event that must be read by itself. */
  time(row: number): number {
    const known = this.times[row] as number;
    return Number.isNaN(known) ? this.fill(row) : known;
  }

  private fill(row: number): number {
    const values = (this.events[row] as EqlEvent).values(this.path);
    const only = values[0];
    const time = values.length === 1 && typeof only === 'number' ? only : Number.NaN;
    this.times[row] = time;
    return time;
  }
}
