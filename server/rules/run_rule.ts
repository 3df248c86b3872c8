import { setTimeout } from 'node:timers/promises';
import type { EndpointResponse, runRule as contract } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import { UpstreamFailure } from '../lib/upstream_failure';

export interface RunRuleDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly ruleContents: readonly RuleContent[];
}

/** A run that goes on may have begun before a change; so long it is waited for before another is asked for. What Kibana says of it is in its own language. */
const RUN_ENDS_WITHIN_MS = 10_000;
const ASK_AGAIN_MS = 500;

/** Runs one rule now, where this Kibana offers it (`kibana-8.12-observed.md` 17). */
export async function runRule({ detectionEngine, ruleContents }: RunRuleDependencies, ruleId: string): Promise<EndpointResponse<typeof contract>> {
  if (!ruleContents.some(({ rule_id }) => rule_id === ruleId)) return { started: false, why: 'missing' };
  const [rule] = await detectionEngine.findRules([ruleId]);
  if (!rule) return { started: false, why: 'missing' };
  if (!rule.enabled) return { started: false, why: 'disabled' };
  for (let leftMs = RUN_ENDS_WITHIN_MS; ; leftMs -= ASK_AGAIN_MS) {
    const answer = await detectionEngine.runRuleSoon(rule.id);
    if (answer.outcome !== 'not_now') return answer.outcome === 'started' ? { started: true } : { started: false, why: answer.outcome };
    if (leftMs <= 0) return whyNot(answer.words);
    await setTimeout(ASK_AGAIN_MS);
  }
}

function whyNot(words: string): EndpointResponse<typeof contract> {
  if (/already running/i.test(words)) return { started: false, why: 'already_running' };
  throw new UpstreamFailure(200, words.slice(0, 200), { code: 'upstream_failed' });
}
