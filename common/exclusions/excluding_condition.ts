import { applyEdits, childrenOf, printExpression, type AnyNode, type EventFilter, type Expression } from '../eql';
import type { Exclusion } from './exclusion';
import { keepLast } from './keep_last';
import { conditionsOf, findClause, unwrap, type Condition } from './listed_predicate';
import { readEql } from './read_eql';
import { removeCondition } from './remove_condition';

/** The operand `not (<condition>)` of the clause's outermost `and` that is this exclusion, however it is spaced. */
export function findExcludingCondition(clause: EventFilter, condition: string): Condition | undefined {
  const wanted = printCondition(condition);
  return conditionsOf(clause.condition).find(({ expression }) => {
    const inner = unwrap(expression);
    return inner.kind === 'not' && printExpression(unwrap(inner.operand)) === wanted;
  });
}

/** The query with the condition at the end of its clause; unchanged where it stands already, undefined where the clause is not there. */
export function addExcludingCondition(text: string, exclusion: Exclusion & { readonly condition: string }): string | undefined {
  const clause = findClause(readEql(text), exclusion);
  if (!clause) return undefined;
  if (findExcludingCondition(clause, exclusion.condition)) return text;
  const { condition } = clause;
  const { start, end } = condition.location;
  const added = `not (${exclusion.condition})`;
  if (condition.kind === 'boolean' && condition.value) return applyEdits(text, [{ location: condition.location, text: added }]);
  const needsBrackets = condition.kind === 'logical' && condition.operator === 'or';
  const at = (place: number, insertion: string): { location: { start: number; end: number }; text: string } => ({ location: { start: place, end: place }, text: insertion });
  return applyEdits(text, needsBrackets ? [at(start, '('), at(end, `) and\n ${added}`)] : [at(end, ` and\n ${added}`)]);
}

/** The query without the condition; unchanged where it does not stand there. */
export function removeExcludingCondition(text: string, exclusion: Exclusion & { readonly condition: string }): string {
  const clause = findClause(readEql(text), exclusion);
  const found = clause && findExcludingCondition(clause, exclusion.condition);
  return found ? removeExcludingCondition(applyEdits(text, removeCondition(text, { condition: found.expression, chain: found.chain })), exclusion) : text;
}

/** The names of the fields in a condition, in order of the text. */
export function fieldsOfCondition(condition: string): string[] {
  return [...new Set(namesIn(readCondition(condition)))];
}

function namesIn(node: AnyNode): string[] {
  return node.kind === 'field' ? [node.name] : childrenOf(node).flatMap(namesIn);
}

function readCondition(condition: string): Expression {
  const query = readEql(`any where (${condition})`);
  if (query.kind !== 'event_query') throw new Error(`not one condition: ${condition}`);
  return unwrap(query.filter.condition);
}

const printCondition = keepLast((condition: string) => printExpression(readCondition(condition)), 512);
