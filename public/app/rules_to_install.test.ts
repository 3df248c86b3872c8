import { describe, expect, it } from 'vitest';
import { rulesToInstall } from './rules_to_install';

const rules = [
  { ruleId: 'a', state: 'missing' as const },
  { ruleId: 'b', state: 'deleted' as const },
  { ruleId: 'c', state: 'edited' as const },
  { ruleId: 'd', state: 'installed' as const },
];

describe('rulesToInstall', () => {
  it('takes what is missing, never what a person edited or deleted', () => {
    expect(rulesToInstall({ installMode: 'on_open', rules })).toEqual(['a']);
  });

  it('leaves it to the server where that has a key', () => {
    expect(rulesToInstall({ installMode: 'api_key', rules })).toEqual([]);
  });
});
