import { childrenOf, type EventFilter, type Expression } from '../eql';
import type { Exclusion } from './exclusion';
import { foldCase } from './listed_predicate';

type Node = Parameters<typeof childrenOf>[0];

/**
 * True where the clause keeps the exclusion's value out in another way than by a list: `field != "value"`, `not (field == "value" or …)`, a
 * pattern that covers it, a function of the field. Cautious: what cannot be told counts as excluding.
 */
export function stillExcludes(clause: EventFilter, exclusion: Exclusion): boolean {
  return excludes(clause.condition, false, exclusion);
}

function excludes(node: Expression, isNegated: boolean, exclusion: Exclusion): boolean {
  switch (node.kind) {
    case 'parenthesized':
      return excludes(node.expression, isNegated, exclusion);
    case 'logical':
      return node.operands.some((operand) => excludes(operand, isNegated, exclusion));
    case 'not':
      return excludes(node.operand, !isNegated, exclusion);
    case 'membership':
      return (node.notLocation !== undefined) !== isNegated && mentions(node, exclusion);
    case 'pattern_match':
      return isNegated && mentions(node, exclusion);
    case 'comparison':
      return mentions(node, exclusion) && ((node.operator === '!=') !== isNegated || some(node, ({ kind }) => kind === 'call'));
    case 'call':
      return mentions(node, exclusion);
    default:
      return false;
  }
}

/** The field, together with the value or what may cover it. */
function mentions(node: Expression, { field, value }: Exclusion): boolean {
  const hasField = some(node, (inner) => inner.kind === 'field' && inner.name === field);
  if (!hasField) return false;
  const isRegex = node.kind === 'pattern_match' && node.operator.startsWith('regex');
  const inCall = some(node, ({ kind }) => kind === 'call');
  return isRegex || inCall || some(node, (inner) => inner.kind === 'string' && covers(foldCase(inner.value), foldCase(value), node.kind === 'pattern_match'));
}

function some(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => some(child, test));
}

/** `*` stands for any characters, `?` for one. One pass with one place to go back to, so the work is at most the product of the lengths. */
function covers(pattern: string, text: string, hasWildcards: boolean): boolean {
  if (!hasWildcards) return pattern === text;
  let [at, back, resume] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    if (pattern[at] === '*') [back, resume, at] = [at, index, at + 1];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) [at, index] = [at + 1, index + 1];
    else if (back === -1) return false;
    else [at, resume, index] = [back + 1, resume + 1, resume + 1];
  }
  return /^\**$/.test(pattern.slice(at));
}
