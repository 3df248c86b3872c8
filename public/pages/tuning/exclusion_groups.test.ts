import { describe, expect, it } from 'vitest';
import type { ExclusionRow } from '../../../common/api';
import { strengthOf } from '../../components/badges/exclusion_strength';
import { exclusionGroups, lockOf } from './exclusion_groups';

const row = (ruleId: string, position: number, value: string, on = true): ExclusionRow => ({ id: `${ruleId}/${position}/${value}`, source: 'seed', ruleId, ruleName: ruleId, position, category: 'process', field: 'process.name', value, on, state: on ? 'on' : 'off' });

describe('exclusionGroups', () => {
  it('keeps the events of a rule together and the values in their order', () => {
    const groups = exclusionGroups([row('b', 2, 'x'), row('a', 1, 'y'), row('b', 1, 'z', false), row('b', 2, 'a')]);
    expect(groups.map(({ ruleId, position, rows, onCount }) => [ruleId, position, rows.map(({ value }) => value).join(), onCount])).toEqual([
      ['b', 1, 'z', 0],
      ['b', 2, 'x,a', 2],
      ['a', 1, 'y', 1],
    ]);
  });

  it('has no groups for no rows', () => {
    expect(exclusionGroups([])).toEqual([]);
  });
});

describe('lockOf and strengthOf', () => {
  it('locks rows whose rule is edited or missing', () => {
    expect(lockOf({ state: 'rule_edited' })).toBe('rule_edited');
    expect(lockOf({ state: 'rule_missing' })).toBe('rule_missing');
    expect(lockOf({ state: 'off' })).toBeUndefined();
  });

  it.each([
    ['process.parent.name', 'weak'],
    ['process.name', 'weak'],
    ['process.executable', 'fair'],
    ['process.code_signature.subject_name', 'fair'],
  ])('%s is %s', (field, strength) => expect(strengthOf({ field })).toBe(strength));
});
