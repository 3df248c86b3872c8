import type { RuleContent } from '../../common/detection';
import type { DetectionRule } from '../lib/detection_rule';
import { UpstreamFailure } from '../lib/upstream_failure';
import type { InstallDependencies, InstallOptions } from './install_rules';
import type { InstalledRule } from './installed_rule_store';
import { fingerprint, isAsContent, isAsWritten, queryWithSwitches, toRuleWrite } from './rule_write';

export type InstallOutcome = 'installed' | 'unchanged' | 'edited' | 'deleted';

export interface RuleInSpace {
  readonly content: RuleContent;
  /** Rules of its `rule_id`, oldest first: more than one after a race. */
  readonly same: readonly DetectionRule[];
}

/** Brings one rule into the space. Throws `UpstreamFailure`, or an error of the saved objects client. */
export async function installRule(dependencies: InstallDependencies, options: InstallOptions, { content, same }: RuleInSpace): Promise<InstallOutcome> {
  const state = await dependencies.store.get(content.rule_id);
  const rule = await keepOldest(dependencies, same.length > 0 || !state ? same : await dependencies.detectionEngine.findRules([content.rule_id]));
  if (!rule) return (await isToStayAway(dependencies, options, state, content)) ? 'deleted' : create(dependencies, options, content);
  if (isAsContent(rule, content)) return adopt(dependencies, { content, rule, state });
  if (state && isAsWritten(rule, content, state)) return write(dependencies, { content, rule, state }, queryWithSwitches(content, content.query, rule.query ?? ''));
  const isReset = options.repair && (options.ruleIds?.includes(content.rule_id) ?? false);
  return isReset ? write(dependencies, { content, rule, state }, content.query) : 'edited';
}

/** A rule that was installed once and is gone now was deleted by a person: that is written down, and it stays away until repaired. */
async function isToStayAway({ store, now }: InstallDependencies, { repair, ruleIds }: InstallOptions, state: InstalledRule | undefined, { rule_id }: RuleContent): Promise<boolean> {
  if (!state || (repair && (ruleIds?.includes(rule_id) ?? true))) return false;
  if (state.deletedAt === undefined) await store.put({ ...state, deletedAt: now().toISOString() });
  return true;
}

/**
 * `rule_id` is not unique in storage (`detection-engine.md` §1.3): after creating one looks again, and of several the oldest stays, whoever
 * looks. Created disabled, so that a double never runs.
 */
async function create(dependencies: InstallDependencies, { enable }: InstallOptions, content: RuleContent): Promise<InstallOutcome> {
  const { detectionEngine, store, now } = dependencies;
  try {
    await detectionEngine.createRule({ ...toRuleWrite(content), enabled: false });
  } catch (error) {
    if (!(error instanceof UpstreamFailure && error.status === 409)) throw error;
  }
  const rule = await keepOldest(dependencies, await detectionEngine.findRules([content.rule_id]));
  if (!rule) throw new UpstreamFailure(409, `${content.rule_id} was removed while it was being installed`);
  const state = { ...describe(content), installedAt: now().toISOString(), enablePending: enable };
  await store.put(state);
  await enableIfPending(dependencies, rule, state);
  return 'installed';
}

interface FoundRule {
  readonly content: RuleContent;
  readonly rule: DetectionRule;
  readonly state: InstalledRule | undefined;
}

/** The rule is as it should be. What is stored about it is made so too, and an enabling that a crash cut off is done. */
async function adopt(dependencies: InstallDependencies, { content, rule, state }: FoundRule): Promise<InstallOutcome> {
  const described = describe(content);
  const isStored = state !== undefined && state.deletedAt === undefined && state.fingerprint === described.fingerprint;
  const wanted = isStored ? state : { ...described, installedAt: state?.installedAt ?? dependencies.now().toISOString(), enablePending: state?.enablePending ?? false };
  if (!isStored) await dependencies.store.put(wanted);
  await enableIfPending(dependencies, rule, wanted);
  return 'unchanged';
}

/** Writes the content over a rule: a newer content over an older one, or over what a person edited and wants reset. */
async function write(dependencies: InstallDependencies, { content, rule, state }: FoundRule, query: string): Promise<InstallOutcome> {
  const { rule_id: _ruleId, ...change } = toRuleWrite(content, query);
  await dependencies.detectionEngine.patchRule(rule.id, change);
  await dependencies.store.put({ ...describe(content), installedAt: state?.installedAt ?? dependencies.now().toISOString(), enablePending: false });
  return 'installed';
}

async function enableIfPending({ detectionEngine, store }: InstallDependencies, rule: DetectionRule, state: InstalledRule): Promise<void> {
  if (!state.enablePending) return;
  if (!rule.enabled) {
    const [failed] = (await detectionEngine.switchRules([rule.id], true)).errors;
    if (failed) throw new UpstreamFailure(500, failed.message);
  }
  await store.put({ ...state, enablePending: false });
}

async function keepOldest({ detectionEngine }: InstallDependencies, [oldest, ...younger]: readonly DetectionRule[]): Promise<DetectionRule | undefined> {
  for (const rule of younger) await detectionEngine.deleteRule(rule.id);
  return oldest;
}

function describe(content: RuleContent): Pick<InstalledRule, 'ruleId' | 'fingerprint' | 'query'> {
  return { ruleId: content.rule_id, fingerprint: fingerprint(toRuleWrite(content)), query: content.query };
}
