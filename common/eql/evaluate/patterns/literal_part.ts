import { foldAscii } from './fold_case';

/** Longer literals are left to the engine's own search, so that a text costs at most this many comparisons for each of its characters. */
const longestSkip = 64;
const [upperA, upperZ, toLower] = [0x41, 0x5a, 0x20];

/** A literal part of a pattern. It is compared and searched for in the text itself: no folded copy of the text is made. */
export class LiteralPart {
  readonly length: number;
  private readonly text: string;
  /** Made when a text is first compared: most parts of most rules never are. */
  private units: Uint16Array | undefined;
  /** How far the end of the part may move when it stands on a unit: Horspool's table, units that share their low byte take the smallest step. Made at the first search. */
  private skips: Uint8Array | undefined;

  /** Takes the part as written, and whether A-Z equal a-z. */
  constructor(
    readonly written: string,
    private readonly folds: boolean
  ) {
    this.text = folds ? foldAscii(written) : written;
    this.length = written.length;
  }

  private makeUnits(): Uint16Array {
    this.units = new Uint16Array(this.length);
    for (let index = 0; index < this.length; index += 1) {
      this.units[index] = this.text.charCodeAt(index);
    }
    return this.units;
  }

  private makeSkips(units: Uint16Array): Uint8Array {
    this.skips = new Uint8Array(256).fill(Math.min(this.length, longestSkip));
    for (let index = 0; index < this.length - 1; index += 1) {
      this.skips[(units[index] as number) & 0xff] = Math.min(this.length - 1 - index, longestSkip);
    }
    return this.skips;
  }

  /** Whether the part stands at the offset. */
  isAt(text: string, offset: number): boolean {
    if (!this.folds) {
      return text.startsWith(this.text, offset);
    }
    const { length } = this;
    const units = this.units ?? this.makeUnits();
    if (offset + length > text.length) {
      return false;
    }
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(offset + index);
      if ((unit >= upperA && unit <= upperZ ? unit + toLower : unit) !== units[index]) {
        return false;
      }
    }
    return true;
  }

  /** The first offset at or after `from` where the part stands; -1 for none. */
  indexIn(text: string, from: number): number {
    if (!this.folds) {
      return text.indexOf(this.text, from);
    }
    if (this.length > longestSkip) {
      return foldAscii(text).indexOf(this.text, from);
    }
    const last = this.length - 1;
    const units = this.units ?? this.makeUnits();
    const skips = this.skips ?? this.makeSkips(units);
    for (let end = from + last; end < text.length; ) {
      const unit = text.charCodeAt(end);
      const folded = unit >= upperA && unit <= upperZ ? unit + toLower : unit;
      if (folded === units[last] && this.isAt(text, end - last)) {
        return end - last;
      }
      end += skips[folded & 0xff] as number;
    }
    return -1;
  }
}
