import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashCells, hashRule, judgeCells, readsAlerts, runMatrix, TestBench, type CorpusTest, type KnownAlerts, type RuleUnderTest } from './index';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const event = (name: string, at: number) => ({ '@timestamp': `2024-01-01T00:00:0${at}Z`, 'event.category': 'process', host: { id: 'h' }, 'process.name': name });
const test: CorpusTest = { testId: 'T1', title: 'T', kind: 'test', source: 's', platform: 'windows', styles: ['elastic_defend'], notApplicable: [], caughtBy: [], events: { elastic_defend: [event('a.exe', 1), event('b.exe', 2)] } };

function rule(ruleId: string, runnable: Partial<NonNullable<RuleUnderTest['runnable']>>, more: Partial<RuleUnderTest> = {}): RuleUnderTest {
  const whole = { type: 'eql', language: 'eql', index: ['logs-endpoint.*'], ...runnable };
  return { rule: { ruleId, name: ruleId, severity: 'low', seed: 'own', state: 'installed', enabled: true, buildingBlock: false, ruleHash: hashRule(whole, hash) }, runnable: whole, tags: ['Mine'], alertFacts: { risk_score: 50, threat: [] }, ...more };
}
const sees = (ruleId: string, name: string, more: Partial<NonNullable<RuleUnderTest['runnable']>> = {}): RuleUnderTest => rule(ruleId, { query: `process where process.name == "${name}"`, ...more });
const adds = (value: number, query = 'kibana.alert.rule.tags:Mine and not kibana.alert.rule.rule_id:sum'): RuleUnderTest =>
  rule('sum', { type: 'threshold', language: 'kuery', index: ['.alerts-security.alerts-*'], query, threshold: { field: ['host.id'], value, cardinality: [{ field: 'kibana.alert.rule.rule_id', value }] } });
const verdict = (rules: RuleUnderTest[], tests = [test]) => runMatrix({ rules, tests, ranAt: '' }).find(({ ruleId }) => ruleId === 'sum')?.results[0];

describe('a rule that reads alerts', () => {
  const block = sees('two', 'b.exe', { building_block_type: 'default' });

  it('adds up what the other rules alert on in the same test, building blocks included', () => {
    expect([adds(2), block].map(readsAlerts)).toEqual([true, false]);
    expect(verdict([adds(2), sees('one', 'a.exe'), block])).toMatchObject({ verdict: 'detected', alerts: 1 });
    expect(verdict([adds(3), sees('one', 'a.exe'), block])).toMatchObject({ verdict: 'missed' });
    expect(verdict([adds(2), sees('one', 'a.exe')])).toMatchObject({ verdict: 'missed' });
    expect(verdict([adds(2), sees('one', 'a.exe'), { ...block, tags: [] }])).toMatchObject({ verdict: 'missed' });
  });

  it('does not find its own alerts, nor those of a rule that could not be run', () => {
    expect(verdict([adds(1, 'kibana.alert.rule.tags:Mine')])).toMatchObject({ verdict: 'missed' });
    expect(verdict([adds(2), sees('one', 'a.exe'), sees('broken', '" and'), block, rule('gone', {}, { runnable: undefined })])).toMatchObject({ verdict: 'detected' });
  });

  it('counts a sequence and its building blocks as one rule, and reads the events its alerts came from', () => {
    const sequence = rule('sequence', { query: 'sequence by host.id [process where process.name == "a.exe"] [process where process.name == "b.exe"]' });
    const bench = new TestBench([sequence, adds(2)]);
    expect(bench.alertDocuments(test, 'elastic_defend').map(({ document }) => document['kibana.alert.building_block_type'])).toEqual(['default', 'default', undefined]);
    expect(verdict([adds(2), sequence])).toMatchObject({ verdict: 'missed' });
    expect(verdict([adds(1, 'process.name:a.exe'), sequence])).toMatchObject({ verdict: 'detected' });
  });

  it('is silent on look-alikes in the same way, and says what hides it', () => {
    expect(verdict([adds(2), sees('one', 'a.exe'), block], [{ ...test, kind: 'benign' }])).toMatchObject({ verdict: 'alerted' });
    const condition = 'kibana.alert.rule.rule_id:two';
    const query = `kibana.alert.rule.tags:Mine and not (${condition})`;
    const content = { rule_id: 'sum', language: 'kuery' as const, query, exclusions: [{ id: 'x', event: 1, condition, reason: 'r', strength: 'weak' as const, risk: 'r', default: 'on' as const }] };
    expect(verdict([{ ...adds(2, query), content }, sees('one', 'a.exe'), block])).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ['sum.event-1.x'] });
  });

  it('changes with the rules whose alerts it finds; they do not change with it', () => {
    const before = hashCells([adds(2), sees('one', 'a.exe'), block], hash);
    const after = hashCells([adds(2), sees('one', 'z.exe'), block], hash);
    expect(before.get('sum')).not.toBe(after.get('sum'));
    expect(before.get('two')).toBe(after.get('two'));
    expect(hashCells([adds(3), block], hash).get('two')).toBe(before.get('two'));
  });

  it('asks for alerts that are known instead of running their rules', () => {
    const kept = new Map<string, ReturnType<KnownAlerts['get']>>();
    const knownAlerts: KnownAlerts = { get: ({ rule: { ruleId } }) => kept.get(ruleId), set: ({ rule: { ruleId } }, _test, _style, alerts) => void kept.set(ruleId, alerts) };
    const steps = (rules: RuleUnderTest[]): number => [...judgeCells({ rules: [adds(2)], alertsFrom: rules, tests: [test], ranAt: '', knownAlerts })].length;
    const all = [adds(2), sees('one', 'a.exe'), block];
    expect(steps(all) - steps(all)).toBe(2);
    expect([...kept].map(([ruleId, alerts]) => [ruleId, alerts?.length])).toEqual([['one', 1], ['two', 1], ['sum', 1]]);
  });
});
