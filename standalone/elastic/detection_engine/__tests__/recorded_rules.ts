import { alertingTypes } from '../server/rules/rule';
import type { StoredRule } from '../server/rules/rule';
import { toRuleParams } from '../server/rules/rule_params';
import type { SupportedRuleType } from '../server/rules/rule_schema';
import { readRecordedAlert, readRecording } from './recordings';
import type { EventHit } from '../server/alerts/source_event';

const serverSet = new Set(['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'revision', 'execution_summary']);

/** The stored form of a rule that a recording shows as an answer. */
export function storedRuleOf(recording: string, spaceId = 'default'): StoredRule {
  const rule = readRecording(recording).response.body as Record<string, unknown>;
  const body = Object.fromEntries(Object.entries(rule).filter(([name]) => !serverSet.has(name)));
  return {
    id: String(rule.id),
    spaceId,
    version: undefined,
    attributes: {
      name: String(rule.name),
      tags: rule.tags as string[],
      enabled: Boolean(rule.enabled),
      alertTypeId: alertingTypes[rule.type as SupportedRuleType].id,
      consumer: 'siem',
      schedule: { interval: String(rule.interval) },
      params: toRuleParams(body),
      actions: [],
      throttle: null,
      createdBy: String(rule.created_by),
      updatedBy: String(rule.updated_by),
      createdAt: String(rule.created_at),
      updatedAt: String(rule.updated_at),
      revision: Number(rule.revision),
      apiKey: null,
      apiKeyOwner: null,
      apiKeyCreatedByUser: null,
    },
  };
}

/** The event that a recorded alert was made of, as its index held it. */
export function eventOf(recording: string): EventHit {
  const { _source: alert } = readRecordedAlert(recording);
  const ancestor = (alert['kibana.alert.ancestors'] as Array<{ id: string; index: string }>)[0];
  const copied = Object.entries(alert).filter(([name]) => !name.startsWith('kibana.') && !name.startsWith('event.') && name !== '@timestamp');
  const prefix = 'kibana.alert.original_event.';
  const event = Object.entries(alert).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]);
  return {
    _index: ancestor?.index ?? '',
    _id: ancestor?.id ?? '',
    _source: { ...Object.fromEntries(copied), '@timestamp': alert['kibana.alert.original_time'], event: Object.fromEntries(event) as Record<string, unknown> },
  };
}
