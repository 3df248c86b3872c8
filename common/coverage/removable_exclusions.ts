import { EqlError } from '../eql';
import { exclusionsOfRule, withoutAll } from '../exclusions';
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
  const edits = runnable?.language === 'kuery' ? kueryEdits(content) : exclusionsOfRule(content).map((exclusion) => ({ id: exclusion.id, edit: (text: string) => withoutAll(text, [exclusion]) }));
  return edits.filter(({ edit }) => edited(edit, query) !== query).map(({ id, edit }) => ({ id, remove: (rule) => ({ ...rule, query: edited(edit, rule.query ?? '') }) }));
}

/** A KQL rule holds `not (<condition>)` letter for letter; `*` is true of every event. */
function kueryEdits({ rule_id: ruleId, exclusions }: NonNullable<RuleUnderTest['content']>): Array<{ id: string; edit: (text: string) => string }> {
  return exclusions.map(({ id, event, condition }) => ({ id: `${ruleId}.event-${event}.${id}`, edit: (text) => text.replace(`not (${condition})`, () => '*') }));
}

function edited(edit: (text: string) => string, text: string): string {
  try {
    return edit(text);
  } catch (error) {
    if (error instanceof EqlError) return text;
    throw error;
  }
}

function asExceptions({ exceptions = [] }: RuleUnderTest): RemovableExclusion[] {
  return exceptions.map(({ id, mustNot }) => ({ id, remove: (rule) => ({ ...rule, mustNot: (rule.mustNot ?? []).filter((query) => !mustNot.includes(query)) }) }));
}
