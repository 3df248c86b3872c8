import { describe, expect, it } from 'vitest';
import { packageRules } from '../../scripts/package_rules';
import { ruleContentSchema } from './rule_content';

const [eql] = packageRules().rules.filter(({ type, exclusions }) => type === 'eql' && exclusions.length > 0);
const [esql] = packageRules().rules.filter(({ type }) => type === 'esql');
const problems = (content: object): string[] => {
  const decoded = ruleContentSchema.safeParse(content);
  return decoded.success ? [] : decoded.error.issues.map(({ path }) => path.join('.'));
};

describe('the content of a rule', () => {
  it('takes every rule of ours', () => expect([eql, esql].map((content) => problems(content ?? {}))).toEqual([[], []]));

  it.each([
    ['an ES|QL rule without a twin', { ...esql, twin: undefined }, 'twin'],
    ['an ES|QL rule with indices beside its text', { ...esql, index: ['logs-*'] }, 'index'],
    ['an ES|QL rule with exclusions that nobody can switch', { ...esql, exclusions: eql?.exclusions }, 'exclusions'],
    ['an ES|QL rule in another language', { ...esql, language: 'eql' }, 'language'],
    ['another rule with a twin', { ...eql, twin: 'staging-watch-twin' }, 'twin'],
    ['another rule without indices', { ...eql, index: [] }, 'index'],
    ['a type in another language', { ...eql, language: 'kuery' }, 'language'],
  ])('refuses %s', (_, content, path) => expect(problems(content)).toContain(path));
});
