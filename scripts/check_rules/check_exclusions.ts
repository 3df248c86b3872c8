import { parse, type EventFilter, type Expression } from '../../common/eql';
import type { RuleContent, RuleExclusion } from '../../common/detection';
import type { RuleProblem, RuleUnderCheck } from './rule_under_check';

/** An exclusion that is on stands in its clause letter for letter, as an operand of the outermost `and`, or it could not be switched; one that is off does not. */
export function checkExclusions({ content }: RuleUnderCheck): RuleProblem[] {
  const ids = content.exclusions.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two exclusions are called ${id}`);
  const wrong = content.exclusions.flatMap((exclusion) => {
    const stands = excludedTexts(content, exclusion).includes(exclusion.condition);
    if (exclusion.default === 'on') return stands ? [] : [`${exclusion.id} is on, and "not (${exclusion.condition})" is no operand of the outermost and of event ${exclusion.event}`];
    return stands ? [`${exclusion.id} is off, and "not (${exclusion.condition})" stands in the query`] : [];
  });
  return [...twice, ...wrong].map((message) => ({ fault: 'exclusion_text', message }));
}

/** The texts inside `not (…)` at the top of a clause. In KQL texts are looked for as they stand. */
function excludedTexts({ language, query }: RuleContent, { event, condition }: RuleExclusion): string[] {
  if (language !== 'eql') return query.includes(`not (${condition})`) ? [condition] : [];
  const parsed = parse(query);
  const filters = parsed.kind === 'event_query' ? [parsed.filter] : parsed.terms.map(({ filter }) => filter);
  const filter = filters[event - 1];
  return filter ? operandsOf(filter).flatMap((operand) => (operand.kind === 'not' ? [innerText(query, operand.operand)] : [])) : [];
}

function operandsOf({ condition }: EventFilter): readonly Expression[] {
  const inner = unwrap(condition);
  return inner.kind === 'logical' && inner.operator === 'and' ? inner.operands : [inner];
}

function innerText(query: string, operand: Expression): string {
  const { start, end } = unwrap(operand).location;
  return query.slice(start, end);
}

function unwrap(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? unwrap(expression.expression) : expression;
}
