import { describe, expect, it } from 'vitest';
import { packageRules } from '../../../scripts/package_rules';
import { triagePieces } from './triage_pieces';

describe('the pages that a triage step names', () => {
  it('are cut out once each', () => {
    expect(triagePieces('Open the alert in Alerts, then its timeline; Alerts again.')).toEqual([
      { text: 'Open the alert in ' },
      { text: 'Alerts', page: 'alerts' },
      { text: ', then its ' },
      { text: 'timeline', page: 'hosts' },
      { text: '; Alerts again.' },
    ]);
    expect(triagePieces('Coverage')).toEqual([{ text: 'Coverage', page: 'coverage' }]);
    expect(triagePieces('Look at the alerts of hosts.')).toEqual([{ text: 'Look at the alerts of hosts.' }]);
  });

  it('lose no word of any rule, and every rule leads to one of them', () => {
    for (const { rule_id: ruleId, triage } of packageRules().rules) {
      const pieces = triage.map(triagePieces);
      expect(pieces.map((step) => step.map(({ text }) => text).join(''))).toEqual(triage);
      expect(pieces.flat().some(({ page }) => page !== undefined), ruleId).toBe(true);
    }
  });
});
