import { describe, expect, it } from 'vitest';
import type { ExclusionRow } from '../../../common/api';
import { exclusionsOf } from './exclusions_of';

const row = (id: string, given: Partial<ExclusionRow> = {}): ExclusionRow => ({ id, source: 'project', ruleId: 'r', ruleName: 'R', position: 1, category: 'file', field: 'file.path', value: 'v', on: true, state: 'on', ...given });
const content = (id: string, shippedOn: boolean) => ({ id, event: 2, condition: `file.path : "${id}"`, reason: 'why', risk: 'what', strength: 'medium' as const, shippedOn });

describe('the exclusions of a rule', () => {
  it('are those that can be switched as they are, and those that cannot as they came', () => {
    const rows = [row('r.event-2.one', { position: 2, state: 'off', on: false, strength: 'strong', value: 'file.path : "one"', reason: 'why', risk: 'what' }), row('other', { ruleId: 'another' })];
    expect(exclusionsOf({ ruleId: 'r', exclusions: [content('one', true), content('two', false)] }, rows)).toEqual([
      { id: 'r.event-2.one', position: 2, text: 'file.path : "one"', state: 'off', isSwitchable: true, strength: 'strong', reason: 'why', risk: 'what' },
      { id: 'two', position: 2, text: 'file.path : "two"', state: 'off', isSwitchable: false, strength: 'fair', reason: 'why', risk: 'what' },
    ]);
  });

  it('name field and value where they are listed values, and say where their state is not known', () => {
    expect(exclusionsOf({ ruleId: 'r', exclusions: [] }, [row('a', { field: 'process.name', value: 'x.exe', state: 'rule_edited' })])).toMatchObject([{ text: 'process.name: x.exe', state: 'unknown', strength: 'weak' }]);
  });
});
