/** How a rule does, in one word: the worst that is true of it. */
export type RuleCondition = 'running' | 'partial' | 'failing' | 'waiting' | 'not_enabled' | 'missing' | 'deleted';

interface RuleFacts {
  readonly state: 'installed' | 'edited' | 'missing' | 'deleted';
  readonly enabled: boolean;
  readonly lastRun?: { readonly outcome: 'succeeded' | 'partial failure' | 'failed' | 'running' | 'going to run' | 'unknown' };
}

/** The condition of a rule. Whether a person edited it is told beside it: an edited rule may run as well as any. */
export function ruleCondition({ state, enabled, lastRun }: RuleFacts): RuleCondition {
  if (state === 'missing' || state === 'deleted') return state;
  if (!enabled) return 'not_enabled';
  switch (lastRun?.outcome) {
    case undefined:
    case 'going to run':
    case 'unknown':
      return 'waiting';
    case 'failed':
      return 'failing';
    case 'partial failure':
      return 'partial';
    case 'succeeded':
    case 'running':
      return 'running';
  }
}

/** What can be done with the rules as they are: ids to enable with one click, and ids to install. */
export function rulesToAct(rules: ReadonlyArray<RuleFacts & { readonly ruleId: string }>): { readonly toEnable: readonly string[]; readonly toInstall: readonly string[] } {
  const idsOf = (conditions: readonly RuleCondition[]): readonly string[] => rules.filter((rule) => conditions.includes(ruleCondition(rule))).map(({ ruleId }) => ruleId);
  return { toEnable: idsOf(['not_enabled']), toInstall: idsOf(['missing']) };
}
