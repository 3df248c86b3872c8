import { describe, expect, it } from 'vitest';
import { readRecordedAlert, recordingsPresent } from '../../__tests__/recordings';
import { buildingBlockIds, eventAlertId, shellAlertId } from './alert_ids';
import type { Ancestor } from './alert_ids';

const ancestorsOf = (name: string): Ancestor[] => readRecordedAlert(name)._source['kibana.alert.ancestors'] as Ancestor[];
const ruleOf = (name: string): string => String(readRecordedAlert(name)._source['kibana.alert.rule.uuid']);

describe.skipIf(!recordingsPresent)('alert ids against the recordings of a real Kibana', () => {
  it.each(['alert-query', 'alert-eql-event', 'alert-building-block-rule'])('names the event alert of %s', (name) => {
    const [event] = ancestorsOf(name);
    expect(eventAlertId({ index: event!.index, id: event!.id }, 'default', ruleOf(name))).toBe(readRecordedAlert(name)._id);
  });

  it('names the building blocks of the sequence in order', () => {
    const names = [1, 2, 3].map((position) => `alert-sequence-building-block-${position}`);
    expect(buildingBlockIds(names.map(ancestorsOf), ruleOf(names[0]!))).toEqual(names.map((name) => readRecordedAlert(name)._id));
  });

  it('names the shell of the sequence', () => {
    const name = 'alert-sequence-shell';
    expect(shellAlertId(ancestorsOf(name), ruleOf(name))).toBe(readRecordedAlert(name)._id);
  });
});

describe('alert ids', () => {
  it('differ by space, rule and event', () => {
    const event = { index: 'logs-a', id: '1' };
    const ids = [eventAlertId(event, 'default', 'r'), eventAlertId(event, 'other', 'r'), eventAlertId(event, 'default', 's'), eventAlertId({ index: 'logs-b', id: '1' }, 'default', 'r')];
    expect(new Set(ids).size).toBe(4);
  });
});
