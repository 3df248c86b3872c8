import { blockSize, type EventBlock } from './event_block';
import { sameText } from './same_text';
import { TextLiterals } from './text_literals';

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

/**
 * One field of the events of a block: numbers of distinct texts, or the texts themselves where they hardly repeat. A cell is filled when it is first asked;
 * numbers stay from block to block.
 */
export class TextColumn {
  /** The literals of the patterns that its texts are held against. */
  readonly literals = new TextLiterals();
  private readonly cells = new Uint16Array(blockSize);
  private readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly path: string;
  private isNumbered = true;
  private read = 0;
  private nextCheck = firstCheck;
  private lastText: string | undefined;
  private lastNumber = 0;

  constructor(
    path: string,
    private readonly block: EventBlock
  ) {
    this.path = sameText(path);
  }

  /** Forgets the cells of the block before. */
  begin(): void {
    this.cells.fill(unread, 0, this.block.length);
    this.literals.begin();
  }

  /** {@link noValue}, {@link notKept}, {@link loneText}, or the number of the event's only text. */
  cell(offset: number): number {
    const known = this.cells[offset] as number;
    return known === unread ? this.fill(offset) : known;
  }

  /** The text of an event whose cell is {@link loneText}. */
  text(offset: number): string {
    return this.texts[offset] ?? '';
  }

  private fill(offset: number): number {
    const values = this.block.event(offset).values(this.path);
    const only = values[0];
    const cell = values.length === 0 ? noValue : values.length === 1 && typeof only === 'string' ? this.numberOf(only, offset) : notKept;
    this.cells[offset] = cell;
    return cell;
  }

  private numberOf(text: string, offset: number): number {
    if (!this.isNumbered) {
      this.texts[offset] = text;
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
    const number = firstText + this.numbers.size;
    this.numbers.set(text, number);
    const { size } = this.numbers;
    if (size >= this.nextCheck) {
      this.nextCheck = Math.min(this.nextCheck * 2, maxTexts);
      this.isNumbered = size < maxTexts && size <= this.read * newShare;
    }
    return number;
  }
}
