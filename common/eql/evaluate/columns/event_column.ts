import type { EqlEvent } from '../../schema/event_source';
import { sameText } from './same_text';

/** What a cell says when it is not the number of a text: not read yet, no value, to be read from the event itself, one text that has no number. */
const unread = 0;
export const noValue = 1;
export const notKept = 2;
export const loneText = 3;
export const firstText = 4;

/** Cells are 16 bits wide. */
const maxTexts = 0xffff - firstText;
/** Whether texts repeat is asked when there are this many different ones, and again at each doubling. */
const firstCheck = 4096;
/** Texts repeat when fewer than this share of what was read is new; numbering the values of other fields costs more than it saves. */
const newShare = 0.8;

/** One field of all events: numbers of distinct texts, or the texts themselves where they hardly repeat. A cell is filled when it is first asked. */
export class EventColumn {
  readonly cells: Uint16Array;
  private readonly numbers = new Map<string, number>();
  private readonly path: string;
  private texts: (string | undefined)[] | undefined;
  private read = 0;
  private nextCheck = firstCheck;
  private lastText: string | undefined;
  private lastNumber = 0;

  constructor(
    path: string,
    private readonly events: readonly EqlEvent[]
  ) {
    this.path = sameText(path);
    this.cells = new Uint16Array(events.length);
  }

  /** {@link noValue}, {@link notKept}, {@link loneText}, or the number of the event's only text. */
  cell(row: number): number {
    const known = this.cells[row] as number;
    return known === unread ? this.fill(row) : known;
  }

  /** The text of a row whose cell is {@link loneText}. */
  text(row: number): string {
    return this.texts?.[row] ?? '';
  }

  private fill(row: number): number {
    const values = (this.events[row] as EqlEvent).values(this.path);
    const only = values[0];
    const cell = values.length === 0 ? noValue : values.length === 1 && typeof only === 'string' ? this.numberOf(only, row) : notKept;
    this.cells[row] = cell;
    return cell;
  }

  private numberOf(text: string, row: number): number {
    if (this.texts !== undefined) {
      this.texts[row] = text;
      return loneText;
    }
    this.read += 1;
    if (text === this.lastText) {
      return this.lastNumber;
    }
    const number = this.numbers.get(text) ?? this.addNumber(text);
    this.lastText = text;
    this.lastNumber = number;
    return number;
  }

  private addNumber(text: string): number {
    const { size } = this.numbers;
    const number = firstText + size;
    this.numbers.set(text, number);
    if (size + 1 >= this.nextCheck) {
      this.nextCheck = Math.min(this.nextCheck * 2, maxTexts);
      if (size + 1 >= maxTexts || size > this.read * newShare) {
        this.texts = new Array<string | undefined>(this.events.length);
      }
    }
    return number;
  }
}
