import { applyEdits, type TextEdit } from '../eql';
import type { Exclusion } from './exclusion';
import { findClause, findPredicates, itemsOf, type ListedPredicate } from './listed_predicate';
import { readEql } from './read_eql';
import { removeCondition, removeWith } from './remove_condition';

/**
 * The query without the exclusion's value in its clause, every other character kept. The last value takes its whole condition and one `and`
 * along, because `in~ ()` is no EQL; a clause's only condition becomes `true`. The text unchanged where the value does not stand there.
 */
export function removeValue(text: string, exclusion: Exclusion): string {
  const clause = findClause(readEql(text), exclusion);
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
