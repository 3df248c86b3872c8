import { describe, expect, it } from 'vitest';
import { joinStrength } from './join_strength';
import type { StagingEvent } from './staging_event';

const event = (position: number, rest: Partial<StagingEvent>): StagingEvent => ({ position, id: 'irrelevant', index: 'irrelevant', category: position === 1 ? 'process' : 'file', occurredAt: '2023-11-14T22:13:20.000Z', host: {}, user: {}, ...rest });
const copy = event(1, { user: { name: 'bob' }, process: { entityId: 'one', commandLine: 'cmd /c copy a C:\\ProgramData\\stage\\' } });
const written = (path: string, rest: Partial<StagingEvent> = {}) => event(2, { user: { name: 'BOB' }, process: { entityId: 'two' }, file: { path }, ...rest });

describe('joinStrength', () => {
  it('is "same process" where every event has one entity id', () => expect(joinStrength([copy, written('C:\\x\\a.zip', { process: { entityId: 'one' } })])).toBe('same_process'));
  it('is "same user and folder" where the command names the folder of the file, whatever the case', () => expect(joinStrength([copy, written('c:\\programdata\\STAGE\\a.zip')])).toBe('same_user_and_folder'));
  it('is "host only" for another user or another folder', () => {
    expect(joinStrength([copy, written('C:\\ProgramData\\stage\\a.zip', { user: { name: 'eve' } })])).toBe('host_only');
    expect(joinStrength([copy, written('C:\\Windows\\Temp\\x.tmp')])).toBe('host_only');
  });
  it('does not take the root of a drive for a folder', () => expect(joinStrength([copy, written('C:\\a.zip')])).toBe('host_only'));
  it('does not take two missing entity ids for equal', () => expect(joinStrength([event(1, {}), event(2, {})])).toBe('host_only'));
  it('is nothing for a single event', () => expect(joinStrength([copy])).toBeUndefined());
});
