import type { SavedObjectsClientContract } from '@kbn/core/server';
import type { ExclusionRow } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { readSwitches, seedExclusions, type Exclusion } from '../../common/exclusions';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { findActivity } from './activity_store';
import { readLastChanges, type LastChange } from './exclusion_store';

/** Unfinished switches are looked for among so many of the newest. */
const LOOK_BACK_ENTRIES = 50;

export interface ExclusionsDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly savedObjects: SavedObjectsClientContract;
  readonly ruleContents: readonly RuleContent[];
}

/** Every exclusion as a row, in the order of the seed, read off the rules as they are now. */
export async function findExclusions({ detectionEngine, savedObjects, ruleContents }: ExclusionsDependencies): Promise<ExclusionRow[]> {
  const contents = ruleContents.filter(({ rule_id }) => exclusionsOf(rule_id).length > 0);
  if (contents.length === 0) return [];
  const rules = await detectionEngine.findRules(contents.map(({ rule_id }) => rule_id));
  const rows = await Promise.all(contents.map((content) => readRows(savedObjects, content, rules.find(({ rule_id }) => rule_id === content.rule_id))));
  return rows.flat();
}

/** The rows of one rule, `rule_missing` where it is not installed. */
export async function readRows(savedObjects: ExclusionsDependencies['savedObjects'], content: RuleContent, rule: DetectionRule | undefined): Promise<ExclusionRow[]> {
  const changes = await readLastChanges(savedObjects, exclusionsOf(content.rule_id).map(({ id }) => id));
  const rows = toRows(content, rule, changes);
  if (!rule || !rows.some(({ state }) => state === 'rule_edited')) return rows;
  return toRows(content, rule, new Map([...changes, ...(await findUnfinished(savedObjects, rule))]));
}

function toRows(content: RuleContent, rule: DetectionRule | undefined, changes: ReadonlyMap<string, LastChange>): ExclusionRow[] {
  const exclusions = exclusionsOf(content.rule_id);
  const switchedOff = new Set([...changes].flatMap(([id, { on }]) => (on ? [] : [id])));
  const states = rule && readSwitches(rule.query ?? '', content.query, exclusions, switchedOff).states;
  return exclusions.map(({ id, source, ruleId, position, category, field, value }) => {
    const state = states?.get(id) ?? 'rule_missing';
    return { id, source, ruleId, ruleName: rule?.name ?? content.name, position, category, field, value, on: state === 'on', state, lastChange: changes.get(id) };
  });
}

/** Switches that were cut off after the rule was written and before that was noted: their intent holds the very text the rule has now. */
async function findUnfinished(savedObjects: ExclusionsDependencies['savedObjects'], rule: DetectionRule): Promise<ReadonlyArray<readonly [string, LastChange]>> {
  const { entries } = await findActivity(savedObjects, { page: 1, perPage: LOOK_BACK_ENTRIES });
  return entries
    .filter(({ outcome, ruleId, queryAfter }) => outcome === 'intended' && ruleId === rule.rule_id && queryAfter === rule.query)
    .map(({ exclusionId, by, at, reason, on }) => [exclusionId, { by, at, reason, on }] as const);
}

/** All exclusions of one rule. */
export function exclusionsOf(rule: string): readonly Exclusion[] {
  return seedExclusions.filter(({ ruleId }) => ruleId === rule);
}
