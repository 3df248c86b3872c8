import type { EqlEvent } from '../../schema/event_source';
import type { AllOrAnyMatcher, Matcher } from '../matcher';
import type { EventColumns } from './event_columns';
import { onlyPath } from './path_test';

/** A condition asked by the number of an event. */
export interface RowTest {
  accepts(row: number): boolean;
}

/** The parts, the cheap ones first, as `allOrAny` asks them. */
export function byCost(parts: readonly Matcher[]): readonly Matcher[] {
  return [...parts].sort((a, b) => a.cost - b.cost);
}

function allOrAnyTest(matcher: AllOrAnyMatcher, columns: EventColumns): RowTest {
  const parts = byCost(matcher.parts).map((part) => rowTest(part, columns));
  const decisive = matcher.kind === 'or';
  return {
    accepts: (row) => {
      for (let index = 0; index < parts.length; index += 1) {
        if ((parts[index] as RowTest).accepts(row) === decisive) {
          return decisive;
        }
      }
      return !decisive;
    },
  };
}

/** The matcher over columns: the same verdicts, each test of one field asked as seldom as its column allows. */
export function rowTest(matcher: Matcher, columns: EventColumns): RowTest {
  const path = onlyPath(matcher);
  if (path !== undefined) {
    return columns.pathTest(matcher, path);
  }
  // With a script among the parts of an `or` the matcher decides itself which parts are asked: a script may fail.
  if (matcher.kind === 'and' || (matcher.kind === 'or' && matcher.cost === 0)) {
    return allOrAnyTest(matcher, columns);
  }
  if (matcher.kind === 'not') {
    const part = rowTest(matcher.part, columns);
    return { accepts: (row) => !part.accepts(row) };
  }
  return { accepts: (row) => matcher.matches(columns.events[row] as EqlEvent) };
}
