import type { CompiledStage } from '../compiled_query';
import { readerOf } from '../fields/index';
import type { KeyTuple } from '../join_keys';
import type { Matcher } from '../matcher';
import type { EventBlock } from './event_block';
import { PathTest } from './path_test';
import { predicateKey } from './predicate_key';
import { firstText, TextColumn } from './text_column';
import { TimeColumn } from './time_column';

/** The key tuples of an event of the block. */
export type TupleSource = (offset: number) => readonly KeyTuple[];

/** Numbers of texts have 16 bits; those of so many keys make one exact number. */
const maxKeys = 3;
const step = 0x1_0000;

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

/** One number for the texts of all keys of an event; 0 when one of them has no number. */
function combined(columns: readonly TextColumn[], offset: number): number {
  let number = 0;
  for (let index = 0; index < columns.length; index += 1) {
    const cell = (columns[index] as TextColumn).cell(offset);
    if (cell < firstText) {
      return 0;
    }
    number = number * step + cell;
  }
  return number;
}

/** What searches over the same events share: each field of an event is read once, and equal tests of a field are one. */
export class BlockColumns {
  private readonly texts = new Map<string, TextColumn>();
  private readonly times = new Map<string, TimeColumn>();
  private readonly tests = new Map<string, PathTest>();
  private readonly tuples = new Map<string, Map<number, readonly KeyTuple[]>>();

  constructor(readonly block: EventBlock) {}

  /** Called when the block holds other events. */
  begin(): void {
    this.texts.forEach((column) => column.begin());
    this.times.forEach((column) => column.begin());
    this.tests.forEach((test) => test.begin());
  }

  time(path: string): TimeColumn {
    return remembered(this.times, path, () => new TimeColumn(path, this.block));
  }

  /** A test of one field. */
  test(matcher: Matcher, path: string): PathTest {
    return remembered(this.tests, predicateKey(matcher), () => new PathTest(matcher, this.text(path), this.block));
  }

  /** The join keys of a stage; those of single texts are made once, for all searches that join by the same fields. */
  keys({ keys, readTuples }: CompiledStage): TupleSource {
    const { block } = this;
    const fields = keys.map(({ field }) => field?.exact);
    const paths = fields.map((field) => field && readerOf(field).path);
    if (keys.length === 0 || keys.length > maxKeys || paths.includes(undefined)) {
      return (offset) => readTuples(block.event(offset));
    }
    const columns = paths.map((path) => this.text(path ?? ''));
    const known = remembered(this.tuples, JSON.stringify(fields.map((field) => [field?.path, field?.type])), () => new Map<number, readonly KeyTuple[]>());
    return (offset) => {
      const number = combined(columns, offset);
      const tuples = (number === 0 ? undefined : known.get(number)) ?? readTuples(block.event(offset));
      if (number !== 0) {
        known.set(number, tuples);
      }
      return tuples;
    };
  }

  private text(path: string): TextColumn {
    return remembered(this.texts, path, () => new TextColumn(path, this.block));
  }
}
