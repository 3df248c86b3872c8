import { readerOf } from '../fields/index';
import { type EventColumn, firstText } from '../columns/event_column';
import type { EventColumns } from '../columns/event_columns';
import type { CompiledStage } from '../compiled_query';
import type { KeyTuple } from '../join_keys';
import type { EqlEvent } from '../../schema/event_source';

/** The key tuples of the event with this number. */
export type RowTupleReader = (row: number) => readonly KeyTuple[];

/** Numbers of texts have 16 bits; so many of them make one exact number. */
const maxKeys = 3;
const step = 0x1_0000;

/** One number for the texts of all keys of an event; 0 when one of them has no number. */
function combined(columns: readonly EventColumn[], row: number): number {
  let number = 0;
  for (let index = 0; index < columns.length; index += 1) {
    const cell = (columns[index] as EventColumn).cell(row);
    if (cell < firstText) {
      return 0;
    }
    number = number * step + cell;
  }
  return number;
}

/** Reads the key tuples of a stage over columns: those of single texts are made once, for all searches that join by the same fields. */
export function rowTupleReader({ keys, readTuples }: CompiledStage, shared: EventColumns): RowTupleReader {
  const { events } = shared;
  const fields = keys.map(({ field }) => field?.exact);
  const paths = fields.map((field) => field && readerOf(field).path);
  if (keys.length === 0 || keys.length > maxKeys || paths.includes(undefined)) {
    return (row) => readTuples(events[row] as EqlEvent);
  }
  const columns = paths.map((path) => shared.column(path ?? ''));
  const table = shared.table<readonly KeyTuple[]>(JSON.stringify(fields.map((field) => [field?.path, field?.type])));
  return (row) => {
    const number = combined(columns, row);
    const known = number === 0 ? undefined : table.get(number);
    if (known !== undefined) {
      return known;
    }
    const made = readTuples(events[row] as EqlEvent);
    if (number !== 0) {
      table.set(number, made);
    }
    return made;
  };
}
