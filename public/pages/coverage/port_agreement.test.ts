import { describe, expect, it } from 'vitest';
import type { CoverageRule, CoverageRun, CoverageTest, Verdict } from '../../../common/coverage';
import { portAgreement } from './port_agreement';

type Matrix = Pick<CoverageRun, 'rules' | 'tests' | 'cells'>;
type FoundPort = Parameters<typeof portAgreement>[0];

const test = (testId: string): CoverageTest => ({ testId, title: `Title of ${testId}`, kind: 'test', source: 's', platform: 'windows', styles: ['sysmon'], notApplicable: [], caughtBy: [] });
const matrix = (verdicts: Readonly<Record<string, Verdict>>, state: CoverageRule['state'] = 'installed'): Matrix =>
  ({
    rules: [{ ruleId: 'p', name: 'P', severity: 'high', seed: 'port', state, enabled: true, buildingBlock: false, ruleHash: 'h' }],
    tests: Object.keys(verdicts).map(test),
    cells: Object.entries(verdicts).flatMap(([testId, verdict]) => [
      { ruleId: 'p', testId, required: false, results: [{ style: 'sysmon' as const, verdict, alerts: 0, ranAt: '' }, { style: 'elastic_defend' as const, verdict: 'not_applicable' as const, alerts: 0, ranAt: '' }] },
      { ruleId: 'another', testId, required: false, results: [{ style: 'sysmon' as const, verdict: 'detected' as const, alerts: 1, ranAt: '' }] },
    ]),
  });
const port = (differing: string[] = []): FoundPort => ({
  ruleId: 'p',
  port: { language: 'splunk_spl', original: { document: 'd', lines: '1-2', text: 't' }, deviations: [], verdictDifferences: differing.map((id) => ({ test: id, original: 'missed', ours: 'detected', why: `because of ${id}` })) },
});
const outcomes = (found: FoundPort, given: Matrix) => portAgreement(found, given).verdicts.map(({ testId, original, outcome, why, isOutdated }) => [testId, original, outcome, why, isOutdated]);

describe('a port against the matrix', () => {
  it('agrees where no difference is listed, as far as our verdict is known', () => {
    expect(outcomes(port(), matrix({ S1: 'detected', S2: 'missed', B1: 'silent', B2: 'alerted', S3: 'stale', S4: 'error' }))).toEqual([
      ['S1', 'detected', 'agrees', undefined, false],
      ['S2', 'missed', 'agrees', undefined, false],
      ['B1', 'missed', 'agrees', undefined, false],
      ['B2', 'detected', 'agrees', undefined, false],
      ['S3', undefined, 'unknown', undefined, false],
      ['S4', undefined, 'unknown', undefined, false],
    ]);
  });

  it('differs with its reason where one is listed, and says where the list is out of date', () => {
    expect(outcomes(port(['S1', 'S2']), matrix({ S1: 'detected', S2: 'missed' }))).toEqual([
      ['S1', 'missed', 'listed', 'because of S1', false],
      ['S2', 'missed', 'agrees', undefined, true],
    ]);
  });

  it('differs without a reason where an exclusion hides what the original gives', () => {
    expect(portAgreement(port(), matrix({ S1: 'hidden_by_exclusion' }))).toMatchObject({ verdicts: [{ original: 'detected', outcome: 'unlisted' }], counts: { agrees: 0, listed: 0, unlisted: 1, unknown: 0 } });
  });

  it('claims nothing for a rule that was edited, but what is listed', () => {
    expect(outcomes(port(['S2']), matrix({ S1: 'detected', S2: 'detected' }, 'edited'))).toEqual([
      ['S1', undefined, 'unknown', undefined, false],
      ['S2', 'missed', 'listed', 'because of S2', false],
    ]);
    expect(portAgreement({ ...port(), ruleId: 'gone' }, matrix({ S1: 'detected' }))).toMatchObject({ rule: undefined, verdicts: [] });
  });

  it('takes the verdicts of the rule that does what the original does, and a source that it does not read for a miss', () => {
    const given = matrix({ S1: 'detected', S2: 'detected', S3: 'missed', S4: 'detected' });
    const original: Readonly<Record<string, Verdict>> = { S1: 'detected', S2: 'not_applicable', S3: 'detected', S4: 'stale' };
    const cells = [...given.cells.filter(({ ruleId }) => ruleId === 'p'), ...Object.entries(original).map(([testId, verdict]) => ({ ruleId: 'o', testId, required: false, results: [{ style: 'sysmon' as const, verdict, alerts: 0, ranAt: '' }] }))];
    expect(outcomes({ ...port(['S2', 'S1']), originalRuleId: 'o' }, { ...given, cells })).toEqual([
      ['S1', 'detected', 'agrees', undefined, true],
      ['S2', 'missed', 'listed', 'because of S2', false],
      ['S3', 'detected', 'unlisted', undefined, false],
      ['S4', undefined, 'unknown', undefined, false],
    ]);
  });
});
