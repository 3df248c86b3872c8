import { createHash } from 'node:crypto';
import { hashRule, type HashText, type RuleUnderTest } from '../../common/coverage';
import type { RuleContent } from '../../common/detection';

export const sha256: HashText = (text) => createHash('sha256').update(text).digest('hex');

/** A rule of `rules/` as if it had just been installed, without exceptions. */
export function toShippedRule(content: RuleContent): RuleUnderTest {
  const { rule_id: ruleId, name, severity, seed, tags, building_block_type, risk_score, threat, twin } = content;
  const rule = { ruleId, name, severity, seed, state: 'installed' as const, enabled: true, buildingBlock: building_block_type !== undefined, ruleHash: hashRule(content, sha256) };
  return { rule, runnable: content, tags, content, alertFacts: { risk_score, threat }, ...(twin === undefined ? {} : { twin }) };
}
