import type { CompiledStage } from '../compiled_query';
import type { Matcher } from '../matcher';
import type { EventBlock } from './event_block';
import { PathTest } from './path_test';
import { predicateKey } from './predicate_key';
import { TextColumn } from './text_column';
import { TimeColumn } from './time_column';
import { keyPaths, TupleTable } from './tuple_table';

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

/** What searches over the same events share: each field of an event is read once, and equal tests of a field are one. */
export class BlockColumns {
  private readonly texts = new Map<string, TextColumn>();
  private readonly times = new Map<string, TimeColumn>();
  private readonly tests = new Map<string, PathTest>();
  private readonly tables = new Map<string, TupleTable>();

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

  /** The join keys of a stage; searches that join by the same fields share them. */
  keys(stage: CompiledStage): TupleTable {
    const paths = keyPaths(stage);
    const columns = paths?.map((path) => this.text(path)) ?? [];
    const make = (): TupleTable => new TupleTable(stage, columns, this.block);
    return paths === undefined ? make() : remembered(this.tables, JSON.stringify(stage.keys.map(({ field, optional }) => [field?.exact.path, field?.exact.type, optional])), make);
  }

  private text(path: string): TextColumn {
    return remembered(this.texts, path, () => new TextColumn(path, this.block));
  }
}
