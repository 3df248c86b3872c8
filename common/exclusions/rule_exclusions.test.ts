import { describe, expect, it } from 'vitest';
import { parse } from '../eql';
import { exclusionsOfRule, readSwitches, seedTextLike, switchExclusion, withoutExclusions, type Exclusion } from './index';

const reporting = 'process.executable : "?:\\\\Windows\\\\System32\\\\wermgr.exe" and file.path : "*\\\\WER\\\\*"';
const backup = 'process.name == "backup.exe"';
const text = `sequence by host.id with maxspan=1m
 [process where process.name == "cmd.exe" or process.name == "xcopy.exe"]
 [file where event.type == "creation" and
  not (${reporting})]`;
const entry = (id: string, event: number, condition: string, state: 'on' | 'off') => ({ id, event, condition, reason: 'r', strength: 'medium' as const, risk: 'k', default: state });
const content = { rule_id: 'staging-watch-x', language: 'eql' as const, query: text, exclusions: [entry('win-wer', 2, reporting, 'on'), entry('backup', 1, backup, 'off')] };
const exclusions = exclusionsOfRule(content);
const [wer, job] = exclusions as [Exclusion, Exclusion];
const none = new Set<string>();
const turn = (from: string, exclusion: Exclusion, on: boolean): string => {
  const turned = switchExclusion({ text: from, seedText: text, exclusions, exclusion, on });
  if (turned === undefined) throw new Error('refused');
  return turned;
};

describe('exclusions of a content', () => {
  it('are named by rule, event and entry, with the fields they read', () => {
    expect(exclusions.map(({ id, position, category, field }) => [id, position, category, field])).toEqual([
      ['staging-watch-x.event-2.win-wer', 2, 'file', 'process.executable, file.path'],
      ['staging-watch-x.event-1.backup', 1, 'process', 'process.name'],
    ]);
  });
  it('stand as shipped', () => {
    expect([...readSwitches(text, text, exclusions, none).states.values()]).toEqual(['on', 'off']);
    expect(readSwitches(text, text, exclusions, none).asSeed).toBe(true);
  });
  it('go with their whole condition and come back byte for byte', () => {
    const off = turn(text, wer, false);
    expect(off).toBe(text.replace(` and\n  not (${reporting})`, ''));
    expect(readSwitches(off, text, exclusions, none).states.get(wer.id)).toBe('off');
    expect(turn(off, wer, true)).toBe(text);
  });
  it('are told by their ids, also where the content was read twice', () => {
    const again = exclusionsOfRule({ ...content }).find(({ id }) => id === wer.id) as Exclusion;
    expect(again).not.toBe(wer);
    expect(turn(text, again, false)).toBe(turn(text, wer, false));
  });
  it('come into a clause that did not have them, in brackets where it is an or, and go again', () => {
    const on = turn(text, job, true);
    expect(on).toContain(`(process.name == "cmd.exe" or process.name == "xcopy.exe") and\n not (${backup})]`);
    expect(() => parse(on)).not.toThrow();
    expect(readSwitches(on, text, exclusions, none)).toMatchObject({ asSeed: true });
    expect(readSwitches(turn(on, job, false), text, exclusions, none).states.get(job.id)).toBe('off');
  });
  it('are found however a person spaced them, and leave the rest of an edited text alone', () => {
    const edited = text.replace('event.type == "creation"', 'event.type  == "change"').replace('not (', 'not  ( ');
    expect(readSwitches(edited, text, exclusions, none).states.get(wer.id)).toBe('on');
    expect(turn(edited, wer, false)).toContain('[file where event.type  == "change"]');
  });
  it('are carried over to a newer text', () => expect(seedTextLike(turn(text, wer, false), text, exclusions)).toBe(turn(text, wer, false)));
  it('are all gone without exclusions', () => expect(withoutExclusions(content)).not.toContain('not ('));
});
