import { inParallel } from '../lib/in_parallel';
import { againWhenBusy } from '../lib/when_busy';
import { UpstreamFailure } from '../lib/upstream_failure';
import type { SettledRule } from './install_rule';
import type { InstallDependencies } from './install_rules';
import type { InstalledRule } from './installed_rule_store';

/** So many rules are enabled by one request, which has to be answered within the time limit of a request. */
const ENABLED_TOGETHER = 25;

export type RuleToEnable = NonNullable<SettledRule['enable']>;

/**
 * Enables what is to be enabled, many by one request, and writes down that it is done. Gives an error for each rule that stays off. The states say
 * `enablePending` before and not after, so that a crash in between is made up for.
 */
export async function enableInstalled(dependencies: InstallDependencies, settled: readonly RuleToEnable[], parallel: number): Promise<ReadonlyMap<string, unknown>> {
  const pending = settled.filter(({ state }) => state.enablePending);
  const failed = new Map<string, unknown>();
  const off = pending.filter(({ rule }) => !rule.enabled);
  for (let at = 0; at < off.length; at += ENABLED_TOGETHER) {
    for (const [ruleId, error] of await enableTogether(dependencies, off.slice(at, at + ENABLED_TOGETHER))) failed.set(ruleId, error);
  }
  const done = pending.filter(({ state }) => !failed.has(state.ruleId));
  await inParallel(done, parallel, async ({ state }) => {
    const error = await put(dependencies, state);
    if (error !== undefined) failed.set(state.ruleId, error);
  });
  return failed;
}

async function put({ store }: InstallDependencies, state: InstalledRule): Promise<unknown> {
  return againWhenBusy(() => store.put({ ...state, enablePending: false })).then(
    () => undefined,
    (error: unknown) => error
  );
}

/** After an error one looks again: another process may have enabled the rule at the same moment. */
async function enableTogether({ detectionEngine }: InstallDependencies, rules: readonly RuleToEnable[]): Promise<ReadonlyArray<readonly [string, unknown]>> {
  try {
    const { errors } = await againWhenBusy(() => detectionEngine.switchRules(rules.map(({ rule }) => rule.id), true));
    const [first] = errors;
    if (!first) return [];
    const found = await detectionEngine.findRules(rules.map(({ state: { ruleId } }) => ruleId));
    return rules.flatMap(({ rule: { id }, state: { ruleId } }) => {
      if (found.some((rule) => rule.rule_id === ruleId && rule.enabled)) return [];
      const own = errors.find(({ ids }) => ids.includes(id)) ?? first;
      return [[ruleId, new UpstreamFailure(500, own.message)] as const];
    });
  } catch (error) {
    return rules.map(({ state: { ruleId } }) => [ruleId, error] as const);
  }
}
