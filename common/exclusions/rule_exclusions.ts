import type { RuleContent } from '../detection';
import { parse } from '../eql';
import { fieldsOfCondition } from './excluding_condition';
import type { Exclusion } from './exclusion';
import { seedExclusions } from './seed_exclusions';
import { withoutAll } from './switch_exclusion';

/** All exclusions of one rule that can be switched: the seed's listed values, and the conditions that its content names. Those of KQL rules are not among them. */
export function exclusionsOfRule({ rule_id, language, query, exclusions }: Pick<RuleContent, 'rule_id' | 'language' | 'query' | 'exclusions'>): readonly Exclusion[] {
  const listed = seedExclusions.filter(({ ruleId }) => ruleId === rule_id);
  if (language !== 'eql' || exclusions.length === 0) return listed;
  const parsed = parse(query);
  const clauses = parsed.kind === 'event_query' ? [parsed.filter] : parsed.terms.map(({ filter }) => filter);
  const conditions = exclusions.map(({ id, event, condition, strength, reason, risk }) => ({
    id: `${rule_id}.event-${event}.${id}`,
    source: 'project' as const,
    ruleId: rule_id,
    position: event,
    category: clauses[event - 1]?.category ?? 'any',
    field: fieldsOfCondition(condition).join(', '),
    value: condition,
    condition,
    strength,
    reason,
    risk,
  }));
  return [...listed, ...conditions];
}

/** The rule's text with none of its exclusions: what it would find without them. */
export function withoutExclusions(content: Parameters<typeof exclusionsOfRule>[0]): string {
  return withoutAll(content.query, exclusionsOfRule(content));
}
