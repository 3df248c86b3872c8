import type { EndpointResponse, enableRules as contract } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';

export interface EnableRulesDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly ruleContents: readonly RuleContent[];
}

/** Enables or disables installed rules of ours. With one click a rule gets the identity of who clicked (`detection-engine.md` §2.4). */
export async function enableRules({ detectionEngine, ruleContents }: EnableRulesDependencies, ruleIds: readonly string[], enabled: boolean): Promise<EndpointResponse<typeof contract>> {
  const ours = ruleIds.filter((ruleId) => ruleContents.some(({ rule_id }) => rule_id === ruleId));
  const rules = ours.length === 0 ? [] : await detectionEngine.findRules(ours);
  const missing = ruleIds.filter((ruleId) => !rules.some((rule) => rule.rule_id === ruleId));
  const failed = missing.map((ruleId) => ({ ruleId, message: 'This rule is not installed.' }));
  if (rules.length === 0) return { changed: [], failed };
  const { changed, errors } = await detectionEngine.switchRules(rules.map(({ id }) => id), enabled);
  const ruleIdOf = new Map(rules.map(({ id, rule_id }) => [id, rule_id]));
  for (const { ids, message } of errors) failed.push(...ids.flatMap((id) => (ruleIdOf.has(id) ? [{ ruleId: ruleIdOf.get(id) ?? id, message }] : [])));
  return { changed: changed.flatMap(({ id }) => ruleIdOf.get(id) ?? []), failed };
}
