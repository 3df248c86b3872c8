import type { CompiledStage } from '../compiled_query';
import { readerOf } from '../fields/index';
import type { KeyTuple } from '../join_keys';
import type { EventBlock } from './event_block';
import { PairNumbers } from './pair_numbers';
import { firstText, type TextColumn } from './text_column';

const unknown = -2;

/** What a stage's keys are read from: the paths of their fields; undefined where they are not plain values of fields. */
export function keyPaths({ keys }: CompiledStage): readonly string[] | undefined {
  const paths = keys.flatMap(({ field }) => (field === undefined ? [] : (readerOf(field.exact).path ?? [])));
  return keys.length > 0 && paths.length === keys.length ? paths : undefined;
}

/** The join keys of events of a block as numbers in a list of key tuples: those of single texts are made once for all hits. */
export class TupleTable {
  readonly tuples: (readonly KeyTuple[])[] = [];
  /** By the number of the only key's text, or of all keys' texts together. */
  private known = new Int32Array(64).fill(unknown);
  private readonly pairs: readonly PairNumbers[];

  /** `columns` are those of the stage's keys; none where the keys must be read from the event. */
  constructor(
    private readonly stage: CompiledStage,
    private readonly columns: readonly TextColumn[],
    private readonly block: EventBlock
  ) {
    this.pairs = columns.slice(1).map(() => new PairNumbers());
  }

  /** The number of the tuples of an event; -1 for an event without a mandatory key. */
  number(offset: number): number {
    const [only] = this.columns;
    if (only === undefined) {
      return this.stage.keys.length === 0 && this.tuples.length > 0 ? 0 : this.read(offset);
    }
    let together = only.cell(offset);
    if (together < firstText) {
      return this.read(offset);
    }
    for (let index = 1; index < this.columns.length; index += 1) {
      const cell = (this.columns[index] as TextColumn).cell(offset);
      if (cell < firstText) {
        return this.read(offset);
      }
      together = (this.pairs[index - 1] as PairNumbers).of(together, cell);
    }
    return this.knownOrRead(together, offset);
  }

  private knownOrRead(together: number, offset: number): number {
    if (together >= this.known.length) {
      const grown = new Int32Array(Math.max(together + 1, this.known.length * 2)).fill(unknown);
      grown.set(this.known);
      this.known = grown;
    }
    let number = this.known[together] as number;
    if (number === unknown) {
      number = this.read(offset);
      this.known[together] = number;
    }
    return number;
  }

  private read(offset: number): number {
    const tuples = this.stage.readTuples(this.block.event(offset));
    return tuples.length === 0 ? -1 : this.tuples.push(tuples) - 1;
  }
}
