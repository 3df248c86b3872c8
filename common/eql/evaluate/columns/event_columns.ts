import type { EqlEvent } from '../../schema/event_source';
import { sameText } from './same_text';

/** What a cell says when it is not the number of a text: not read yet, no value, or to be read from the event itself. */
export const noValue = 1;
export const notKept = 2;
const firstText = 3;

/** A field with more distinct texts is read from the events: numbering its values would cost more than it saves. */
const maxTexts = 4096;

/** One field of all events as numbers of distinct texts. A cell is filled when it is first asked. */
export class EventColumn {
  private readonly cells: Uint16Array;
  private readonly numbers = new Map<string, number>();
  private isFull = false;
  private readonly path: string;

  constructor(path: string, size: number) {
    this.path = sameText(path);
    this.cells = new Uint16Array(size);
  }

  /** {@link noValue}, {@link notKept}, or a number above that stands for the event's only text. */
  cell(row: number, event: EqlEvent): number {
    const known = this.cells[row] as number;
    return known !== 0 ? known : this.isFull ? notKept : this.fill(row, event);
  }

  private fill(row: number, event: EqlEvent): number {
    const values = event.values(this.path);
    const [only] = values;
    const cell = values.length === 0 ? noValue : values.length === 1 && typeof only === 'string' ? this.numberOf(only) : notKept;
    this.cells[row] = cell;
    return cell;
  }

  private numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = firstText + this.numbers.size;
      this.numbers.set(text, number);
      this.isFull = this.numbers.size >= maxTexts;
    }
    return number;
  }
}

/**
 * The columns that searches over the same events share: each field is read once, and each test is asked once for each distinct text. Takes the events in
 * order of arrival; they must not change afterwards.
 */
export class EventColumns {
  private readonly columns = new Map<string, EventColumn>();

  constructor(readonly events: readonly EqlEvent[]) {}

  column(path: string): EventColumn {
    let column = this.columns.get(path);
    if (column === undefined) {
      column = new EventColumn(path, this.events.length);
      this.columns.set(path, column);
    }
    return column;
  }
}
