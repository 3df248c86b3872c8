import { findRulesOfAllSpaces } from '../rules/rule_repository';
import type { StoredRule } from '../rules/rule';
import { executeRule } from './execute_rule';
import type { ExecuteRuleDependencies } from './execute_rule';
import { runOverSpan } from './run_over_span';
import type { Span } from './run_over_span';
import type { Scheduler } from './scheduler';

/** What the rules found in a span; `alerts` counts single alerts and shells, not building blocks. */
export interface RuleSpanSummary {
  readonly rule_id: string;
  readonly name: string;
  readonly windows: number;
  readonly windows_at_max_signals: number;
  readonly alerts: number;
  readonly building_blocks: number;
  readonly status: string;
  readonly message: string;
}

export interface RunRulesDependencies extends ExecuteRuleDependencies {
  readonly scheduler: Scheduler;
}

async function runRule(rule: StoredRule, span: Span, dependencies: RunRulesDependencies): Promise<RuleSpanSummary> {
  let windows = 0;
  let windowsAtMaximum = 0;
  const request = { rule, dueAt: dependencies.now(), previousStartedAt: undefined };
  const { outcome, result } = await executeRule(request, dependencies, async (run) => {
    const found = await runOverSpan(run, span, dependencies.writing);
    windows = found.windows;
    windowsAtMaximum = found.windowsAtMaximum;
    return { result: found.result, gapMs: 0 };
  });
  return {
    rule_id: rule.attributes.params.ruleId,
    name: rule.attributes.name,
    windows,
    windows_at_max_signals: windowsAtMaximum,
    alerts: result.created,
    building_blocks: result.createdBlocks,
    status: outcome.status,
    message: outcome.message,
  };
}

/** Runs every enabled rule of a space over a span of event times, one after another. */
export async function runRulesOverSpan(spaceId: string, span: Span, dependencies: RunRulesDependencies): Promise<RuleSpanSummary[]> {
  const rules = (await findRulesOfAllSpaces(dependencies.internalSavedObjects)).filter((rule) => rule.spaceId === spaceId && rule.attributes.enabled);
  const summaries: RuleSpanSummary[] = [];
  for (const rule of rules) summaries.push(await dependencies.scheduler.exclusively(rule.id, () => runRule(rule, span, dependencies)));
  return summaries;
}
