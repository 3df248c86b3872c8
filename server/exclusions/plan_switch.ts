import { exclusionsOfRule, switchExclusion } from '../../common/exclusions';
import { AppError } from '../lib/app_error';
import { readRows, type ExclusionsDependencies } from './find_exclusions';
import type { SwitchOrder, SwitchTexts } from './switch_exclusion';

/** A switch as it would be made right now; both texts are the same where the exclusion is there already. Reads the rule and writes nothing. Throws `not_found`, `rule_edited`. */
export async function planSwitch({ ruleContents, detectionEngine, savedObjects }: ExclusionsDependencies, { id, on }: Pick<SwitchOrder, 'id' | 'on'>): Promise<SwitchTexts> {
  const content = ruleContents.find((candidate) => exclusionsOfRule(candidate).some((exclusion) => exclusion.id === id));
  const exclusions = content ? exclusionsOfRule(content) : [];
  const exclusion = exclusions.find((candidate) => candidate.id === id);
  if (!content || !exclusion) throw new AppError('not_found', 'There is no such exclusion.', { details: { id } });
  const { ruleId } = exclusion;
  const [rule] = await detectionEngine.findRules([ruleId]);
  if (!rule) throw new AppError('not_found', 'The rule of this exclusion is not installed in this space.', { details: { ruleId } });
  const row = (await readRows(savedObjects, content, rule)).find((candidate) => candidate.id === id);
  const queryBefore = rule.query ?? '';
  const queryAfter = row?.state === 'rule_edited' ? undefined : switchExclusion({ text: queryBefore, seedText: content.query, exclusions, exclusion, on });
  if (queryAfter === undefined) throw new AppError('rule_edited', 'The rule was edited by hand so that this switch cannot be placed.', { details: { ruleId } });
  return { ruleId, queryBefore, queryAfter };
}
