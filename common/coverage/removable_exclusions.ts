import { EqlError } from '../eql';
import { exclusionsOfRule, standingIn, withoutAll } from '../exclusions';
import { KqlSyntaxError } from '../kql';
import type { RunnableRule } from '../rule_run';
import type { RuleUnderTest } from './judge';

/** Something that keeps events out of a rule, and the rule without it. */
export interface RemovableExclusion {
  /** Of an exclusion as the Exclusions page has it, or of an exception list. */
  readonly id: string;
  readonly remove: (rule: RunnableRule) => RunnableRule;
}

/** The exclusions that stand in the rule as it is now: in its text, and as exceptions. What a person wrote into the text by hand is part of the rule. */
export function removableExclusions(underTest: RuleUnderTest): RemovableExclusion[] {
  return [...inText(underTest), ...asExceptions(underTest)];
}

function inText({ content, runnable }: RuleUnderTest): RemovableExclusion[] {
  const query = runnable?.query;
  if (!content || query === undefined) return [];
  return standingIn(query, exclusionsOfRule(content)).map((exclusion) => ({ id: exclusion.id, remove: (rule) => ({ ...rule, query: edited((text) => withoutAll(text, [exclusion]), rule.query ?? '') }) }));
}

function edited(edit: (text: string) => string, text: string): string {
  try {
    return edit(text);
  } catch (error) {
    if (error instanceof EqlError || error instanceof KqlSyntaxError) return text;
    throw error;
  }
}

function asExceptions({ exceptions = [] }: RuleUnderTest): RemovableExclusion[] {
  return exceptions.map(({ id, mustNot }) => ({ id, remove: (rule) => ({ ...rule, mustNot: (rule.mustNot ?? []).filter((query) => !mustNot.includes(query)) }) }));
}
