import type { SavedObjectsClientContract } from '@kbn/core/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { toCorpusTest } from '../../common/coverage';
import { packageRules } from '../../scripts/package_rules';
import { packageScenarios } from '../../scripts/package_scenarios';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import type { ExceptionItem } from '../lib/exception_item';
import { measureSwitch } from './measure_switch';

const ruleId = 'staging-watch-script-downloaded';
const ruleContents = packageRules().rules.filter(({ rule_id }) => rule_id === ruleId);
const scenarios = packageScenarios().scenarios.map(toCorpusTest);
const text = ruleContents[0]?.query ?? '';
const nothing = 'process where false';

let rules: DetectionRule[];
beforeEach(() => {
  rules = ruleContents.map((content) => ({ ...content, id: content.rule_id, enabled: true, to: 'now', created_at: '', updated_at: '', updated_by: '' }));
});

const valueList: ExceptionItem = { name: 'with a value list', entries: [{ type: 'list', field: 'host.name', operator: 'included' }] };
const savedObjects = {
  get: async () => {
    throw Object.assign(new Error('404'), { output: { statusCode: 404 } });
  },
  bulkGet: async () => ({ saved_objects: [] }),
  find: async () => ({ total: 0, page: 1, per_page: 50, saved_objects: [] }),
} as unknown as SavedObjectsClientContract;
const engine: Partial<DetectionEngineClient> = { findRules: async () => rules, findExceptionItems: async () => [valueList] };
const measure = (queryBefore: string, queryAfter: string) => measureSwitch({ detectionEngine: engine as DetectionEngineClient, savedObjects, ruleContents, scenarios: () => scenarios, userName: 'tuner', now: () => new Date() }, { ruleId, queryBefore, queryAfter });

describe('a switch is measured', () => {
  it('on the text it is made in, whatever is installed by now', async () => {
    expect((await measure(nothing, nothing)).blind).toEqual([]);
    rules = rules.map((rule) => ({ ...rule, query: nothing }));
    expect((await measure(text, nothing)).blind).toContainEqual(expect.objectContaining({ testId: 'A1', style: 'sysmon' }));
  });

  it('and says that nothing is known where the rule as it is cannot be run', async () => {
    const { blind, unmeasured } = await measure('process where (', nothing);
    expect([blind, unmeasured]).toEqual([[], expect.any(String)]);
    expect(await measure(text, text)).not.toHaveProperty('unmeasured');
  });

  it('without exceptions that cannot be told, and says so', async () => {
    rules = rules.map((rule) => ({ ...rule, exceptions_list: [{ list_id: 'shared', type: 'detection', namespace_type: 'single' }] }));
    const { blind, unmeasured, withoutExceptions } = await measure(text, nothing);
    expect([unmeasured, withoutExceptions]).toEqual([undefined, 'shared: with a value list']);
    expect(blind).toContainEqual(expect.objectContaining({ testId: 'A1', style: 'sysmon' }));
  });
});
