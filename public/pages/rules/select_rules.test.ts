import { describe, expect, it } from 'vitest';
import type { RuleRow } from '../../../common/api';
import { readUrlState } from '../../services/url_state';
import { rulesUrl } from '../../services/app_urls';
import { countFacet, groupRules, kindOf, matchingRules, sortRules } from './select_rules';

const rule = (ruleId: string, given: Partial<RuleRow> = {}): RuleRow => ({
  ruleId, name: `Rule ${ruleId}`, description: '', type: 'eql', isSequence: false, isBuildingBlock: false, platforms: ['windows'], severity: 'medium', seed: 'own', knownFaults: [], state: 'installed', enabled: true, index: [], query: '', ...given,
});
const ran = (outcome: 'succeeded' | 'failed', at = '2026-01-01T00:00:00Z'): Partial<RuleRow> => ({ lastRun: { at, outcome, message: '' } });
const rules = [
  rule('a', { ...ran('succeeded'), isSequence: true, severity: 'high' }),
  rule('b', { ...ran('failed', '2026-01-02T00:00:00Z'), platforms: ['linux', 'macos'], alertsLast24h: 4 }),
  rule('c', { ...ran('succeeded'), state: 'edited', type: 'threshold', seed: 'port', severity: 'low', description: 'Many FILES at once' }),
  rule('d', { enabled: false, seed: 'verbatim', type: 'query' }),
];
const state = (search = '') => readUrlState(rulesUrl, search).state;
const ids = (found: readonly RuleRow[]): string => found.map(({ ruleId }) => ruleId).join('');

describe('the rules that are shown', () => {
  it.each([
    ['', 'abcd'],
    ['?q=many+files', 'c'],
    ['?q=RULE+b', 'b'],
    ['?q=rule+nothing', ''],
    ['?kind=sequence&kind=query', 'ad'],
    ['?severity=high&severity=low', 'ac'],
    ['?platform=macos', 'b'],
    ['?seed=port&seed=verbatim', 'cd'],
    ['?state=failing', 'b'],
    ['?state=edited', 'c'],
    ['?state=running&severity=high', 'a'],
  ])('for %s are %s', (search, expected) => expect(ids(matchingRules(rules, state(search)))).toBe(expected));

  it('come worst first, and by what is asked', () => {
    expect(ids(sortRules(rules, state()))).toBe('bdac');
    expect(ids(sortRules(rules, state('?order=desc')))).toBe('cadb');
    expect(ids(sortRules(rules, state('?sort=severity')))).toBe('abdc');
    expect(ids(sortRules(rules, state('?sort=alerts&order=desc')))).toBe('bacd');
    expect(ids(sortRules(rules, state('?sort=lastRun&order=desc')))).toBe('bacd');
    expect(ids(sortRules([...rules].reverse(), state('?sort=name')))).toBe('abcd');
  });

  it('are counted by value as if that filter were not set, the others obeyed', () => {
    expect(countFacet(rules, state('?seed=port&state=running'), 'seed')).toEqual(new Map([['own', 1], ['port', 1]]));
    expect(countFacet(rules, state(), 'state')).toEqual(new Map([['running', 2], ['failing', 1], ['edited', 1], ['not_enabled', 1]]));
  });

  it('stand in each of their groups', () => {
    expect(groupRules(rules, 'platform').map(({ value, rules: inGroup }) => `${value}:${ids(inGroup)}`)).toEqual(['windows:acd', 'linux:b', 'macos:b']);
    expect(groupRules(rules, 'none')).toEqual([{ value: '', rules }]);
  });

  it('are of a kind', () => {
    expect([kindOf({ type: 'eql', isSequence: true }), kindOf({ type: 'eql', isSequence: false }), kindOf({ type: 'new_terms', isSequence: false })]).toEqual(['sequence', 'event', 'new_terms']);
  });
});
