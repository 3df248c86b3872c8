import { describe, expect, it } from 'vitest';
import { findPorts as portsContract, ruleDetailSchema } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { packageRules } from '../../scripts/package_rules';
import { AppError } from '../lib/app_error';
import type { DetectionRule } from '../lib/detection_rule';
import { findPorts, getRule, toDetail } from './find_rule_content';
import { platformsOf } from './find_rules';

const contents = packageRules().rules;
const one = (ruleId: string): RuleContent => {
  const content = contents.find(({ rule_id }) => rule_id === ruleId);
  if (!content) throw new Error(`no ${ruleId}`);
  return content;
};
const sysmon = one('staging-watch-copy-then-write-sysmon');
/** As it stands in a space, with what a person may have changed. */
const installed = (content: RuleContent, changed: Partial<DetectionRule> = {}): DetectionRule => ({ ...content, id: 'u', enabled: true, to: 'now', created_at: '', updated_at: '', updated_by: '', ...changed });

describe('the detail of a rule', () => {
  it.each(contents.map((content) => [content.rule_id, content] as const))('%s is complete and read back by the contract', (_, content) => {
    const detail = toDetail(content, undefined);
    expect(ruleDetailSchema.parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({ severityReason: content.severity_reason, data: content.data, triage: content.triage, falsePositives: content.false_positives });
    expect(detail.exclusions.map(({ shippedOn }) => (shippedOn ? 'on' : 'off'))).toEqual(content.exclusions.map((exclusion) => exclusion.default));
    expect(detail.port?.deviations).toEqual(content.port?.deviations);
    expect(detail.shippedQuery).toBeUndefined();
    expect(platformsOf(content.tags).length).toBeGreaterThan(0);
  });

  it('has the schedule in milliseconds, with the span of the sequence', () => {
    expect(toDetail(sysmon, undefined).schedule).toEqual({ interval: '5m', from: 'now-15m', maxSignals: 100, intervalMs: 300_000, lookBackMs: 900_000, maxSpanMs: 300_000 });
    expect(toDetail(one('staging-watch-many-files-one-process'), undefined).schedule).not.toHaveProperty('maxSpanMs');
  });

  it('is that of the rule in the space where a person edited it', () => {
    const edited = toDetail(sysmon, installed(sysmon, { query: 'sequence nonsense [', interval: '1 moon', from: 'now-6m', risk_score: 5 }));
    expect(edited.schedule).toEqual({ interval: '1 moon', from: 'now-6m', maxSignals: 100, lookBackMs: 360_000 });
    expect([edited.riskScore, edited.shippedQuery]).toEqual([5, sysmon.query]);
  });

  it('does not call an exclusion that is switched off an edited text', () => {
    const [exclusion] = sysmon.exclusions;
    const query = sysmon.query.replace(new RegExp(`\\s+and not \\(${(exclusion?.condition ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\)`), '');
    expect(query).not.toBe(sysmon.query);
    expect(toDetail(sysmon, installed(sysmon, { query })).shippedQuery).toBeUndefined();
  });

  it('of a threshold rule of an older version has its one field as a list', () => {
    const threshold = one('staging-watch-many-files-one-process');
    expect(toDetail(threshold, installed(threshold, { threshold: { field: 'host.id', value: 3 } })).threshold).toEqual({ fields: ['host.id'], value: 3, distinct: [] });
  });

  it('is asked for by id, and not found for any other', async () => {
    const detectionEngine = { findRules: async () => [] };
    expect((await getRule({ detectionEngine, ruleContents: contents }, sysmon.rule_id)).ruleId).toBe(sysmon.rule_id);
    await expect(getRule({ detectionEngine, ruleContents: contents }, '__proto__')).rejects.toThrow(AppError);
  });
});

describe('ports', () => {
  it('are the rules with an original beside them', () => {
    const found = findPorts(contents);
    expect(portsContract.response.parse(found)).toEqual(found);
    expect(found.ports.map(({ ruleId }) => ruleId).sort()).toEqual(contents.flatMap(({ rule_id, port }) => (port ? [rule_id] : [])).sort());
    expect(found.ports.flatMap(({ ruleId, originalRuleId }) => (originalRuleId === undefined ? [] : [[ruleId, originalRuleId]])).sort()).toEqual([
      ['staging-watch-seed-kibana-query-corrected', 'staging-watch-seed-kibana-query'],
      ['staging-watch-sigma-corrected', 'staging-watch-port-sigma'],
    ]);
    expect(new Set(found.ports.map(({ port }) => port.language))).toEqual(new Set(['sentinel_kql', 'splunk_spl', 'sigma', 'kibana_kql']));
  });
});
