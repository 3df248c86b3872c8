import type { EqlEvent } from '../../schema/event_source';
import type { CompiledStage } from '../compiled_query';
import type { KeyTuple } from '../join_keys';
import { keyPaths } from '../scan/tuple_table';

/** The join keys of events that come one by one, as numbers in a list of key tuples: those of one text are made once. */
export class KeyNumbers {
  readonly tuples: (readonly KeyTuple[])[] = [];
  private readonly byText = new Map<string, number>();
  /** The path of the only key, where its values are plain. */
  private readonly onlyPath: string | undefined;

  constructor(private readonly stage: CompiledStage) {
    const paths = keyPaths(stage);
    this.onlyPath = paths?.length === 1 ? paths[0] : undefined;
  }

  /** -1 for an event without a mandatory key. */
  of(event: EqlEvent): number {
    if (this.onlyPath === undefined) {
      return this.stage.keys.length === 0 && this.tuples.length > 0 ? 0 : this.read(event);
    }
    const values = event.values(this.onlyPath);
    const only = values[0];
    if (values.length !== 1 || typeof only !== 'string') {
      return this.read(event);
    }
    let number = this.byText.get(only);
    if (number === undefined) {
      number = this.read(event);
      this.byText.set(only, number);
    }
    return number;
  }

  private read(event: EqlEvent): number {
    const tuples = this.stage.readTuples(event);
    return tuples.length === 0 ? -1 : this.tuples.push(tuples) - 1;
  }
}
