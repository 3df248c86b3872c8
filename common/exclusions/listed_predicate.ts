import type { EventFilter, Expression, ListPunctuation, Logical, Query, StringLiteral } from '../eql';
import type { Exclusion } from './exclusion';

/** A condition of a clause's top-level `and` that keeps events out by a list of values: `not <field> in~ ("a", "b")`. */
export interface ListedPredicate {
  /** The whole condition with its `not`. */
  readonly condition: Expression;
  /** The `and` it is an operand of, and its place there; absent where it is the clause's only condition. */
  readonly chain?: { readonly logical: Logical; readonly index: number };
  readonly items: readonly Expression[];
  /** Absent where one value stands without brackets. */
  readonly list?: ListPunctuation;
  readonly ignoresCase: boolean;
}

type Clause = EventFilter;

/**
 * The clause an exclusion speaks of: the one at its position if that is about the same kind of event, else the only one of that kind (a person
 * may have reordered them). Undefined where neither is there.
 */
export function findClause(query: Query, { position, category }: Exclusion): Clause | undefined {
  const clauses = query.kind === 'event_query' ? [query.filter] : query.terms.map((term) => term.filter);
  const placed = clauses[position - 1];
  if (placed?.category === category) return placed;
  const alike = clauses.filter((clause) => clause.category === category);
  return alike.length === 1 ? alike[0] : undefined;
}

/** The listed predicates on the exclusion's field, in order of the text. Conditions inside an `or` are none: they do not exclude from the clause. */
export function findPredicates(clause: Clause, { field }: Exclusion): ListedPredicate[] {
  return conditionsOf(clause.condition).flatMap((condition) => toListedPredicate(condition, field) ?? []);
}

/** Indices of the items that are the exclusion's value, compared as the operator does. */
export function itemsOf(predicate: ListedPredicate, { value }: Exclusion): number[] {
  return predicate.items.flatMap((item, index) => (item.kind === 'string' && isSame(item, value, predicate.ignoresCase) ? [index] : []));
}

function isSame({ value }: StringLiteral, wanted: string, ignoresCase: boolean): boolean {
  return ignoresCase ? foldCase(value) === foldCase(wanted) : value === wanted;
}

/** ASCII only, as Elasticsearch folds the values of fields (`detection-engine.md` §6.5). */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** An operand of a clause's outermost `and`, or its only condition. */
export interface Condition {
  readonly expression: Expression;
  readonly chain?: ListedPredicate['chain'];
}

/** The operands of the outermost `and`s, through brackets. */
export function conditionsOf(expression: Expression, chain?: ListedPredicate['chain']): Condition[] {
  if (expression.kind === 'parenthesized' && isChain(expression.expression)) return conditionsOf(expression.expression);
  if (!isChain(expression)) return [{ expression, chain }];
  return expression.operands.flatMap((operand, index) => conditionsOf(operand, { logical: expression, index }));
}

function isChain(expression: Expression): expression is Logical {
  return expression.kind === 'logical' && expression.operator === 'and';
}

function toListedPredicate({ expression, chain }: Condition, field: string): ListedPredicate | undefined {
  const inner = unwrap(expression);
  const negated = inner.kind === 'not' ? unwrap(inner.operand) : inner;
  if (negated.kind === 'membership') {
    const excludes = (inner.kind === 'not') !== (negated.notLocation !== undefined);
    if (!excludes || !isField(negated.value, field)) return undefined;
    return { condition: expression, chain, items: negated.items, list: negated.list, ignoresCase: negated.operator === 'in~' };
  }
  if (inner.kind === 'not' && negated.kind === 'pattern_match' && !negated.operator.startsWith('regex') && isField(negated.value, field)) {
    return { condition: expression, chain, items: negated.patterns, list: negated.list, ignoresCase: negated.operator !== 'like' };
  }
  return undefined;
}

/** Without brackets around it. */
export function unwrap(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? unwrap(expression.expression) : expression;
}

function isField(expression: Expression, name: string): boolean {
  const field = unwrap(expression);
  return field.kind === 'field' && field.name === name;
}
