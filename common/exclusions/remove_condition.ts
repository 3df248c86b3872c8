import type { Location, TextEdit } from '../eql';
import type { ListedPredicate } from './listed_predicate';

/** Edits that take a whole condition and one `and` out of its clause; a clause's only condition becomes `true`. */
export function removeCondition(text: string, { condition, chain }: Pick<ListedPredicate, 'condition' | 'chain'>): TextEdit[] {
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
export function removeWith(text: string, token: Location, range: Location, node: Location): TextEdit[] {
  const between = [range.start, range.end, token.start, token.end, node.start, node.end].sort((a, b) => a - b);
  const gaps = [text.slice(between[0], between[1]), text.slice(between[2], between[3]), text.slice(between[4], between[5])];
  const hasComment = gaps.some((gap) => gap.trim() !== '');
  return hasComment ? [remove(token), remove(node)] : [remove(range)];
}

function remove(location: Location): TextEdit {
  return { location, text: '' };
}
