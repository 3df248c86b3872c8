import type { EndpointResponse, runRule as contract } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';

export interface RunRuleDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly ruleContents: readonly RuleContent[];
}

/** Runs one rule now, where this Kibana offers it (`kibana-8.12-observed.md` 17). */
export async function runRule({ detectionEngine, ruleContents }: RunRuleDependencies, ruleId: string): Promise<EndpointResponse<typeof contract>> {
  if (!ruleContents.some(({ rule_id }) => rule_id === ruleId)) return { started: false, why: 'missing' };
  const [rule] = await detectionEngine.findRules([ruleId]);
  if (!rule) return { started: false, why: 'missing' };
  if (!rule.enabled) return { started: false, why: 'disabled' };
  return (await detectionEngine.runRuleSoon(rule.id)) ? { started: true } : { started: false, why: 'not_offered' };
}
