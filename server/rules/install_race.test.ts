import { describe, expect, it } from 'vitest';
import type { RuleContent } from '../../common/detection';
import { packageRules } from '../../scripts/package_rules';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule, RuleWrite } from '../lib/detection_rule';
import { installRules } from './install_rules';
import type { InstalledRule, InstalledRuleStore } from './installed_rule_store';

const contents: readonly RuleContent[] = packageRules().rules.slice(0, 2);

/** Storage that, like Kibana's, has no unique `rule_id` and never sees a race: every create succeeds. */
function raceableEngine(): { engine: DetectionEngineClient; rules: Map<string, DetectionRule>; writes: () => number } {
  const rules = new Map<string, DetectionRule>();
  let created = 0;
  let writes = 0;
  const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
  const unused = (): never => {
    throw new Error('not used here');
  };
  const engine: DetectionEngineClient = {
    readRights: async () => ({ is_authenticated: true, has_encryption_key: true }),
    findRules: async (ruleIds) => {
      await moment();
      return [...rules.values()].filter(({ rule_id }) => ruleIds.includes(rule_id)).sort((a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id));
    },
    createRule: async (rule: RuleWrite & { enabled: boolean }) => {
      const begun = new Date(Date.now() + Math.round(Math.random() * 3)).toISOString();
      await moment();
      created += 1;
      writes += 1;
      const stored: DetectionRule = { ...rule, id: `id-${created}`, created_at: begun, updated_at: begun, updated_by: 'test', revision: 0 };
      rules.set(stored.id, stored);
      await moment();
      return stored;
    },
    deleteRule: async (uuid) => {
      await moment();
      writes += 1;
      rules.delete(uuid);
    },
    switchRules: async (uuids) => {
      await moment();
      const found = uuids.flatMap((uuid) => rules.get(uuid) ?? []);
      for (const rule of found) rules.set(rule.id, { ...rule, enabled: true });
      writes += 1;
      return { changed: found, errors: uuids.filter((uuid) => !rules.has(uuid)).map((uuid) => ({ message: 'Rule not found', ids: [uuid] })) };
    },
    getRule: unused,
    patchRule: unused,
    replaceRule: unused,
    setAlertStatus: unused,
    tagAlerts: unused,
    runRuleSoon: unused,
    findAlertingFacts: unused,
    findExceptionItems: unused,
  };
  return { engine, rules, writes: () => writes };
}

function sharedStore(): InstalledRuleStore {
  const states = new Map<string, InstalledRule>();
  return { get: (ruleId) => Promise.resolve(states.get(ruleId)), getMany: () => Promise.resolve(new Map(states)), put: (state) => Promise.resolve(void states.set(state.ruleId, state)) };
}

describe('several processes that install at the same moment', () => {
  it('end with one enabled rule of each kind, whatever the order of their steps', async () => {
    for (let run = 1; run <= 40; run += 1) {
      const { engine, rules, writes } = raceableEngine();
      const store = sharedStore();
      const install = () => installRules({ detectionEngine: engine, store, ruleContents: contents, now: () => new Date() }, { enable: true, repair: false });
      const reports = await Promise.all([install(), install(), install()]);
      /* One that lost its rule to an older one may have to look again; at start-up it does. */
      for (const { failed } of reports) if (failed.length > 0) await install();
      expect([...rules.values()].map(({ rule_id }) => rule_id).sort()).toEqual(contents.map(({ rule_id }) => rule_id).sort());
      const settled = await install();
      expect(settled).toMatchObject({ installed: [], kept: [], failed: [] });
      expect([...rules.values()].every(({ enabled }) => enabled)).toBe(true);
      const before = writes();
      await install();
      expect(writes()).toBe(before);
    }
  });
});
