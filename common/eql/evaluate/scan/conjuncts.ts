import type { Matcher } from '../matcher';
import { byCost } from './event_test';
import { onlyPath } from './path_test';
import { predicateKey } from './predicate_key';

/** The parts that must all hold, nested ones too; what may fail (scripts) stands last and is asked in its order. */
function flattened(matcher: Matcher): readonly Matcher[] {
  if (matcher.kind !== 'and') {
    return [matcher];
  }
  const parts = byCost(matcher.parts);
  const scripts = parts.filter(({ cost }) => cost > 0);
  const cheap = parts.filter(({ cost }) => cost === 0).flatMap(flattened);
  return [...cheap, ...(scripts.length === 1 && scripts[0] !== undefined ? flattened(scripts[0]) : scripts)];
}

const [equality, pattern, several, automaton, script] = [0, 1, 2, 3, 4];

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
      return Math.max(onlyPath(matcher) === undefined ? several : equality, ...matcher.parts.map(rank));
    default:
      return equality;
  }
}

/**
 * The parts of a condition in the order in which they are asked: the first one (the event's category in nearly every query) stays, then cheap ones, and
 * equally cheap ones in one order for all queries, so that they begin alike as often as possible.
 */
export function conjuncts(matcher: Matcher): readonly Matcher[] {
  const ranked = flattened(matcher).map((part) => ({ part, rank: rank(part), key: part.cost > 0 ? '' : predicateKey(part) }));
  const [first, ...others] = ranked;
  const sorted = others.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const all = first === undefined ? [] : first.rank === equality ? [first, ...sorted] : [first, ...sorted].sort((a, b) => a.rank - b.rank);
  return all.map(({ part }) => part);
}
