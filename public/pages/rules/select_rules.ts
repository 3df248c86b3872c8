import type { RuleRow } from '../../../common/api';
import type { rulesUrl } from '../../services/app_urls';
import type { UrlState } from '../../services/url_state';
import { ruleCondition } from './rule_condition';

export type RulesState = UrlState<typeof rulesUrl>;
export type RuleKind = RulesState['kind'][number];
export type RuleState = RulesState['state'][number];
export type RuleFacet = 'kind' | 'severity' | 'platform' | 'seed' | 'state';

/** Values of each facet in the order in which they are shown and sorted: what needs a person comes first. */
export const facetValues: { readonly [F in RuleFacet]: RulesState[F] } = {
  state: ['failing', 'partial', 'missing', 'deleted', 'waiting', 'not_enabled', 'running', 'edited'],
  severity: ['critical', 'high', 'medium', 'low'],
  kind: ['event', 'sequence', 'query', 'threshold', 'new_terms', 'esql'],
  platform: ['windows', 'linux', 'macos'],
  seed: ['own', 'corrected', 'port', 'verbatim'],
};

/** The kind of a rule as people speak of it: an EQL rule is about one event or about several in order. */
export function kindOf({ type, isSequence }: Pick<RuleRow, 'type' | 'isSequence'>): RuleKind {
  return type === 'eql' ? (isSequence ? 'sequence' : 'event') : type;
}

/** All values that a rule has of a facet. An edited rule is so beside its condition. */
export function valuesOf(rule: RuleRow, facet: RuleFacet): readonly string[] {
  switch (facet) {
    case 'kind':
      return [kindOf(rule)];
    case 'severity':
      return [rule.severity];
    case 'platform':
      return rule.platforms;
    case 'seed':
      return [rule.seed];
    case 'state':
      return [ruleCondition(rule), ...(rule.state === 'edited' ? ['edited'] : [])];
  }
}

/** Rules that have every word of the search in their name, id or description, and one of the chosen values of each facet. */
export function matchingRules(rules: readonly RuleRow[], state: Pick<RulesState, 'q' | RuleFacet>, without?: RuleFacet): readonly RuleRow[] {
  const words = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = (Object.keys(facetValues) as RuleFacet[]).filter((facet) => facet !== without && state[facet].length > 0);
  return rules.filter((rule) => {
    const text = `${rule.name}\n${rule.ruleId}\n${rule.description}`.toLowerCase();
    return words.every((word) => text.includes(word)) && chosen.every((facet) => valuesOf(rule, facet).some((value) => (state[facet] as readonly string[]).includes(value)));
  });
}

/** How many rules have each value of a facet, all other filters obeyed. */
export function countFacet(rules: readonly RuleRow[], state: Pick<RulesState, 'q' | RuleFacet>, facet: RuleFacet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const rule of matchingRules(rules, state, facet)) for (const value of valuesOf(rule, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Rules in the wanted order; equal ones by name. */
export function sortRules(rules: readonly RuleRow[], { sort, order }: Pick<RulesState, 'sort' | 'order'>): readonly RuleRow[] {
  const turn = order === 'asc' ? 1 : -1;
  return [...rules].sort((one, other) => turn * compareBy(one, other, sort) || one.name.localeCompare(other.name, 'en'));
}

function compareBy(one: RuleRow, other: RuleRow, sort: RulesState['sort']): number {
  switch (sort) {
    case 'name':
      return one.name.localeCompare(other.name, 'en');
    case 'severity':
      return rank('severity', one) - rank('severity', other);
    case 'state':
      return rank('state', one) - rank('state', other) || rank('severity', one) - rank('severity', other);
    case 'lastRun':
      return Date.parse(one.lastRun?.at ?? '1970-01-01') - Date.parse(other.lastRun?.at ?? '1970-01-01');
    case 'alerts':
      return (one.alertsLast24h ?? 0) - (other.alertsLast24h ?? 0);
  }
}

function rank(facet: RuleFacet, rule: RuleRow): number {
  return (facetValues[facet] as readonly string[]).indexOf(valuesOf(rule, facet)[0] ?? '');
}

export interface RuleGroup {
  /** Of the facet; empty where rules are not grouped. */
  readonly value: string;
  readonly rules: readonly RuleRow[];
}

/** Groups in the order of the facet's values, empty ones left out. A rule of several platforms stands in each. */
export function groupRules(rules: readonly RuleRow[], group: RulesState['group']): readonly RuleGroup[] {
  if (group === 'none') return [{ value: '', rules }];
  return facetValues[group].map((value) => ({ value, rules: rules.filter((rule) => valuesOf(rule, group).includes(value)) })).filter((found) => found.rules.length > 0);
}
