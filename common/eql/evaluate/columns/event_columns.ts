import type { EqlEvent } from '../../schema/event_source';
import type { Matcher } from '../matcher';
import { EventColumn } from './event_column';
import { PathTest } from './path_test';
import { predicateKey } from './predicate_key';
import { TimeColumn } from './time_column';

/** Numbers of events, ascending. */
export type Rows = Int32Array;

/** Lists of events are kept up to this many numbers for each event. */
const keptRowsPerEvent = 16;

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

/**
 * What searches over the same events share: each field is read once, each test of a field is asked once for each distinct text, and lists of the events that
 * meet a condition are kept for other conditions that begin with the same tests. Takes the events in order of arrival; they must not change afterwards.
 */
export class EventColumns {
  private readonly columns = new Map<string, EventColumn>();
  private readonly times = new Map<string, TimeColumn>();
  private readonly tests = new Map<string, PathTest>();
  private readonly selections = new Map<string, Rows>();
  private readonly tables = new Map<string, Map<number, unknown>>();
  private rowsKept = 0;

  /** `isShared: false` where only one search will use them: verdicts that only another search could use again are not kept. */
  constructor(
    readonly events: readonly EqlEvent[],
    private readonly isShared = true
  ) {}

  column(path: string): EventColumn {
    return remembered(this.columns, path, () => new EventColumn(path, this.events));
  }

  timeColumn(path: string): TimeColumn {
    return remembered(this.times, path, () => new TimeColumn(path, this.events));
  }

  /** A test of one field; equal tests of all searches are one. */
  pathTest(matcher: Matcher, path: string): PathTest {
    return remembered(this.tests, predicateKey(matcher), () => new PathTest(matcher, this.column(path), this.events, this.isShared));
  }

  /** The list under a key that stands for its condition; made where it is not kept. */
  selection(key: string, make: () => Rows): Rows {
    const known = this.selections.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = make();
    if (this.rowsKept + made.length <= this.events.length * keptRowsPerEvent) {
      this.rowsKept += made.length;
      this.selections.set(key, made);
    }
    return made;
  }

  /** A table by numbers of texts that the searches fill. Equal keys must stand for equal contents. */
  table<Value>(key: string): Map<number, Value> {
    return remembered(this.tables, key, () => new Map<number, unknown>()) as Map<number, Value>;
  }
}
