import { describe, expect, it } from 'vitest';
import { readRecordedAlert, recordingsPresent } from '../../__tests__/recordings';
import { eventOf, storedRuleOf } from '../../__tests__/recorded_rules';
import { buildEventAlert } from './build_event_alert';
import type { BuildAlertDependencies } from './build_event_alert';
import { buildSequenceAlerts } from './build_sequence_alerts';
import type { StoredRule } from '../rules/rule';

const written = new Set(['kibana.alert.start', 'kibana.alert.last_detected']);
const sourceOf = (name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(readRecordedAlert(name)._source).filter(([field]) => !written.has(field)));

function dependenciesFor(alert: Record<string, unknown>, rule: StoredRule, times: string[]): BuildAlertDependencies {
  return {
    origin: {
      rule,
      executionUuid: String(alert['kibana.alert.rule.execution.uuid']),
      kibanaVersion: '8.12.2',
      indices: alert['kibana.alert.rule.indices'] as string[],
      publicBaseUrl: 'http://localhost:5601',
    },
    now: () => times.shift() ?? '',
  };
}

describe.skipIf(!recordingsPresent)('alert documents against the recordings of a real Kibana', () => {
  it.each([
    ['alert-query', 'rule-create-minimal'],
    ['alert-eql-event', 'rule-put'],
    ['alert-building-block-rule', 'rule-create-building-block'],
  ])('builds %s', (name, ruleName) => {
    const expected = sourceOf(name);
    const alert = buildEventAlert(eventOf(name), dependenciesFor(expected, storedRuleOf(ruleName), [String(expected['@timestamp'])]));
    expect(alert.id).toBe(readRecordedAlert(name)._id);
    expect(alert.source).toEqual(expected);
  });

  it('builds the building blocks and the shell of a sequence', () => {
    const names = [1, 2, 3].map((position) => `alert-sequence-building-block-${position}`);
    const all = [...names, 'alert-sequence-shell'].map(sourceOf);
    const times = all.map((alert) => String(alert['@timestamp']));
    const alerts = buildSequenceAlerts(names.map(eventOf), dependenciesFor(all[3]!, storedRuleOf('rule-create-eql-sequence'), times));
    expect(alerts?.blocks.map(({ source }) => source)).toEqual(all.slice(0, 3));
    expect(alerts?.shell.source).toEqual(all[3]);
  });

  it('drops a sequence with an alert of the same rule', () => {
    const rule = storedRuleOf('rule-create-eql-sequence');
    const shell = readRecordedAlert('alert-sequence-building-block-1');
    const dependencies = dependenciesFor({}, { ...rule, id: 'other' }, ['a', 'b', 'c', 'd']);
    const events = [eventOf('alert-sequence-building-block-1'), { _index: shell._index, _id: shell._id, _source: shell._source }];
    expect(buildSequenceAlerts(events, dependencies)).toBeDefined();
    const own = { ...dependencies, origin: { ...dependencies.origin, rule } };
    const ownShell = readRecordedAlert('alert-sequence-shell');
    expect(buildSequenceAlerts([events[0]!, { _index: ownShell._index, _id: ownShell._id, _source: ownShell._source }], own)).toBeUndefined();
  });
});

describe('alert documents', () => {
  it('copies events with dotted keys and keeps hostile names harmless', () => {
    const rule: StoredRule = {
      id: 'r', spaceId: 'blue', version: undefined,
      attributes: {
        name: 'n', tags: [], enabled: true, alertTypeId: 'siem.queryRule', consumer: 'siem', schedule: { interval: '5m' }, actions: [], throttle: null,
        createdBy: 'a', updatedBy: 'a', createdAt: 't', updatedAt: 't', revision: 0, apiKey: null, apiKeyOwner: null, apiKeyCreatedByUser: null,
        params: { type: 'query', ruleId: 'x', description: 'd', riskScore: 1, severity: 'low', from: 'now-6m', to: 'now', maxSignals: 100, version: 1, immutable: false, exceptionsList: [], riskScoreMapping: [], severityMapping: [], ruleNameOverride: 'process.name' },
      },
    };
    const source = JSON.parse('{"@timestamp":"2024-01-02 03:04:05.678Z","event.category":["process"],"event.kind":"event","process.name":"a.exe","__proto__":{"x":1},"kibana.alert.status":"forged","tags":[]}') as Record<string, unknown>;
    const dependencies = { origin: { rule, executionUuid: 'e', kibanaVersion: '9.5.0', indices: ['i'], publicBaseUrl: 'http://k' }, now: () => '2024-02-02T00:00:00.000Z' };
    const alert = buildEventAlert({ _index: 'i', _id: '1', _source: source, fields: { 'process.name.text': ['a.exe'], 'data_stream.type': ['logs'] } }, dependencies);
    expect(alert.source).toMatchObject({
      'event.kind': 'signal', 'event.category': ['process'], 'kibana.alert.original_event.kind': 'event', 'process.name': 'a.exe', 'data_stream.type': 'logs',
      'kibana.alert.status': 'active', 'kibana.alert.rule.name': 'a.exe', 'kibana.alert.original_time': '2024-01-02T03:04:05.678Z',
      'kibana.alert.url': `http://k/s/blue/app/security/alerts/redirect/${alert.id}?index=.alerts-security.alerts-blue&timestamp=2024-02-02T00:00:00.000Z`,
    });
    expect(alert.source).not.toHaveProperty(['process.name.text']);
    expect(alert.source).not.toHaveProperty('tags');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
