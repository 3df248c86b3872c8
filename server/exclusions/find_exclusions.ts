import type { SavedObjectsClientContract } from '@kbn/core/server';
import type { ExclusionRow } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { readSwitches, seedExclusions, type Exclusion } from '../../common/exclusions';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { readLastChanges, type LastChange } from './exclusion_store';

export interface ExclusionsDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly savedObjects: SavedObjectsClientContract;
  readonly ruleContents: readonly RuleContent[];
}

/** Every exclusion as a row, in the order of the seed, read off the rules as they are now. */
export async function findExclusions({ detectionEngine, savedObjects, ruleContents }: ExclusionsDependencies): Promise<ExclusionRow[]> {
  const ruleIds = [...new Set(seedExclusions.map(({ ruleId }) => ruleId))];
  const [rules, changes] = await Promise.all([detectionEngine.findRules(ruleIds), readLastChanges(savedObjects, seedExclusions.map(({ id }) => id))]);
  return ruleContents.flatMap((content) => {
    const exclusions = seedExclusions.filter(({ ruleId }) => ruleId === content.rule_id);
    return exclusions.length === 0 ? [] : toRows({ content, exclusions, rule: rules.find(({ rule_id }) => rule_id === content.rule_id), changes });
  });
}

export interface RuleReading {
  readonly content: RuleContent;
  /** All exclusions of the rule. */
  readonly exclusions: readonly Exclusion[];
  readonly rule: DetectionRule | undefined;
  readonly changes: ReadonlyMap<string, LastChange>;
}

/** The rows of one rule. */
export function toRows({ content, exclusions, rule, changes }: RuleReading): ExclusionRow[] {
  const switchedOff = new Set([...changes].flatMap(([id, { on }]) => (on ? [] : [id])));
  const states = rule && readSwitches(rule.query ?? '', content.query, exclusions, switchedOff).states;
  return exclusions.map(({ id, source, ruleId, position, category, field, value }) => {
    const state = states?.get(id) ?? 'rule_missing';
    return { id, source, ruleId, ruleName: rule?.name ?? content.name, position, category, field, value, on: state === 'on', state, lastChange: changes.get(id) };
  });
}
