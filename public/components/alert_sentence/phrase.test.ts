import { describe, expect, it } from 'vitest';
import type { StagingEvent } from '../../../common/detection';
import { phraseOf } from './phrase';

const rule = { ruleId: 'r', uuid: 'u', name: 'Local data staging' };
const event = (position: number, category: string, more: Partial<StagingEvent>): StagingEvent => ({ position, id: `e${position}`, index: 'irrelevant', category, occurredAt: '2026-09-01T10:00:00.000Z', host: {}, user: {}, ...more });
const started = (name: string) => event(1, 'process', { process: { name, commandLine: `${name} /irrelevant` } });
const written = (more: Partial<StagingEvent> = {}) => event(2, 'file', { occurredAt: '2026-09-01T10:00:02.300Z', file: { path: 'C:\\ProgramData\\stage\\a.7z' }, ...more });

describe('phraseOf', () => {
  it.each([
    ['robocopy.exe', 'copy'],
    ['7Z.EXE', 'archive'],
    ['cmd.exe', 'shell'],
    ['agent.exe', 'other'],
  ])('%s is a %s', (name, act) => {
    expect(phraseOf({ rule, events: [started(name), written()], joinStrength: 'host_only' })).toMatchObject({ kind: 'process_then_file', act, process: name });
  });

  it('names file, folder and gap, and the writer only where it is another process', () => {
    const events = [started('cmd.exe'), written({ process: { name: 'updater.exe' } })];
    expect(phraseOf({ rule, events, joinStrength: 'host_only' })).toEqual({ kind: 'process_then_file', act: 'shell', process: 'cmd.exe', file: 'a.7z', folder: 'C:\\ProgramData\\stage', gapMs: 2_300, sameProcess: false, writer: 'updater.exe' });
    expect(phraseOf({ rule, events, joinStrength: 'same_process' })).toMatchObject({ sameProcess: true, writer: undefined });
  });

  it('takes a single event for what it is', () => {
    expect(phraseOf({ rule, events: [started('bitsadmin.exe')] })).toEqual({ kind: 'process', act: 'other', process: 'bitsadmin.exe', commandLine: 'bitsadmin.exe /irrelevant' });
    expect(phraseOf({ rule, events: [written({ process: { executable: 'C:\\Windows\\x.exe' }, file: { path: 'C:\\sam' } })] })).toEqual({ kind: 'file', process: 'x.exe', file: 'sam', folder: 'C:' });
    expect(phraseOf({ rule, events: [event(1, 'registry', { registry: { path: 'HKLM\\x' } })] })).toEqual({ kind: 'registry', process: undefined, path: 'HKLM\\x' });
  });

  it('says what a threshold rule counted: rules by their names, events by what is no id', () => {
    const terms = [{ field: 'host.id', value: 'h' }, { field: 'process.entity_id', value: 'e' }, { field: 'process.executable', value: 'C:\\x\\7z.exe' }];
    const counted = { count: 7, terms, different: [{ field: 'file.name', value: 5 }], ruleNames: [] };
    expect(phraseOf({ rule, events: [], counted })).toEqual({ kind: 'counted', count: 7, different: { field: 'file.name', value: 5 }, of: ['7z.exe'] });
    const rules = { ...counted, different: [{ field: 'kibana.alert.rule.rule_id', value: 3 }], ruleNames: ['Staging Watch: a', 'b'] };
    expect(phraseOf({ rule, events: [], counted: rules })).toEqual({ kind: 'rules_counted', rules: 3, names: ['a', 'b'] });
  });

  it('counts a longer sequence', () => {
    expect(phraseOf({ rule, events: [started('cmd.exe'), written(), written({ position: 3, occurredAt: '2026-09-01T10:01:00.000Z' })] })).toEqual({ kind: 'sequence', process: 'cmd.exe', more: 2, gapMs: 60_000 });
  });

  it('names only the rule where the events are gone or say nothing', () => {
    expect(phraseOf({ rule, events: [] })).toEqual({ kind: 'rule_only', rule: rule.name });
    expect(phraseOf({ rule, events: [event(1, '', {})] })).toEqual({ kind: 'rule_only', rule: rule.name });
    expect(phraseOf({ rule, events: [event(1, 'process', { process: {} }), written()] })).toEqual({ kind: 'rule_only', rule: rule.name });
  });
});
