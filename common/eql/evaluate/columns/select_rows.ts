import type { Matcher } from '../matcher';
import type { EventColumns, Rows } from './event_columns';
import { onlyPath, PathTest } from './path_test';
import { predicateKey } from './predicate_key';
import { byCost, type RowTest, rowTest } from './row_test';

/** The parts that must all hold, nested ones too; what may fail (scripts) stands last and is asked in its order. */
function conjuncts(matcher: Matcher): readonly Matcher[] {
  if (matcher.kind !== 'and') {
    return [matcher];
  }
  const parts = byCost(matcher.parts);
  const scripts = parts.filter(({ cost }) => cost > 0);
  const cheap = parts.filter(({ cost }) => cost === 0).flatMap(conjuncts);
  return [...cheap, ...(scripts.length === 1 && scripts[0] !== undefined ? conjuncts(scripts[0]) : scripts)];
}

const [equality, pattern, automaton, several, script] = [0, 1, 2, 3, 4];

/** How long one test of one text takes, roughly; the dearest part decides. */
function rank(matcher: Matcher): number {
  if (matcher.cost > 0) {
    return script;
  }
  switch (matcher.kind) {
    case 'field':
      return matcher.node.kind === 'wildcard' || matcher.node.kind === 'call' ? pattern : matcher.node.kind === 'regex' ? automaton : equality;
    case 'not':
      return rank(matcher.part);
    case 'and':
    case 'or':
      return onlyPath(matcher) === undefined ? several : Math.max(...matcher.parts.map(rank));
    default:
      return equality;
  }
}

/**
 * The order in which the parts are asked: the first one (the event's category in nearly every query) stays, then cheap ones, and equally cheap ones in one
 * order for all queries, so that they begin alike as often as possible.
 */
function ordered(parts: readonly Matcher[]): readonly Matcher[] {
  const [first, ...others] = parts.map((part) => ({ part, rank: rank(part), key: part.cost > 0 ? '' : predicateKey(part) }));
  if (first === undefined) {
    return [];
  }
  const rest = others.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const all = first.rank === equality ? [first, ...rest] : [first, ...rest].sort((a, b) => a.rank - b.rank);
  return all.map(({ part }) => part);
}

/** Those of the rows (undefined: of all) that the test accepts. */
function narrow(rows: Rows | undefined, count: number, test: RowTest): Rows {
  const kept = new Int32Array(count);
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] as number);
    if (test.accepts(row)) {
      kept[size] = row;
      size += 1;
    }
  }
  return kept.slice(0, size);
}

/** The same loop for the commonest test: one class at its call, which JavaScript engines then unfold. */
function narrowByPath(rows: Rows | undefined, count: number, test: PathTest): Rows {
  const kept = new Int32Array(count);
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] as number);
    if (test.accepts(row)) {
      kept[size] = row;
      size += 1;
    }
  }
  return kept.slice(0, size);
}

/**
 * The numbers of the events that a matcher accepts, ascending. The parts of a condition are asked one after the other, each of the events that are left; the
 * lists after each part are kept for other searches. Throws `EqlError` where a script fails.
 */
export function selectRows(matcher: Matcher, columns: EventColumns): Rows {
  const { length } = columns.events;
  if (matcher.kind === 'constant') {
    return matcher.value ? Int32Array.from({ length }, (_, row) => row) : new Int32Array(0);
  }
  let rows: Rows | undefined;
  let key = '';
  for (const part of ordered(conjuncts(matcher))) {
    const before = rows;
    const make = (): Rows => {
      const test = rowTest(part, columns);
      return test instanceof PathTest ? narrowByPath(before, before?.length ?? length, test) : narrow(before, before?.length ?? length, test);
    };
    key = part.cost > 0 ? '' : `${key}\n${predicateKey(part)}`;
    rows = part.cost > 0 ? make() : columns.selection(key, make);
  }
  return rows ?? new Int32Array(0);
}
