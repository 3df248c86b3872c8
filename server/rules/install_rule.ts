import type { RuleContent } from '../../common/detection';
import { againWhenBusy } from '../lib/when_busy';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { UpstreamFailure } from '../lib/upstream_failure';
import type { InstallDependencies, InstallOptions } from './install_rules';
import type { InstalledRule } from './installed_rule_store';
import { isRuleTypeMissing } from './rule_offer';
import { fingerprint, isAsContent, isAsWritten, queryWithSwitches, toRuleWrite } from './rule_write';

export type InstallOutcome = 'installed' | 'unchanged' | 'edited' | 'deleted' | 'not_offered';

/** A rule that is in the space as it should be, and has yet to be enabled where `state.enablePending` says so. */
export interface SettledRule {
  readonly outcome: InstallOutcome;
  readonly enable?: { readonly rule: DetectionRule; readonly state: InstalledRule };
}

export interface RuleInSpace {
  readonly content: RuleContent;
  /** Rules of its `rule_id`, oldest first: more than one after a race. */
  readonly same: readonly DetectionRule[];
  /** What is stored about it. */
  readonly state: InstalledRule | undefined;
}

/** Brings one rule into the space; `created` is still to be told from doubles by `settleCreated`. Throws `UpstreamFailure`, or an error of the saved objects client. */
export async function bringRule(dependencies: InstallDependencies, options: InstallOptions, { content, same, state: stored }: RuleInSpace): Promise<SettledRule | 'created'> {
  const state = stored?.notOfferedAt === undefined ? stored : undefined;
  const rule = await keepOldest(dependencies, same.length > 0 || !state ? same : await dependencies.detectionEngine.findRules([content.rule_id]));
  if (!rule) return (await isToStayAway(dependencies, options, state, content)) ? { outcome: 'deleted' } : create(dependencies, content);
  if (isAsContent(rule, content)) return adopt(dependencies, options, { content, rule, state });
  if (state && isAsWritten(rule, content, state)) return write(dependencies, { content, rule, state }, queryWithSwitches(content, content.query, rule.query ?? ''));
  const isReset = options.repair && (options.ruleIds?.includes(content.rule_id) ?? false);
  return isReset ? write(dependencies, { content, rule, state }, content.query) : { outcome: 'edited' };
}

/** A rule that was installed once and is gone now was deleted by a person: that is written down, and it stays away until repaired. */
async function isToStayAway({ store, now }: InstallDependencies, { repair, ruleIds }: InstallOptions, state: InstalledRule | undefined, { rule_id }: RuleContent): Promise<boolean> {
  if (!state || (repair && (ruleIds?.includes(rule_id) ?? true))) return false;
  if (state.deletedAt === undefined) await store.put({ ...state, deletedAt: now().toISOString() });
  return true;
}

/** Created disabled, so that a double never runs. Whoever else created it meanwhile is told by the look afterwards. */
async function create({ detectionEngine, store, now }: InstallDependencies, content: RuleContent): Promise<SettledRule | 'created'> {
  try {
    await againWhenBusy(() => detectionEngine.createRule({ ...toRuleWrite(content), enabled: false }));
  } catch (error) {
    if (isRuleTypeMissing(error, content)) {
      const at = now().toISOString();
      await store.put({ ...describe(content), installedAt: at, enablePending: false, notOfferedAt: at });
      return { outcome: 'not_offered' };
    }
    if (!(error instanceof UpstreamFailure && error.status === 409)) throw error;
  }
  return 'created';
}

/**
 * What was created, looked at again: `rule_id` is not unique in storage (`detection-engine.md` §1.3), and of several the oldest stays, whoever
 * looks.
 */
export async function settleCreated(dependencies: InstallDependencies, options: InstallOptions, { content, same }: Omit<RuleInSpace, 'state'>): Promise<SettledRule> {
  const rule = await keepOldest(dependencies, same);
  if (!rule) throw new UpstreamFailure(409, `${content.rule_id} was removed while it was being installed`);
  const state = { ...describe(content), installedAt: dependencies.now().toISOString(), enablePending: isToEnable(options, content) };
  await dependencies.store.put(state);
  return { outcome: 'installed', enable: { rule, state } };
}

interface FoundRule {
  readonly content: RuleContent;
  readonly rule: DetectionRule;
  readonly state: InstalledRule | undefined;
}

/**
 * The rule is as it should be. What is stored about it is made so too, and an enabling that a crash cut off is done: a rule of which nothing is
 * stored was left between its creation and its enabling.
 */
async function adopt(dependencies: InstallDependencies, options: InstallOptions, { content, rule, state }: FoundRule): Promise<SettledRule> {
  const described = describe(content);
  const isStored = state !== undefined && state.deletedAt === undefined && state.fingerprint === described.fingerprint;
  const wanted = isStored ? state : { ...described, installedAt: state?.installedAt ?? dependencies.now().toISOString(), enablePending: state?.enablePending ?? isToEnable(options, content) };
  if (!isStored) await dependencies.store.put(wanted);
  return { outcome: 'unchanged', enable: { rule, state: wanted } };
}

/** An ES|QL rule cannot be measured by our own engines, so a person decides about it. */
function isToEnable({ enable }: InstallOptions, { type }: RuleContent): boolean {
  return enable && type !== 'esql';
}

/** The rule has what the content has no more; a patch leaves a field that it does not name. */
function isCleared(rule: DetectionRule, change: Pick<DetectionRule, 'tiebreaker_field' | 'building_block_type'>): boolean {
  return (rule.tiebreaker_field !== undefined && change.tiebreaker_field === undefined) || (rule.building_block_type !== undefined && change.building_block_type === undefined);
}

/** Writes the content over a rule: a newer content over an older one, or over what a person edited and wants reset. */
async function write(dependencies: InstallDependencies, { content, rule, state }: FoundRule, query: string): Promise<SettledRule> {
  const { rule_id: _ruleId, ...change } = toRuleWrite(content, query);
  await (isCleared(rule, change) ? replace(dependencies, rule, change) : againWhenBusy(() => dependencies.detectionEngine.patchRule(rule.id, change)));
  await dependencies.store.put({ ...describe(content), installedAt: state?.installedAt ?? dependencies.now().toISOString(), enablePending: false });
  return { outcome: 'installed' };
}

/** A whole rule is written over: what somebody switched since it was read must not be taken back. */
async function replace({ detectionEngine }: InstallDependencies, rule: DetectionRule, change: Parameters<DetectionEngineClient['replaceRule']>[1]): Promise<void> {
  const now = await againWhenBusy(() => detectionEngine.getRule(rule.id));
  if (now === undefined || now.revision !== rule.revision) throw new UpstreamFailure(409, 'The rule was changed while it was brought up to date. Install again.', { code: 'conflict' });
  await againWhenBusy(() => detectionEngine.replaceRule(now, change));
}

async function keepOldest({ detectionEngine }: InstallDependencies, [oldest, ...younger]: readonly DetectionRule[]): Promise<DetectionRule | undefined> {
  for (const rule of younger) await detectionEngine.deleteRule(rule.id);
  return oldest;
}

function describe(content: RuleContent): Pick<InstalledRule, 'ruleId' | 'fingerprint' | 'query'> {
  return { ruleId: content.rule_id, fingerprint: fingerprint(toRuleWrite(content)), query: content.query };
}
