import type { SavedObjectsClientContract } from '@kbn/core/server';
import type { ExclusionRow } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { exclusionsOfRule, readSwitches } from '../../common/exclusions';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { findActivity } from './activity_store';
import { readLastChanges, type LastChange } from './exclusion_store';

/** Unfinished switches are looked for among so many of the newest. */
const LOOK_BACK_ENTRIES = 200;

export interface ExclusionsDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly savedObjects: SavedObjectsClientContract;
  readonly ruleContents: readonly RuleContent[];
}

/** Every exclusion as a row, in the order of the seed, read off the rules as they are now. */
export async function findExclusions({ detectionEngine, savedObjects, ruleContents }: ExclusionsDependencies): Promise<ExclusionRow[]> {
  const contents = ruleContents.filter((content) => exclusionsOfRule(content).length > 0);
  if (contents.length === 0) return [];
  const rules = await detectionEngine.findRules(contents.map(({ rule_id }) => rule_id));
  const rows = await Promise.all(contents.map((content) => readRows(savedObjects, content, rules.find(({ rule_id }) => rule_id === content.rule_id))));
  return rows.flat();
}

/** The rows of one rule, `rule_missing` where it is not installed. */
export async function readRows(savedObjects: ExclusionsDependencies['savedObjects'], content: RuleContent, rule: DetectionRule | undefined): Promise<ExclusionRow[]> {
  return toRows(content, rule, await readChanges(savedObjects, content, rule));
}

/** The last change of each exclusion of one rule, those too that were cut off before they were noted. */
export async function readChanges(savedObjects: ExclusionsDependencies['savedObjects'], content: RuleContent, rule: DetectionRule | undefined): Promise<ReadonlyMap<string, LastChange>> {
  const changes = await readLastChanges(savedObjects, exclusionsOfRule(content).map(({ id }) => id));
  if (!rule || !toRows(content, rule, changes).some(({ state }) => state === 'rule_edited')) return changes;
  return new Map([...changes, ...(await findUnfinished(savedObjects, rule))]);
}

/** The rows of one rule as it is given, with the changes on record. In a rule that somebody put into another language (Lucene) no switch can be placed. */
export function toRows(content: RuleContent, rule: DetectionRule | undefined, changes: ReadonlyMap<string, LastChange>): ExclusionRow[] {
  const exclusions = exclusionsOfRule(content);
  const switchedOff = new Set([...changes].flatMap(([id, { on }]) => (on ? [] : [id])));
  const isInLanguage = (rule?.language ?? content.language) === content.language;
  const states = rule && readSwitches(rule.query ?? '', content.query, exclusions, switchedOff).states;
  return exclusions.map(({ condition: _condition, ...exclusion }) => {
    const state = isInLanguage ? (states?.get(exclusion.id) ?? 'rule_missing') : 'rule_edited';
    return { ...exclusion, ruleName: rule?.name ?? content.name, on: state === 'on', state, lastChange: changes.get(exclusion.id) };
  });
}

/**
 * Switches that were cut off after the rule was written and before that was noted, oldest first: the last one's intent holds the very text the
 * rule has now, and those that were written with it lead there, each from the text of the one before.
 */
async function findUnfinished(savedObjects: ExclusionsDependencies['savedObjects'], rule: DetectionRule): Promise<ReadonlyArray<readonly [string, LastChange]>> {
  const { entries } = await findActivity(savedObjects, { page: 1, perPage: LOOK_BACK_ENTRIES });
  const intended = entries.filter(({ outcome, ruleId }) => outcome === 'intended' && ruleId === rule.rule_id);
  let text = rule.query;
  const found = intended.filter(({ queryBefore, queryAfter }) => {
    if (text === undefined || queryAfter !== text) return false;
    text = queryBefore;
    return true;
  });
  return found.reverse().map(({ exclusionId, by, at, reason, on }) => [exclusionId, { by, at, reason, on }] as const);
}
