import type { ExclusionRow } from '../../common/api';
import { seedExclusions, switchExclusion as switchInText, type Exclusion } from '../../common/exclusions';
import type { RuleContent } from '../../common/detection';
import { AppError } from '../lib/app_error';
import type { DetectionRule } from '../lib/detection_rule';
import type { RuleLocks } from '../lib/rule_locks';
import { UpstreamFailure } from '../lib/upstream_failure';
import { finish, writeIntent } from './activity_store';
import { writeLastChange, type LastChange } from './exclusion_store';
import { exclusionsOf, readRows, type ExclusionsDependencies } from './find_exclusions';

/** A rule that somebody else saves at the same moment is read again and switched anew. */
const ATTEMPTS = 5;

export interface SwitchDependencies extends ExclusionsDependencies {
  readonly locks: RuleLocks;
  readonly spaceId: string;
  readonly userName: string;
  readonly now: () => Date;
}

export interface SwitchOrder {
  readonly id: string;
  readonly on: boolean;
  readonly reason: string;
}

/** What one switch works on. */
interface Target {
  readonly exclusion: Exclusion;
  readonly content: RuleContent;
  readonly order: SwitchOrder;
}

/**
 * Switches one exclusion in its rule's query, under the rule's lock: intent first, then the rule with the caller's own credentials, then the rule
 * is read again and must say what was meant. A switch that is there already changes nothing. Throws `not_found`, `rule_edited`, `conflict`,
 * `forbidden`.
 */
export async function switchExclusion(dependencies: SwitchDependencies, order: SwitchOrder): Promise<ExclusionRow> {
  const exclusion = seedExclusions.find(({ id }) => id === order.id);
  const content = dependencies.ruleContents.find(({ rule_id }) => rule_id === exclusion?.ruleId);
  if (!exclusion || !content) throw new AppError('not_found', 'There is no such exclusion.', { details: { id: order.id } });
  const { locks, savedObjects, spaceId } = dependencies;
  return locks.hold({ savedObjects, spaceId, ruleId: exclusion.ruleId }, () => switchUnderLock(dependencies, { exclusion, content, order }));
}

async function switchUnderLock(dependencies: SwitchDependencies, target: Target): Promise<ExclusionRow> {
  for (let attempt = 1; ; attempt += 1) {
    const rule = await readRule(dependencies, target);
    const row = await readRow(dependencies, target, rule);
    if (row.state !== 'rule_edited' && row.on === target.order.on) return row;
    try {
      const changed = await change(dependencies, target, rule, row);
      return await readRow(dependencies, target, changed);
    } catch (error) {
      if (!(error instanceof UpstreamFailure && error.status === 409) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function readRule({ detectionEngine }: SwitchDependencies, { exclusion }: Target): Promise<DetectionRule> {
  const [rule] = await detectionEngine.findRules([exclusion.ruleId]);
  if (!rule) throw new AppError('not_found', 'The rule of this exclusion is not installed in this space.', { details: { ruleId: exclusion.ruleId } });
  return rule;
}

async function readRow({ savedObjects }: SwitchDependencies, { content, exclusion }: Target, rule: DetectionRule): Promise<ExclusionRow> {
  const row = (await readRows(savedObjects, content, rule)).find(({ id }) => id === exclusion.id);
  if (!row) throw new AppError('not_found', 'There is no such exclusion.', { details: { id: exclusion.id } });
  return row;
}

/** Writes the intent, the rule, and the outcome. Gives the rule as it is afterwards. */
async function change(dependencies: SwitchDependencies, target: Target, rule: DetectionRule, row: ExclusionRow): Promise<DetectionRule> {
  const { savedObjects, userName, now } = dependencies;
  const { exclusion, order } = target;
  const queryBefore = rule.query ?? '';
  const queryAfter = row.state === 'rule_edited' ? undefined : textAfter(target, queryBefore);
  const made: LastChange = { by: userName, at: now().toISOString(), reason: order.reason, on: order.on };
  const { ruleId, position, field, value } = exclusion;
  const intent = await writeIntent(savedObjects, { exclusionId: exclusion.id, ruleId, position, field, value, ...made, outcome: 'intended', queryBefore, ...(queryAfter === undefined ? {} : { queryAfter }) });
  try {
    if (queryAfter === undefined) throw new AppError('rule_edited', 'The rule was edited by hand so that this switch cannot be placed.', { details: { ruleId } });
    const changed = await writeRule(dependencies, rule, queryAfter);
    await writeLastChange(savedObjects, exclusion.id, made);
    await finish(savedObjects, intent, { outcome: 'done' });
    return changed;
  } catch (error) {
    await finish(savedObjects, intent, { outcome: 'refused', errorCode: error instanceof AppError ? error.code : 'internal' }).catch(() => undefined);
    throw error;
  }
}

function textAfter({ exclusion, content, order }: Target, text: string): string | undefined {
  return switchInText({ text, seedText: content.query, exclusions: exclusionsOf(content.rule_id), exclusion, on: order.on });
}

/**
 * The rule is looked at once more right before it is written, and after: whoever saves it in Kibana at this very moment does not ask for our
 * lock. More than one new revision, or another text than ours, means that somebody did.
 */
async function writeRule({ detectionEngine }: SwitchDependencies, rule: DetectionRule, query: string): Promise<DetectionRule> {
  const before = await detectionEngine.getRule(rule.id);
  if (before?.query !== rule.query) throw new UpstreamFailure(409, 'The rule was changed in the meantime.');
  await detectionEngine.patchRule(rule.id, { query });
  const after = await detectionEngine.getRule(rule.id);
  const isOurs = after?.query === query && (before?.revision === undefined || after.revision === undefined || after.revision <= before.revision + 1);
  if (!after || !isOurs) throw new AppError('conflict', 'The rule was changed by somebody else at the same moment. Look at it before switching again.', { details: { ruleId: rule.rule_id, revision: after?.revision } });
  return after;
}
