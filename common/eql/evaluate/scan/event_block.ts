import type { EqlEvent } from '../../schema/event_source';

/** Events are looked at so many at a time: what one test has read of them is still near when the next test asks. */
export const blockSize = 2048;

/** The events that are looked at now. Tests and columns name them by their offset in the block. */
export class EventBlock {
  start = 0;
  length = 0;

  /** Takes all events, in order of arrival; they must not change while they are searched. */
  constructor(readonly events: readonly EqlEvent[]) {}

  event(offset: number): EqlEvent {
    return this.events[this.start + offset] as EqlEvent;
  }
}
