import type { AllOrAnyMatcher, Matcher } from '../matcher';
import type { BlockColumns } from './block_columns';
import { NumberedVerdicts } from './numbered_verdicts';
import { onlyPath } from './path_test';

/** A condition asked by the offset of an event in the block. */
export interface EventTest {
  accepts(offset: number): boolean;
}

/** The parts, the cheap ones first, as `allOrAny` asks them. */
export function byCost(parts: readonly Matcher[]): readonly Matcher[] {
  return [...parts].sort((a, b) => a.cost - b.cost);
}

function allOrAnyTest(matcher: AllOrAnyMatcher, columns: BlockColumns): EventTest {
  const parts = byCost(matcher.parts).map((part) => eventTest(part, columns));
  const decisive = matcher.kind === 'or';
  return {
    accepts: (offset) => {
      for (let index = 0; index < parts.length; index += 1) {
        if ((parts[index] as EventTest).accepts(offset) === decisive) {
          return decisive;
        }
      }
      return !decisive;
    },
  };
}

/** The matcher over columns: the same verdicts, each test of one field asked as seldom as its column allows. */
export function eventTest(matcher: Matcher, columns: BlockColumns): EventTest {
  const path = onlyPath(matcher);
  if (path !== undefined) {
    const test = columns.test(matcher, path);
    const verdicts = new NumberedVerdicts(test.column, [test]);
    return { accepts: (offset) => verdicts.of(offset) !== 0 };
  }
  // With a script among the parts of an `or` the matcher decides itself which parts are asked: a script may fail.
  if (matcher.kind === 'and' || (matcher.kind === 'or' && matcher.cost === 0)) {
    return allOrAnyTest(matcher, columns);
  }
  if (matcher.kind === 'not') {
    const part = eventTest(matcher.part, columns);
    return { accepts: (offset) => !part.accepts(offset) };
  }
  return { accepts: (offset) => matcher.matches(columns.block.event(offset)) };
}
