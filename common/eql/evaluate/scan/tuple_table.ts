import type { CompiledStage } from '../compiled_query';
import { readerOf } from '../fields/index';
import type { KeyTuple } from '../join_keys';
import type { EventBlock } from './event_block';
import { firstText, type TextColumn } from './text_column';

/** Numbers of texts have 16 bits; those of so many keys make one exact number. */
const maxKeys = 3;
const step = 0x1_0000;
const unknown = -2;

/** What a stage's keys are read from: the paths of their fields; undefined where they are not plain values of a few fields. */
export function keyPaths({ keys }: CompiledStage): readonly string[] | undefined {
  const paths = keys.flatMap(({ field }) => (field === undefined ? [] : (readerOf(field.exact).path ?? [])));
  return keys.length > 0 && keys.length <= maxKeys && paths.length === keys.length ? paths : undefined;
}

/** The join keys of events of a block as numbers in a list of key tuples: those of single texts are made once for all hits. */
export class TupleTable {
  readonly tuples: (readonly KeyTuple[])[] = [];
  /** By the number of the only key's text, and by those of several keys in one number. */
  private ofOne = new Int32Array(64).fill(unknown);
  private readonly ofSeveral = new Map<number, number>();

  /** `columns` are those of the stage's keys; none where the keys must be read from the event. */
  constructor(
    private readonly stage: CompiledStage,
    private readonly columns: readonly TextColumn[],
    private readonly block: EventBlock
  ) {}

  /** The number of the tuples of an event; -1 for an event without a mandatory key. */
  number(offset: number): number {
    const [only] = this.columns;
    if (only === undefined) {
      return this.stage.keys.length === 0 && this.tuples.length > 0 ? 0 : this.read(offset);
    }
    return this.columns.length === 1 ? this.numberOfOne(only.cell(offset), offset) : this.numberOfSeveral(offset);
  }

  private numberOfOne(cell: number, offset: number): number {
    if (cell < firstText) {
      return this.read(offset);
    }
    if (cell >= this.ofOne.length) {
      const grown = new Int32Array(Math.max(cell + 1, this.ofOne.length * 2)).fill(unknown);
      grown.set(this.ofOne);
      this.ofOne = grown;
    }
    let number = this.ofOne[cell] as number;
    if (number === unknown) {
      number = this.read(offset);
      this.ofOne[cell] = number;
    }
    return number;
  }

  private numberOfSeveral(offset: number): number {
    let combined = 0;
    for (let index = 0; index < this.columns.length; index += 1) {
      const cell = (this.columns[index] as TextColumn).cell(offset);
      if (cell < firstText) {
        return this.read(offset);
      }
      combined = combined * step + cell;
    }
    let number = this.ofSeveral.get(combined);
    if (number === undefined) {
      number = this.read(offset);
      this.ofSeveral.set(combined, number);
    }
    return number;
  }

  private read(offset: number): number {
    const tuples = this.stage.readTuples(this.block.event(offset));
    return tuples.length === 0 ? -1 : this.tuples.push(tuples) - 1;
  }
}
