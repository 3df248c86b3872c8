import { expect, it } from 'vitest';
import { impactLines } from './impact_lines';

it('changed verdicts stand by what they mean, each test once, the bad ones first', () => {
  expect(
    impactLines([
      { testId: 'N6', before: 'hidden_by_exclusion', after: 'detected' },
      { testId: 'N6', before: 'missed', after: 'detected' },
      { testId: 'B1', before: 'silent', after: 'alerted' },
      { testId: 'B2', before: 'alerted', after: 'silent' },
      { testId: 'S1', before: 'detected', after: 'hidden_by_exclusion' },
      { testId: 'S2', before: 'missed', after: 'error' },
    ])
  ).toEqual([
    { kind: 'lost', tests: ['S1'] },
    { kind: 'loud', tests: ['B1'] },
    { kind: 'found', tests: ['N6'] },
    { kind: 'quiet', tests: ['B2'] },
    { kind: 'other', tests: ['S2'] },
  ]);
  expect(impactLines([])).toEqual([]);
});
