import { applyEdits, printString, type EventFilter, type TextEdit } from '../eql';
import type { Exclusion } from './exclusion';
import { findClause, findPredicates, foldCase, itemsOf, type ListedPredicate } from './listed_predicate';
import { readEql } from './read_eql';

/** What the seed's own text tells: the order of its values, and how its condition is written and joined. */
interface SeedShape {
  readonly order: readonly string[];
  /** From the end of the condition before it to its first value: ` and\n   not process.name in~ (`. */
  readonly joined: string;
  /** The same without what joins it. */
  readonly opening: string;
  readonly closing: string;
}

/**
 * The query with the exclusion's value in its clause, every other character kept: in the list that stands there, in the seed's order; where
 * there is no list any more, as a new condition in the seed's own words at the end of the clause. Undefined where the clause is not there.
 */
export function addValue(text: string, seedText: string, exclusion: Exclusion): string | undefined {
  const clause = findClause(readEql(text), exclusion);
  const shape = readSeedShape(seedText, exclusion);
  if (!clause || !shape) return undefined;
  const predicates = findPredicates(clause, exclusion);
  if (predicates.some((predicate) => itemsOf(predicate, exclusion).length > 0)) return text;
  const listed = predicates.find((predicate) => predicate.list !== undefined);
  return applyEdits(text, listed ? addItem(listed, shape, exclusion) : addCondition(clause, shape, exclusion));
}

function addItem({ items }: ListedPredicate, { order }: SeedShape, { value }: Exclusion): TextEdit[] {
  const literal = printString(value);
  const rank = order.indexOf(foldCase(value));
  const ranks = items.map((item) => (item.kind === 'string' ? order.indexOf(foldCase(item.value)) : -1));
  const before = items[ranks.reduce((best, other, index) => (other !== -1 && other < rank && (best === -1 || other > (ranks[best] ?? -1)) ? index : best), -1)];
  if (before) return insert(before.location.end, `, ${literal}`);
  const after = items[ranks.findIndex((other) => other > rank)];
  if (after) return insert(after.location.start, `${literal}, `);
  const last = items[items.length - 1];
  return last ? insert(last.location.end, `, ${literal}`) : [];
}

function addCondition({ condition }: EventFilter, shape: SeedShape, { value }: Exclusion): TextEdit[] {
  const { start, end } = condition.location;
  const values = `${printString(value)}${shape.closing}`;
  if (condition.kind === 'boolean' && condition.value) return [{ location: condition.location, text: `${shape.opening}${values}` }];
  const added = `${shape.joined}${values}`;
  const needsBrackets = condition.kind === 'logical' && condition.operator === 'or';
  return needsBrackets ? [...insert(start, '('), ...insert(end, `)${added}`)] : insert(end, added);
}

function readSeedShape(seedText: string, exclusion: Exclusion): SeedShape | undefined {
  const clause = findClause(readEql(seedText), exclusion);
  const predicate = clause && findPredicates(clause, exclusion)[0];
  const first = predicate?.items[0]?.location;
  const last = predicate?.items[predicate.items.length - 1]?.location;
  if (!predicate || !first || !last) return undefined;
  const { condition, chain, items } = predicate;
  const before = chain?.logical.operands[chain.index - 1]?.location;
  const opening = seedText.slice(condition.location.start, first.start);
  return {
    order: items.map((item) => (item.kind === 'string' ? foldCase(item.value) : '')),
    joined: before ? seedText.slice(before.end, first.start) : ` and ${opening}`,
    opening,
    closing: seedText.slice(last.end, condition.location.end),
  };
}

function insert(at: number, text: string): TextEdit[] {
  return [{ location: { start: at, end: at }, text }];
}
