import type { FieldValue } from '../mapping/field_type';
import type { JsonBytes } from './scan_json';

/** Longer texts seldom come again. */
const maxKnownLength = 64;
const tableSize = 256;

/** A text that came before, with the doc values that fields made of it (by the number of the field among those that share the slot). */
export interface KnownText {
  readonly text: string;
  readonly values: (readonly FieldValue[] | undefined)[];
}

/** The texts of one slot that came last: most come again and again, and finding one by its bytes is cheaper than making it and its values anew. */
export class KnownTexts {
  private readonly table: (KnownText | undefined)[] = Array.from({ length: tableSize }, () => undefined);

  /** The text between two places, which has no escapes. */
  of(source: JsonBytes, start: number, end: number): KnownText {
    const length = end - start;
    if (length < 4 || length > maxKnownLength) return { text: source.text(start, end), values: [] };
    const { view } = source;
    const mixed = Math.imul(view.getInt32(start, true) ^ Math.imul(view.getInt32(end - 4, true), 31) ^ length, 0x9e3779b1);
    const place = (mixed >>> 20) & (tableSize - 1);
    const known = this.table[place];
    if (known !== undefined && isSame(known.text, source.bytes, start, length)) return known;
    const made = { text: source.text(start, end), values: [] };
    // As many characters as bytes: all of them are ASCII, so that bytes and characters can be compared one by one.
    if (made.text.length === length) this.table[place] = made;
    return made;
  }
}

function isSame(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
