import type { EqlEvent } from '../../schema/event_source';
import type { AllOrAnyMatcher, FieldMatcher, Matcher } from '../matcher';
import { type EventColumns, notKept } from './event_columns';

/** Whether the event with this number among the events of the columns is accepted. */
export type RowMatcher = (row: number, event: EqlEvent) => boolean;

/** The matcher over columns: the same verdicts, each test asked once for each distinct text of a column. */
export function rowMatcher(matcher: Matcher, columns: EventColumns): RowMatcher {
  switch (matcher.kind) {
    case 'constant': {
      const { value } = matcher;
      return () => value;
    }
    case 'not': {
      const part = rowMatcher(matcher.part, columns);
      return (row, event) => !part(row, event);
    }
    case 'field':
      return fieldRowMatcher(matcher, columns);
    case 'and':
      return matchesAll(rowMatchers(matcher, columns));
    case 'or':
      // With a script among the parts the matcher decides itself which parts are asked: a script may fail.
      return matcher.cost > 0 ? (_row, event) => matcher.matches(event) : matchesAny(rowMatchers(matcher, columns));
    case 'script':
      return (_row, event) => matcher.matches(event);
  }
}

/** The parts, the cheap ones first, as `allOrAny` asks them. */
function rowMatchers({ parts }: AllOrAnyMatcher, columns: EventColumns): readonly RowMatcher[] {
  return [...parts].sort((a, b) => a.cost - b.cost).map((part) => rowMatcher(part, columns));
}

function fieldRowMatcher(matcher: FieldMatcher, columns: EventColumns): RowMatcher {
  const { path } = matcher.test.read;
  if (path === undefined) {
    return (_row, event) => matcher.matches(event);
  }
  const column = columns.column(path);
  const verdicts: (boolean | undefined)[] = [];
  return (row, event) => {
    const cell = column.cell(row, event);
    if (cell <= notKept) {
      return cell === notKept && matcher.matches(event);
    }
    let verdict = verdicts[cell];
    if (verdict === undefined) {
      verdict = matcher.matches(event);
      verdicts[cell] = verdict;
    }
    return verdict;
  };
}

function matchesAll(parts: readonly RowMatcher[]): RowMatcher {
  const [first, second] = parts;
  if (parts.length === 2 && first !== undefined && second !== undefined) {
    return (row, event) => first(row, event) && second(row, event);
  }
  return (row, event) => {
    for (let index = 0; index < parts.length; index += 1) {
      if (!(parts[index] as RowMatcher)(row, event)) {
        return false;
      }
    }
    return true;
  };
}

function matchesAny(parts: readonly RowMatcher[]): RowMatcher {
  return (row, event) => {
    for (let index = 0; index < parts.length; index += 1) {
      if ((parts[index] as RowMatcher)(row, event)) {
        return true;
      }
    }
    return false;
  };
}
