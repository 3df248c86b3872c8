import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse, print } from '../eql';
import { seedExclusions, switchExclusion, type Exclusion } from './index';

const ruleFile = path.resolve(import.meta.dirname, '../../rules/windows/collection_seed_copy_then_archive_in_staging_folder/rule.yml');
const { query: seedText } = parseYaml(fs.readFileSync(ruleFile, 'utf8')) as { query: string };
const strings = /"(?:[^"\\]|\\.)*"/g;
const comments = /\/\*.*?\*\/|\/\/[^\n]*\n/g;
const gaps = ['/* a */ ', ' // "svchost.exe", not in~ ()\n', '\n\t', '  ', ' '];

/** The seed as a person might have laid it out: other white space and comments wherever the text has a blank. */
function laidOut(choices: readonly number[]): string {
  let next = 0;
  const pieces = seedText.split(strings);
  const literals = seedText.match(strings) ?? [];
  const spread = pieces.map((piece) => piece.replace(/\s+/g, () => gaps[choices[next++ % choices.length] ?? 0] ?? ' '));
  return spread.map((piece, index) => piece + (literals[index] ?? '')).join('');
}

/** Deletions alone make `short` out of `long`. */
function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (at < short.length && short.startsWith(character, at)) at += character.length;
  return at === short.length;
}

const turn = (text: string, exclusion: Exclusion, on: boolean): string => switchExclusion({ text, seedText, exclusions: seedExclusions, exclusion, on }) ?? '';
const plain = (text: string): string => print(parse(text));

/** A condition that goes as a whole takes what a person wrote inside it along. */
function isListed(text: string, { field }: Exclusion): boolean {
  return plain(text).includes(`not ${field} in~`);
}

describe('a switch in a text of any layout', () => {
  it('keeps every comment and every character it does not have to take, and means what it says', () => {
    const layout = fc.array(fc.integer({ min: 0, max: gaps.length - 1 }), { minLength: 1, maxLength: 40 });
    const order = fc.shuffledSubarray([...seedExclusions], { minLength: 1 });
    fc.assert(
      fc.property(layout, order, (choices, chosen) => {
        const text = laidOut(choices);
        expect(plain(text)).toBe(plain(seedText));
        let off = text;
        let offSeed = seedText;
        for (const exclusion of chosen) {
          const next = turn(off, exclusion, false);
          expect(isSubsequence(next, off)).toBe(true);
          if (isListed(next, exclusion)) expect(next.match(comments)?.length).toBe(off.match(comments)?.length);
          off = next;
          offSeed = turn(offSeed, exclusion, false);
          expect(plain(off)).toBe(plain(offSeed));
        }
        let on = off;
        for (const exclusion of [...chosen].reverse()) {
          const next = turn(on, exclusion, true);
          expect(isSubsequence(on, next)).toBe(true);
          on = next;
        }
        expect(plain(on)).toBe(plain(seedText));
      }),
      { numRuns: 40 }
    );
  });
});
