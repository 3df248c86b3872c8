import type { RuleContent } from '../detection';
import { fieldsOfCondition } from './excluding_condition';
import { fieldsOfKuery } from './excluding_kuery';
import type { Exclusion } from './exclusion';
import { readEql } from './read_eql';
import { seedExclusions } from './seed_exclusions';
import { withoutAll } from './switch_exclusion';

/** What of a rule's content names its exclusions. `data` tells what a KQL rule's one event is about. */
export type ExcludingContent = Pick<RuleContent, 'rule_id' | 'language' | 'query' | 'exclusions'> & Partial<Pick<RuleContent, 'data'>>;

const known = new WeakMap<ExcludingContent, readonly Exclusion[]>();

/** All exclusions of one rule that can be switched: the seed's listed values, and the conditions that its content names. */
export function exclusionsOfRule(content: ExcludingContent): readonly Exclusion[] {
  const found = known.get(content) ?? readExclusions(content);
  known.set(content, found);
  return found;
}

function readExclusions(content: ExcludingContent): readonly Exclusion[] {
  const { rule_id, language, exclusions } = content;
  const listed = seedExclusions.filter(({ ruleId }) => ruleId === rule_id);
  if (exclusions.length === 0 || language === 'esql') return listed;
  const categories = categoriesOf(content);
  const conditions = exclusions.map(({ id, event, condition, strength, reason, risk }) => ({
    id: `${rule_id}.event-${event}.${id}`,
    source: 'project' as const,
    ruleId: rule_id,
    position: event,
    category: categories[event - 1] ?? 'any',
    field: (language === 'eql' ? fieldsOfCondition(condition) : fieldsOfKuery(condition)).join(', '),
    value: condition,
    condition,
    language,
    strength,
    reason,
    risk,
  }));
  return [...listed, ...conditions];
}

/** Of each event of the rule, in order of position. */
function categoriesOf({ language, query, data = [] }: ExcludingContent): string[] {
  if (language !== 'eql') return data.map(({ category }) => category);
  const parsed = readEql(query);
  return (parsed.kind === 'event_query' ? [parsed.filter] : parsed.terms.map(({ filter }) => filter)).map(({ category }) => category ?? 'any');
}

/** The rule's text with none of its exclusions: what it would find without them. */
export function withoutExclusions(content: ExcludingContent): string {
  return withoutAll(content.query, exclusionsOfRule(content));
}
