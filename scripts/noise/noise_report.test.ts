import { describe, expect, it } from 'vitest';
import { add } from './job_result';
import { noiseReport, type NoiseReport } from './noise_report';
import { NoiseResult } from './noise_result';
import { readNoiseRules } from './noise_rules';
import { printNoise } from './print_noise';

const rules = readNoiseRules();
const own = rules.find(({ content }) => content.seed === 'own' && content.severity === 'high' && content.building_block_type === undefined)?.content.rule_id ?? '';

/** An office machine's day within its ranges, with a test that is caught. */
function soundResult(): NoiseResult {
  const result = new NoiseResult();
  add(result.hostDays, 'office', 1);
  result.ratesOf('office').stagingCreations = 4_000;
  add(result.firstEvents, 'office', 5);
  add(result.seedAlerts, 'office', 2);
  result.caught.set('a test', { isRequired: true, ruleIds: new Set([own]) });
  return result;
}

function reportAfter(change: (result: NoiseResult) => void): NoiseReport {
  const result = soundResult();
  change(result);
  return noiseReport(rules, result, []);
}

describe('noiseReport', () => {
  it('is sound and met where rates, tests and targets are', () => {
    const report = reportAfter(() => undefined);
    expect([report.isSound, report.isMet]).toEqual([true, true]);
    expect(printNoise(report)).toContain('All met.');
  });

  it.each<[string, (result: NoiseResult) => void]>([
    ['a rate outside its range', (result) => void (result.ratesOf('office').stagingCreations = 9_000)],
    ['a seed that is too quiet', (result) => void result.seedAlerts.set('office', 0)],
    ['a required test that only a seed catches', (result) => void result.caught.set('a test', { isRequired: true, ruleIds: new Set(['staging-watch-seed-eql-sequence']) })],
    ['a rule that cannot be run', (result) => void result.refusals.set(own, 'Unknown column')],
  ])('is not sound with %s', (_, change) => {
    const report = reportAfter(change);
    expect([report.isSound, report.isMet]).toEqual([false, false]);
    expect(printNoise(report)).toContain('NOT met.');
  });

  it('is not sound where a measured rate is missed', () => {
    expect(noiseReport(rules, soundResult(), [{ what: 'starts', measured: 1, low: 2, high: 3, reference: '2.5', isMet: false }]).isSound).toBe(false);
  });

  it('shows a missed target, and a neighbour that is not caught, and stays sound', () => {
    const report = reportAfter((result) => {
      add(result.countsOf(own).withExclusions, 'office', 1);
      result.caught.set('a neighbour', { isRequired: false, ruleIds: new Set() });
    });
    expect([report.isSound, report.isMet]).toEqual([true, false]);
    expect(printNoise(report)).toMatch(/office +1\.000 .*MISSED[^]*missed \(neighbour\)[^]*a target MISSED\./);
  });
});
