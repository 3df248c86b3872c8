import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageRules } from '../../scripts/package_rules';
import { parse, print, type KqlNode } from '../kql';
import { addExcludingKuery, hasExcludingKuery, removeExcludingKuery } from './excluding_kuery';
import { exclusionsOfRule, readSwitches, switchExclusion, withoutExclusions, type Exclusion } from './index';

const x = 'process.name:(a or "b)") and not file.path:*\\\\Temp\\\\*';

describe('a condition of KQL', () => {
  it.each([
    [`user.id:1 and not (${x})`, 'user.id:1'],
    [`user.id:1 AND\n  not  ( ${x} )  and host.id:2`, 'user.id:1  and host.id:2'],
    [`not (${x}) and user.id:1`, 'user.id:1'],
    [`user.id:1 and (not ((${x})) and host.id:2)`, 'user.id:1 and (host.id:2)'],
    [`(user.id:1 and not (${x})) and host.id:2`, '(user.id:1) and host.id:2'],
    [`user.id:1 and ( (not (${x})) )`, 'user.id:1'],
    [`not (${x})`, '*'],
    [`  (not (${x})) `, '  * '],
    [`not (${x}) and not (${x})`, '*'],
  ])('goes out of %s', (text, without) => {
    expect(removeExcludingKuery(text, x)).toBe(without);
    expect(hasExcludingKuery(text, x)).toBe(true);
    expect(hasExcludingKuery(without, x)).toBe(false);
  });

  it('is not found where it does not exclude from the whole query', () => {
    for (const text of [`user.id:1 or not (${x})`, `user.id:1 and not (not (${x}))`, `message:"not (${x.replace(/["\\]/g, '')})"`, x, `user:{ not (${x}) }`]) expect(hasExcludingKuery(text, x), text).toBe(false);
    expect(hasExcludingKuery('process.name:(a and not b)', 'b')).toBe(false);
    expect(hasExcludingKuery('process.name:(a and not b)', 'process.name:b')).toBe(false);
    for (const list of ['(not b)', '((not b))', '( NOT (b))', '(a and (not b))']) {
      expect(hasExcludingKuery(`user.id:1 and process.name:${list}`, 'process.name:b'), list).toBe(false);
      expect(removeExcludingKuery(`process.name:${list} and user.id:1`, 'process.name:b'), list).toBe(`process.name:${list} and user.id:1`);
    }
    expect(hasExcludingKuery('user.id:1 and NOT (process.name:(b))', 'process.name:b')).toBe(true);
  });

  it('comes to the end, in brackets where the query is an or', () => {
    expect(addExcludingKuery(' a:1 \n', 'b:2')).toBe(' a:1 and\nnot (b:2) \n');
    expect(addExcludingKuery('a:1 or c:3', 'b:2')).toBe('(a:1 or c:3) and\nnot (b:2)');
    expect(addExcludingKuery('a:1 and not (b :2)', 'b:2')).toBe('a:1 and not (b :2)');
    for (const text of ['', '*', '  ']) expect(removeExcludingKuery(addExcludingKuery(text, 'b:2'), 'b:2').trim()).toBe('*');
  });
});

const contents = packageRules().rules.filter(({ language, exclusions }) => language === 'kuery' && exclusions.length > 0);
const none = new Set<string>();

/** The tree without its operands that are `not` one of the conditions: what switching off has to mean. */
function without(text: string, conditions: readonly string[]): string {
  const unwanted = new Set(conditions.map((condition) => print(parse(condition))));
  const root = parse(text);
  const children: readonly KqlNode[] = root.kind === 'and' ? root.children : [root];
  const kept = children.filter((child) => !(child.kind === 'not' && unwanted.has(print(child.child))));
  const [first] = kept;
  return kept.length === 1 && first ? print(first) : print({ kind: 'and', children: kept, location: root.location });
}

describe.each(contents.map((content) => [content.rule_id, content] as const))('exclusions of %s', (_, content) => {
  const exclusions = exclusionsOfRule(content);
  const turn = (text: string, exclusion: Exclusion, on: boolean): string => switchExclusion({ text, seedText: content.query, exclusions, exclusion, on }) ?? expect.fail(`refused: ${exclusion.id}`);

  it('are rows with the fields they read, on as shipped', () => {
    expect(exclusions).toHaveLength(content.exclusions.length);
    for (const { field, category, condition = '' } of exclusions) {
      expect(category).toBe(content.data[0]?.category);
      expect(field.split(', ').every((name) => condition.includes(name))).toBe(true);
    }
    expect([...readSwitches(content.query, content.query, exclusions, none).states.values()]).toEqual(content.exclusions.map((exclusion) => exclusion.default));
  });

  it('mean the query without the condition when off, and come back byte for byte', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...exclusions], { minLength: 1 }), (chosen) => {
        const off = chosen.reduce((text, exclusion) => turn(text, exclusion, false), content.query);
        expect(print(parse(off))).toBe(without(content.query, chosen.map(({ value }) => value)));
        const { states, asSeed } = readSwitches(off, content.query, exclusions, none);
        expect(asSeed).toBe(true);
        for (const exclusion of exclusions) expect(states.get(exclusion.id)).toBe(chosen.includes(exclusion) ? 'off' : 'on');
        expect([...chosen].reverse().reduce((text, exclusion) => turn(text, exclusion, true), off)).toBe(content.query);
      }),
      { numRuns: 20 }
    );
    expect(print(parse(withoutExclusions(content)))).toBe(without(content.query, exclusions.map(({ value }) => value)));
  });

  it('keep the rest of a text that a person edited, and know what cannot be told', () => {
    const [exclusion] = exclusions as readonly [Exclusion];
    const edited = `host.name:mine   and (${content.query})`;
    expect(readSwitches(edited, content.query, exclusions, none)).toMatchObject({ asSeed: false });
    const off = turn(edited, exclusion, false);
    expect(edited.startsWith(off.slice(0, 20))).toBe(true);
    expect(print(parse(off))).toBe(print(parse(`host.name:mine and (${turn(content.query, exclusion, false)})`)));
    expect(readSwitches(off, content.query, exclusions, none).states.get(exclusion.id)).toBe('rule_edited');
    expect(readSwitches(off, content.query, exclusions, new Set([exclusion.id])).states.get(exclusion.id)).toBe('off');
    expect(readSwitches(turn(off, exclusion, true), content.query, exclusions, none).states.get(exclusion.id)).toBe('on');
    expect(switchExclusion({ text: 'a:(', seedText: content.query, exclusions, exclusion, on: false })).toBeUndefined();
    expect(readSwitches('a:(', content.query, exclusions, none).states.get(exclusion.id)).toBe('rule_edited');
  });
});

it('conditions of every EQL rule go as a whole and come back byte for byte', () => {
  for (const content of packageRules().rules.filter(({ language, exclusions }) => language === 'eql' && exclusions.length > 0)) {
    const exclusions = exclusionsOfRule(content);
    const read = (text: string) => readSwitches(text, content.query, exclusions, none).states;
    for (const exclusion of exclusions.filter(({ condition }) => condition !== undefined)) {
      const isOn = read(content.query).get(exclusion.id) === 'on';
      const turn = (text: string, on: boolean): string | undefined => switchExclusion({ text, seedText: content.query, exclusions, exclusion, on });
      const changed = turn(content.query, !isOn) ?? expect.fail(`refused: ${exclusion.id}`);
      const [longer, shorter] = isOn ? [content.query, changed] : [changed, content.query];
      const condition = `not (${exclusion.condition ?? ''})`;
      const cuts = longer.split(condition).slice(0, -1).map((_part, index, parts) => [parts.slice(0, index + 1).join(condition), longer.split(condition).slice(index + 1).join(condition)].join(''));
      const bare = (text: string): string => text.replace(/\band\s*(?=\]|\)|$|and\b)/g, '').replace(/\bwhere\s+and\b/g, 'where').replace(/\s+/g, '');
      expect(cuts.map(bare), exclusion.id).toContain(bare(shorter));
      expect(turn(changed, isOn), exclusion.id).toBe(content.query);
    }
  }
});
