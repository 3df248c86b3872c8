import { applyEdits, parse, type Location, type TextEdit } from '../eql';
import type { Exclusion } from './exclusion';
import { findClause, findPredicates, itemsOf, type ListedPredicate } from './listed_predicate';

/**
 * The query without the exclusion's value in its clause, every other character kept. The last value takes its whole condition and one `and`
 * along, because `in~ ()` is no EQL; a clause's only condition becomes `true`. The text unchanged where the value does not stand there.
 */
export function removeValue(text: string, exclusion: Exclusion): string {
  const clause = findClause(parse(text), exclusion);
  const found = clause && findPredicates(clause, exclusion).find((predicate) => itemsOf(predicate, exclusion).length > 0);
  if (!found) return text;
  const [index = 0] = itemsOf(found, exclusion);
  const edits = found.items.length === 1 ? removeCondition(text, found) : removeItem(text, found, index);
  return removeValue(applyEdits(text, edits), exclusion);
}

function removeItem(text: string, { items, list }: ListedPredicate, index: number): TextEdit[] {
  const item = items[index]?.location;
  if (!item) return [];
  const next = items[index + 1]?.location;
  const neighbour = next ?? items[index - 1]?.location;
  const comma = list?.commas[next ? index : index - 1];
  if (!neighbour || !comma) return [];
  return next ? removeWith(text, comma, { start: item.start, end: next.start }, item) : removeWith(text, comma, { start: neighbour.end, end: item.end }, item);
}

function removeCondition(text: string, { condition, chain }: ListedPredicate): TextEdit[] {
  if (!chain) return [{ location: condition.location, text: 'true' }];
  const { operands, operatorLocations } = chain.logical;
  const { index } = chain;
  const operator = operatorLocations[Math.max(index - 1, 0)];
  const before = operands[index - 1]?.location;
  const after = operands[index + 1]?.location;
  const { location } = condition;
  if (!operator) return [];
  if (before) return removeWith(text, operator, { start: before.end, end: location.end }, location);
  return after ? removeWith(text, operator, { start: location.start, end: after.start }, location) : [];
}

/** Removes `range`, which holds a token and a node. What a person wrote between them, a comment, stays. */
function removeWith(text: string, token: Location, range: Location, node: Location): TextEdit[] {
  const between = [range.start, range.end, token.start, token.end, node.start, node.end].sort((a, b) => a - b);
  const gaps = [text.slice(between[0], between[1]), text.slice(between[2], between[3]), text.slice(between[4], between[5])];
  const hasComment = gaps.some((gap) => gap.trim() !== '');
  return hasComment ? [remove(token), remove(node)] : [remove(range)];
}

function remove(location: Location): TextEdit {
  return { location, text: '' };
}
