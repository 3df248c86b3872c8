import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packageRules } from '../../scripts/package_rules';
import { packageScenarios } from '../../scripts/package_scenarios';
import { compareCells, hashCorpus, hashRule, readPackLines, runMatrix, summarize, toCorpusTest, withoutEvents, withoutExclusions, writePackLines, writePackText, type CorpusTest, type CoverageRun, type RuleUnderTest } from './index';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const event = { '@timestamp': '2024-01-01T00:00:00Z', 'event.category': 'process', 'event.type': 'start', 'process.name': 'a.exe', 'process.parent.name': 'b.exe' };

function rule(query: string, more: Partial<RuleUnderTest['rule']> = {}, tags: string[] = []): RuleUnderTest {
  const runnable = { type: 'eql', language: 'eql', query, index: ['logs-endpoint.events.process-*'] };
  return { rule: { ruleId: 'r', name: 'R', severity: 'medium', seed: 'own', state: 'installed', enabled: true, buildingBlock: false, ruleHash: hashRule(runnable, hash), ...more }, runnable, tags };
}
function test(more: Partial<CorpusTest> = {}): CorpusTest {
  return { testId: 'T1', title: 'T', kind: 'test', source: 's', platform: 'windows', styles: ['elastic_defend'], notApplicable: [], caughtBy: [], events: { elastic_defend: [event] }, ...more };
}
const verdictOf = (underTest: RuleUnderTest, of: CorpusTest) => runMatrix({ rules: [underTest], tests: [of], ranAt: 'now' })[0]?.results[0];
const hit = 'process where process.name == "a.exe"';
const miss = 'process where process.name == "c.exe"';

describe('a verdict', () => {
  it('is told from every other', () => {
    expect(verdictOf(rule(hit), test())).toMatchObject({ verdict: 'detected', alerts: 1, ranAt: 'now' });
    expect(verdictOf(rule(miss), test())).toMatchObject({ verdict: 'missed', alerts: 0 });
    expect(verdictOf(rule(hit), test({ kind: 'benign' }))).toMatchObject({ verdict: 'alerted' });
    expect(verdictOf(rule(miss), test({ kind: 'benign' }))).toMatchObject({ verdict: 'silent' });
    expect(verdictOf(rule('process where no.field == 1'), test())).toMatchObject({ verdict: 'error', why: { code: 'run_failed' } });
    expect(verdictOf(rule('process where ('), test())).toMatchObject({ verdict: 'error', why: { code: 'run_failed' } });
    expect(verdictOf(rule(miss, {}, ['OS: Linux']), test())).toMatchObject({ verdict: 'not_applicable', why: { code: 'other_platform' } });
    expect(verdictOf(rule(hit), test({ styles: ['sysmon'], events: { sysmon: [event] } }))).toMatchObject({ verdict: 'not_applicable', why: { code: 'other_indices' } });
    expect(verdictOf(rule(hit), test({ styles: [], events: {}, notApplicable: [{ style: 'sysmon', why: 'it is not there' }] }))).toMatchObject({ verdict: 'not_applicable', why: { code: 'test_not_applicable', detail: 'it is not there' } });
    expect(verdictOf({ ...rule(hit), runnable: undefined }, test())).toMatchObject({ verdict: 'not_applicable', why: { code: 'rule_missing' } });
    expect(verdictOf({ ...rule(hit), runnable: { type: 'esql', query: 'from a', index: ['logs-*'] } }, test())).toMatchObject({ verdict: 'error', why: { code: 'unsupported' } });
  });

  it('names just those exclusions that hide the test, in EQL and KQL', () => {
    const exclusion = (id: string, condition: string) => ({ id, event: 1, condition, reason: 'x', strength: 'weak' as const, risk: 'x', default: 'on' as const });
    const both = [exclusion('b-parent', 'process.parent.name == "b.exe"'), exclusion('other', 'process.parent.name == "z.exe"')];
    const eql = `${hit} and ${both.map(({ condition }) => `not (${condition})`).join(' and ')}`;
    const ofEql: RuleUnderTest = { ...rule(eql), content: { rule_id: 'r', language: 'eql', query: eql, exclusions: both } };
    expect(verdictOf(ofEql, test())).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ['r.event-1.b-parent'] });
    expect(verdictOf(withoutExclusions(ofEql), test())).toMatchObject({ verdict: 'detected' });
    const kql = 'process.name: a.exe and not (process.parent.name: b.exe)';
    const ofKql: RuleUnderTest = { ...rule(kql), runnable: { type: 'query', language: 'kuery', query: kql, index: ['logs-endpoint.*'] }, content: { rule_id: 'r', language: 'kuery', query: kql, exclusions: [exclusion('b-parent', 'process.parent.name: b.exe')] } };
    expect(verdictOf(ofKql, test())).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ['r.event-1.b-parent'] });
  });

  it('names two exclusions that hide the test only together', () => {
    const mustNot = [{ term: { 'process.name': 'a.exe' } }, { term: { 'process.parent.name': 'b.exe' } }];
    const base = rule(hit);
    const underTest: RuleUnderTest = { ...base, runnable: base.runnable && { ...base.runnable, mustNot }, exceptions: mustNot.map((query, index) => ({ id: `list-${index}`, mustNot: [query] })) };
    expect(verdictOf(underTest, test())).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ['list-0', 'list-1'] });
  });
});

describe('the summary', () => {
  const summaryOf = (rules: RuleUnderTest[], tests: CorpusTest[]) => summarize({ rules: rules.map((one) => one.rule), tests: tests.map(withoutEvents), cells: runMatrix({ rules, tests, ranAt: '' }) });

  it('counts a test with all its variants and styles, and neither seeds nor building blocks', () => {
    const variant = test({ testId: 'T1-b', variantOf: 'T1', events: { elastic_defend: [{ ...event, 'process.name': 'c.exe' }] } });
    expect(summaryOf([rule(hit)], [test(), variant])).toMatchObject({ tests: 1, caught: 0, problems: [{ code: 'not_caught', testId: 'T1-b', style: 'elastic_defend' }] });
    expect(summaryOf([rule('process where true')], [test(), variant])).toMatchObject({ tests: 1, caught: 1, problems: [] });
    for (const more of [{ seed: 'verbatim' }, { buildingBlock: true }] as const) expect(summaryOf([rule(hit, more)], [test()])).toMatchObject({ caught: 0 });
    expect(summaryOf([rule(hit)], [test({ kind: 'test', styles: [], events: {}, notApplicable: [{ style: 'sysmon', why: 'x' }] })])).toMatchObject({ tests: 0, problems: [] });
  });

  it('holds a look-alike against rules of medium severity, not against low ones', () => {
    const benign = test({ kind: 'benign' });
    expect(summaryOf([rule(hit)], [benign])).toMatchObject({ benign: 1, benignSilent: 0, problems: [{ code: 'benign_alerted', ruleId: 'r' }] });
    expect(summaryOf([rule(hit, { severity: 'low' })], [benign])).toMatchObject({ benignSilent: 1, problems: [] });
  });

  it('holds a rule that is named against its test, also where another one catches it', () => {
    const required = test({ caughtBy: ['r', 'nobody'] });
    expect(summaryOf([rule(miss), rule(hit, { ruleId: 'other' })], [required]).problems).toEqual([
      { code: 'required_not_detected', testId: 'T1', ruleId: 'r', style: 'elastic_defend' },
      { code: 'required_not_detected', testId: 'T1', ruleId: 'nobody' },
    ]);
  });
});

describe('the scenarios', () => {
  const tests = packageScenarios().scenarios.map(toCorpusTest);

  it('are the 13 tests, the 7 neighbours and the look-alikes in both styles', () => {
    const groups = (kind: string): string[] => [...new Set(tests.filter((one) => one.kind === kind).map(({ testId, variantOf }) => variantOf ?? testId.replace(/-.*/, '')))];
    expect(groups('test')).toEqual(['S1', 'S2', 'S3', 'S4', 'P1', 'P2', 'P3', 'P4', 'P5', 'A1', 'A2', 'A3', 'A4']);
    expect(groups('neighbour')).toHaveLength(7);
    expect(groups('benign')).toHaveLength(8);
    for (const one of tests.filter(({ platform }) => platform === 'windows')) expect(one.styles, one.testId).toEqual(['elastic_defend', 'sysmon']);
    expect(tests.filter(({ styles }) => styles.length === 0).map(({ testId }) => testId)).toEqual(['A4']);
  });

  it('have a pack that runs to the same verdicts', () => {
    const rules = packageRules().rules.slice(0, 5).map((content): RuleUnderTest => ({ ...rule(content.query, { ruleId: content.rule_id }), runnable: content, tags: content.tags, content }));
    const some = tests.slice(0, 6);
    const cells = runMatrix({ rules, tests: some, ranAt: 'then' });
    const matrix = { rules: rules.map((one) => one.rule), tests: some.map(withoutEvents), cells };
    const run: CoverageRun = { ...matrix, corpusHash: hashCorpus(some, hash), ranAt: 'then', summary: summarize(matrix) };
    const facts = { version: '1', madeAt: 'today' };
    const pack = readPackLines(writePackLines(run, { rules, tests: some, facts }));
    expect(hashCorpus(pack.tests, hash)).toBe(run.corpusHash);
    expect(compareCells(pack.cells, runMatrix({ ...pack, ranAt: '' }))).toEqual([]);
    expect(pack.cells).toHaveLength(cells.length);
    expect(() => readPackLines(`${JSON.stringify({ kind: 'nothing' })}\n`)).toThrow(/line 1/);
    expect(writePackText({ ...run, tests: [{ ...withoutEvents(test()), title: 'x\n## | <b>' }] }, facts)).not.toContain('\n## |');
  });
});
