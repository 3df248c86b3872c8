import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse } from '../eql';
import { readSwitches, seedExclusions, seedTextLike, switchExclusion, type Exclusion } from './index';
import { findClause, findPredicates } from './listed_predicate';

const ruleFile = path.resolve(import.meta.dirname, '../../rules/windows/collection_seed_copy_then_archive_in_staging_folder/rule.yml');
const { query: seedText } = parseYaml(fs.readFileSync(ruleFile, 'utf8')) as { query: string };
const none = new Set<string>();

function exclusion(position: number, value: string): Exclusion {
  const found = seedExclusions.find((other) => other.position === position && other.value === value);
  if (!found) throw new Error(`no exclusion of ${value} in event ${position}`);
  return found;
}

function turn(text: string, which: Exclusion, on: boolean): string | undefined {
  return switchExclusion({ text, seedText, exclusions: seedExclusions, exclusion: which, on });
}

function turned(text: string, which: Exclusion, on: boolean): string {
  const result = turn(text, which, on);
  if (result === undefined) throw new Error('the switch was refused');
  return result;
}

describe('the 13 exclusions', () => {
  it('are the lists of the seed, in its order', () => {
    for (const position of [1, 2]) {
      const listed = seedExclusions.filter((other) => other.position === position);
      const [first] = listed;
      const clause = first && findClause(parse(seedText), first);
      const [predicate] = clause && first ? findPredicates(clause, first) : [];
      expect(predicate?.items.map((item) => (item.kind === 'string' ? item.value : ''))).toEqual(listed.map(({ value }) => value));
    }
    expect(seedExclusions).toHaveLength(13);
    expect(new Set(seedExclusions.map(({ id }) => id)).size).toBe(13);
  });
});

describe('a rule that differs from the seed by switches alone', () => {
  it('loses exactly one value of one clause', () => {
    expect(turned(seedText, exclusion(1, 'svchost.exe'), false)).toBe(seedText.replace('"svchost.exe", ', ''));
    const second = seedText.lastIndexOf('"svchost.exe", ');
    expect(turned(seedText, exclusion(2, 'svchost.exe'), false)).toBe(seedText.slice(0, second) + seedText.slice(second + '"svchost.exe", '.length));
    expect(turned(seedText, exclusion(1, 'msiexec.exe'), false)).toBe(seedText.replace(', "msiexec.exe")]', ')]'));
    expect(turned(seedText, exclusion(2, 'Slack.exe'), false)).toBe(seedText.replace(', "Slack.exe")]', ')]'));
  });

  it('loses the whole condition with the last value, and gets it back byte for byte', () => {
    const parents = seedExclusions.filter(({ position }) => position === 1);
    const bare = parents.reduce((text, parent) => turned(text, parent, false), seedText);
    expect(bare).toBe(seedText.replace(' and\n   not process.parent.name in~ ("MsMpEng.exe", "svchost.exe", "TiWorker.exe", "wuauclt.exe", "msiexec.exe")', ''));
    expect([...parents].reverse().reduce((text, parent) => turned(text, parent, true), bare)).toBe(seedText);
  });

  it('comes back byte for byte after any switching', () => {
    const step = fc.record({ which: fc.integer({ min: 0, max: 12 }), on: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const off = new Set<string>();
        let text = seedText;
        for (const { which, on } of steps) {
          const chosen = seedExclusions[which] as Exclusion;
          text = turned(text, chosen, on);
          if (on) off.delete(chosen.id);
          else off.add(chosen.id);
          const { states, asSeed } = readSwitches(text, seedText, seedExclusions, none);
          expect(asSeed).toBe(true);
          for (const { id } of seedExclusions) expect(states.get(id)).toBe(off.has(id) ? 'off' : 'on');
          expect(seedTextLike(text, seedText, seedExclusions)).toBe(text);
        }
        for (const { id } of seedExclusions) text = turned(text, seedExclusions.find((other) => other.id === id) as Exclusion, true);
        expect(text).toBe(seedText);
      }),
      { numRuns: 60 }
    );
  });

  it('is left alone by a switch that is there already', () => {
    expect(turn(seedText, exclusion(1, 'svchost.exe'), true)).toBe(seedText);
  });
});

describe('a rule that a person edited', () => {
  const commented = seedText.replace('not process.parent.name in~', '/* keep */ not process.parent.name in~').replace('maxspan=5m', 'maxspan=10m // longer');

  it('is switched where the value still stands, the rest untouched', () => {
    expect(turned(commented, exclusion(1, 'svchost.exe'), false)).toBe(commented.replace('"svchost.exe", ', ''));
    const off = turned(commented, exclusion(1, 'svchost.exe'), false);
    expect(turned(off, exclusion(1, 'svchost.exe'), true)).toBe(commented);
  });

  it('keeps comments when the condition goes', () => {
    const text = 'sequence by host.id\n [process where process.name == "a" /* b */ and // c\n not process.parent.name in~ ("svchost.exe")]\n [file where true]';
    const bare = turned(text, exclusion(1, 'svchost.exe'), false);
    expect(bare).toBe('sequence by host.id\n [process where process.name == "a" /* b */  // c\n ]\n [file where true]');
    expect(parse(bare).kind).toBe('sequence');
  });

  it('follows reordered conditions, swapped events, other quotes and the other not', () => {
    const swapped = 'sequence by host.id [file where not process.name in~ ("Slack.exe") and true] [process where process.parent.name not in~ ("""svchost.exe""", "x.exe") and process.pid > 0]';
    expect(turned(swapped, exclusion(1, 'svchost.exe'), false)).toBe(swapped.replace('"""svchost.exe""", ', ''));
    expect(turned(swapped, exclusion(2, 'Slack.exe'), false)).toBe(swapped.replace('not process.name in~ ("Slack.exe") and true', 'true'));
  });

  it('is compared as the operator compares', () => {
    const text = 'sequence by host.id [process where true and not process.parent.name in~ ("SVCHOST.EXE", "svchost.exe", "a")] [file where true]';
    expect(turned(text, exclusion(1, 'svchost.exe'), false)).toBe('sequence by host.id [process where true and not process.parent.name in~ ("a")] [file where true]');
    const exact = text.replace('in~', 'in').replace('"svchost.exe", ', '');
    expect(readSwitches(exact, seedText, seedExclusions, none).states.get(exclusion(1, 'svchost.exe').id)).toBe('rule_edited');
  });

  it('says rule edited where the value does not stand, and refuses where there is no clause', () => {
    const text = commented.replace('"svchost.exe", ', '');
    const { id } = exclusion(1, 'svchost.exe');
    expect(readSwitches(text, seedText, seedExclusions, none).states.get(id)).toBe('rule_edited');
    expect(readSwitches(text, seedText, seedExclusions, new Set([id])).states.get(id)).toBe('off');
    expect(turn('registry where true', exclusion(1, 'svchost.exe'), true)).toBeUndefined();
    expect(turn('sequence by [[', exclusion(1, 'svchost.exe'), false)).toBeUndefined();
    expect(readSwitches('sequence by [[', seedText, seedExclusions, none).states.get(id)).toBe('rule_edited');
  });

  it('is not fooled by the words inside a string, an or, or another field', () => {
    const text = 'sequence by host.id [process where process.command_line : "*not process.parent.name in~ (\\"svchost.exe\\")*" and (true or not process.parent.name in~ ("svchost.exe")) and not ?user.name in~ ("svchost.exe")] [file where true]';
    expect(readSwitches(text, seedText, seedExclusions, none).states.get(exclusion(1, 'svchost.exe').id)).toBe('rule_edited');
  });

  it('is not off while another condition of the clause keeps the value out', () => {
    const svchost = exclusion(1, 'svchost.exe');
    const withCondition = (condition: string): string => `sequence by host.id [process where not process.parent.name in~ ("a.exe") and ${condition}] [file where true]`;
    const state = (condition: string) => readSwitches(withCondition(condition), seedText, seedExclusions, new Set([svchost.id])).states.get(svchost.id);
    const excluding = ['process.parent.name != "svchost.exe"', 'not (process.parent.name == "x" or process.parent.name == "SVCHOST.EXE")', 'not process.parent.name : "svc*.exe"', 'not (process.pid > 1 and process.parent.name like~ ("x", "s?chost.exe"))', 'not process.parent.name regex~ ".*"', 'not startsWith(process.parent.name, "svc")', '(process.pid == 1 or process.parent.name not in ("svchost.exe"))'];
    for (const condition of excluding) expect(state(condition), condition).toBe('rule_edited');
    for (const condition of ['process.parent.name : "*.exe"', 'process.name != "svchost.exe"', 'not process.parent.name : "svc"', 'process.parent.name != "x"', 'not process.parent.name != "svchost.exe"']) expect(state(condition), condition).toBe('off');
    const listed = withCondition('process.parent.name != "svchost.exe"').replace('"a.exe"', '"a.exe", "svchost.exe"');
    expect(turn(listed, svchost, false)).toBeUndefined();
  });

  it('gets a new condition at the end where none is left, in brackets where the clause is an or', () => {
    const text = 'sequence by host.id [process where process.pid == 1 or process.pid == 2 // two\n ] [file where true]';
    expect(turn(text, exclusion(1, 'svchost.exe'), true)).toBe('sequence by host.id [process where (process.pid == 1 or process.pid == 2) and\n   not process.parent.name in~ ("svchost.exe") // two\n ] [file where true]');
  });
});
