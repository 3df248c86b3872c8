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

/** So many rules search at one time: while one's alerts are written another's events are looked for. */
const rulesAtOnce = 3;

const readsAlerts = ({ attributes }: StoredRule): boolean => (attributes.params.index ?? []).some((pattern) => /^\.(internal\.)?alerts-|^\.siem-signals/.test(pattern));

/** Runs every enabled rule of a space over a span of event times; rules that read alerts come last and one after another, so that they see what the others found. */
export async function runRulesOverSpan(spaceId: string, span: Span, dependencies: RunRulesDependencies): Promise<RuleSpanSummary[]> {
  const rules = (await findRulesOfAllSpaces(dependencies.internalSavedObjects)).filter((rule) => rule.spaceId === spaceId && rule.attributes.enabled);
  const summaries = new Map<string, RuleSpanSummary>();
  const runAll = async (left: Iterable<StoredRule>): Promise<void> => {
    for (const rule of left) summaries.set(rule.id, await dependencies.scheduler.exclusively(rule.id, () => runRule(rule, span, dependencies)));
  };
  const ofEvents = rules.filter((rule) => !readsAlerts(rule)).values();
  await Promise.all(Array.from({ length: rulesAtOnce }, () => runAll(ofEvents)));
  await runAll(rules.filter(readsAlerts));
  return rules.flatMap(({ id }) => summaries.get(id) ?? []);
}
