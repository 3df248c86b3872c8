import { describe, expect, it } from 'vitest';
import type { ExclusionRow } from '../../../common/api';
import { countFacet, isWeakAndOn, matchingExclusions, ruleSections } from './select_exclusions';

const row = (ruleId: string, value: string, more: Partial<ExclusionRow> = {}): ExclusionRow => ({ id: `${ruleId}/${value}`, source: 'project', ruleId, ruleName: `Rule ${ruleId}`, position: 1, category: 'file', field: 'file.path', value, strength: 'medium', on: true, state: 'on', ...more });
const rows = [
  row('b', 'C:\\\\Temp', { reason: 'Backups write there' }),
  row('b', 'D:\\\\', { strength: 'weak', on: false, state: 'off' }),
  row('a', 'x', { strength: 'weak' }),
  row('c', 'svchost.exe', { source: 'seed', field: 'process.name', strength: undefined }),
  row('c', 'y', { source: 'seed', field: 'process.name', strength: undefined, position: 2 }),
  row('d', 'z', { state: 'rule_edited' }),
];
const all = { q: undefined, rule: undefined, state: [], strength: [], source: [] } as const;
const ids = (found: readonly ExclusionRow[]): string[] => found.map(({ value }) => value);

describe('exclusions', () => {
  it('are found by words of rule, text, reason, in any order and case', () => {
    expect(ids(matchingExclusions(rows, { ...all, q: 'BACKUPS temp' }))).toEqual(['C:\\\\Temp']);
    expect(ids(matchingExclusions(rows, { ...all, q: 'rule c svc' }))).toEqual(['svchost.exe']);
    expect(matchingExclusions(rows, all)).toHaveLength(rows.length);
  });

  it('are left by rule, state, strength and source together', () => {
    expect(ids(matchingExclusions(rows, { ...all, state: ['on'], strength: ['weak'] }))).toEqual(['x', 'svchost.exe', 'y']);
    expect(ids(matchingExclusions(rows, { ...all, state: ['locked'] }))).toEqual(['z']);
    expect(ids(matchingExclusions(rows, { ...all, rule: 'b', state: ['off'] }))).toEqual(['D:\\\\']);
    expect(ids(matchingExclusions(rows, { ...all, source: ['seed'] }))).toEqual(['svchost.exe', 'y']);
  });

  it('are counted for a filter as if that filter alone were not set', () => {
    expect(Object.fromEntries(countFacet(rows, { ...all, state: ['off'], strength: ['weak'] }, 'state'))).toEqual({ off: 1, on: 3 });
  });

  it('stand by rule, most weak ones that are on first', () => {
    expect(ruleSections(rows).map(({ ruleId, weakCount, onCount, count, groups }) => [ruleId, weakCount, onCount, count, groups.length])).toEqual([['c', 2, 2, 2, 2], ['a', 1, 1, 1, 1], ['b', 0, 1, 2, 1], ['d', 0, 1, 1, 1]]);
    expect(rows.filter(isWeakAndOn)).toHaveLength(3);
  });
});
