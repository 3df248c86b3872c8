import type { FieldValue } from '../mapping/field_type';
import type { Scalar } from '../mapping/field';
import { KnownTexts } from './known_texts';
import type { JsonBytes } from './scan_json';
import { KnownValues, type SlotField, type SlotValue, type SlotValues, valuesOfSlot } from './slot_values';

/** How the value of a slot is had: nothing there, known, a plain text between `start` and `end`, JSON between them. */
const [NOTHING, KNOWN, PLAIN, JSON_TEXT] = [0, 1, 2, 3];

/** Places of values in the bytes of a line; the values are made when they are asked for. */
export class ScannedValues implements SlotValues {
  private readonly kinds: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly known: SlotValue[];
  private readonly texts: readonly KnownTexts[];
  private source: JsonBytes | undefined;

  constructor(private readonly size: number) {
    this.kinds = new Uint8Array(size);
    this.starts = new Uint32Array(size);
    this.ends = new Uint32Array(size);
    this.known = Array.from({ length: size }, () => undefined);
    this.texts = Array.from({ length: size }, () => new KnownTexts());
  }

  clear(source: JsonBytes): void {
    this.source = source;
    for (let slot = 0; slot < this.size; slot += 1) this.kinds[slot] = NOTHING;
  }

  /** Takes the places of a text without escapes and quotes. False where the slot has a value already. */
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
    const { source } = this;
    if (kind === NOTHING || source === undefined) return undefined;
    const start = this.starts[slot] as number;
    const end = this.ends[slot] as number;
    if (kind === PLAIN) return this.textsOf(slot).of(source, start, end).text;
    const value = JSON.parse(source.text(start, end)) as Scalar | readonly (Scalar | null)[];
    this.kinds[slot] = KNOWN;
    this.known[slot] = value;
    return value;
  }

  fieldValues({ field, slot, number }: SlotField): readonly FieldValue[] {
    const { source } = this;
    if (this.kinds[slot] !== PLAIN || source === undefined) return valuesOfSlot(field, this.value(slot));
    const start = this.starts[slot] as number;
    const end = this.ends[slot] as number;
    if (field.family === 'date' && field.dateFormat?.surelyReads(source.bytes, start, end) === true) return [field.dateFormat.sureMs(source.bytes, start, end)];
    const { text, values } = this.textsOf(slot).of(source, start, end);
    return (values[number] ??= valuesOfSlot(field, text));
  }

  private textsOf(slot: number): KnownTexts {
    return this.texts[slot] as KnownTexts;
  }

  copy(): SlotValues {
    const values: SlotValue[] = [];
    for (let slot = 0; slot < this.size; slot += 1) values.push(this.value(slot));
    return new KnownValues(values);
  }
}
