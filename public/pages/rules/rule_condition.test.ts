import { describe, expect, it } from 'vitest';
import { ruleCondition, rulesToAct } from './rule_condition';

describe('ruleCondition', () => {
  it.each([
    [{ state: 'missing' as const, enabled: false }, 'missing'],
    [{ state: 'deleted' as const, enabled: true }, 'deleted'],
    [{ state: 'installed' as const, enabled: false, lastRun: { outcome: 'failed' as const } }, 'not_enabled'],
    [{ state: 'edited' as const, enabled: true }, 'waiting'],
    [{ state: 'installed' as const, enabled: true, lastRun: { outcome: 'going to run' as const } }, 'waiting'],
    [{ state: 'installed' as const, enabled: true, lastRun: { outcome: 'failed' as const } }, 'failing'],
    [{ state: 'installed' as const, enabled: true, lastRun: { outcome: 'partial failure' as const } }, 'partial'],
    [{ state: 'edited' as const, enabled: true, lastRun: { outcome: 'succeeded' as const } }, 'running'],
    [{ state: 'installed' as const, enabled: true, lastRun: { outcome: 'running' as const } }, 'running'],
  ])('%j', (rule, condition) => expect(ruleCondition(rule)).toBe(condition));
});

describe('rulesToAct', () => {
  it('enables what is installed and installs what was never there', () => {
    const rule = (ruleId: string, state: 'installed' | 'missing' | 'deleted', enabled = false) => ({ ruleId, state, enabled });
    expect(rulesToAct([rule('a', 'installed'), rule('b', 'installed', true), rule('c', 'missing'), rule('d', 'deleted')])).toEqual({ toEnable: ['a'], toInstall: ['c'] });
  });
});
