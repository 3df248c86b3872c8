import type { Scalar } from '../mapping/field';
import { type JsonBytes, WantedBytes } from './scan_json';
import { KnownValues, type SlotValue, type SlotValues } from './slot_values';

/** How the value of a slot is had: nothing there, known, a plain text between `start` and `end`, JSON between them. */
const [NOTHING, KNOWN, PLAIN, JSON_TEXT] = [0, 1, 2, 3];

/** Short texts come again and again: the last of them are known by their bytes, for each slot in a small table. */
const tableSize = 64;
const maxKnownBytes = 40;

interface KnownText {
  readonly bytes: WantedBytes;
  readonly text: string;
}

/** Places of values in the bytes of a line; the values are made when they are asked for. */
export class ScannedValues implements SlotValues {
  private readonly kinds: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly known: SlotValue[];
  private readonly texts: (KnownText | undefined)[];
  private source: JsonBytes | undefined;

  constructor(private readonly size: number) {
    this.kinds = new Uint8Array(size);
    this.starts = new Uint32Array(size);
    this.ends = new Uint32Array(size);
    this.known = Array.from({ length: size }, () => undefined);
    this.texts = Array.from({ length: size * tableSize }, () => undefined);
  }

  clear(source: JsonBytes): void {
    this.source = source;
    for (let slot = 0; slot < this.size; slot += 1) this.kinds[slot] = NOTHING;
  }

  /** False where the slot has a value already. */
  setText(slot: number, start: number, end: number): boolean {
    return this.setPlace(slot, PLAIN, start, end);
  }

  /** As `setText`, for a value that is to be parsed. */
  setJson(slot: number, start: number, end: number): boolean {
    return this.setPlace(slot, JSON_TEXT, start, end);
  }

  setKnown(slot: number, value: SlotValue): boolean {
    if (this.kinds[slot] !== NOTHING) return false;
    this.kinds[slot] = KNOWN;
    this.known[slot] = value;
    return true;
  }

  private setPlace(slot: number, kind: number, start: number, end: number): boolean {
    if (this.kinds[slot] !== NOTHING) return false;
    this.kinds[slot] = kind;
    this.starts[slot] = start;
    this.ends[slot] = end;
    return true;
  }

  value(slot: number): SlotValue {
    const kind = this.kinds[slot];
    if (kind === KNOWN) return this.known[slot];
    if (kind === NOTHING) return undefined;
    const value = kind === PLAIN ? this.plainText(slot) : (JSON.parse(this.textBetween(slot)) as Scalar | readonly (Scalar | null)[]);
    this.kinds[slot] = KNOWN;
    this.known[slot] = value;
    return value;
  }

  private textBetween(slot: number): string {
    return this.source?.text(this.starts[slot] as number, this.ends[slot] as number) ?? '';
  }

  private plainText(slot: number): string {
    const { source } = this;
    const start = this.starts[slot] as number;
    const end = this.ends[slot] as number;
    const length = end - start;
    if (source === undefined || length === 0 || length > maxKnownBytes) return this.textBetween(slot);
    const { bytes } = source;
    const place = slot * tableSize + ((length * 31 + (bytes[start] as number) * 7 + (bytes[end - 1] as number)) % tableSize);
    const known = this.texts[place];
    if (known !== undefined && known.bytes.length === length && known.bytes.isAt(source, start)) return known.text;
    const text = this.textBetween(slot);
    this.texts[place] = { bytes: new WantedBytes(bytes.slice(start, end)), text };
    return text;
  }

  copy(): SlotValues {
    return new KnownValues(Array.from({ length: this.size }, (_, slot) => this.value(slot)));
  }
}
