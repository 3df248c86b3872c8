import { alertingTypes } from '../rules/rule';
import type { StoredRule } from '../rules/rule';
import { fromRuleParams } from '../rules/rule_params';
import { leaves } from './document_values';

/** What all alerts of one execution share. */
export interface AlertOrigin {
  readonly rule: StoredRule;
  readonly executionUuid: string;
  readonly kibanaVersion: string;
  /** Index patterns that the execution searched. */
  readonly indices: readonly string[];
  /** `http://host:port`, where the host knows its public address; alerts have no link otherwise, as in Kibana. */
  readonly publicBaseUrl: string | undefined;
}

const defined = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Fields that the alerting framework puts first on every alert (recording `alert-query`). */
export function frameworkFields({ rule, executionUuid, kibanaVersion }: AlertOrigin): Record<string, unknown> {
  const { attributes, id, spaceId } = rule;
  const parameters = fromRuleParams(attributes.params);
  delete parameters.output_index;
  return {
    'kibana.version': kibanaVersion,
    'kibana.alert.rule.parameters': parameters,
    'kibana.alert.rule.category': alertingTypes[attributes.params.type].category,
    'kibana.alert.rule.consumer': attributes.consumer,
    'kibana.alert.rule.execution.uuid': executionUuid,
    'kibana.alert.rule.name': attributes.name,
    'kibana.alert.rule.producer': 'siem',
    'kibana.alert.rule.revision': attributes.revision,
    'kibana.alert.rule.rule_type_id': attributes.alertTypeId,
    'kibana.alert.rule.uuid': id,
    'kibana.space_ids': [spaceId],
    'kibana.alert.rule.tags': attributes.tags,
  };
}

/** Parameters of the rule that are fields of their own on an alert; those that the rule does not set are left out. */
const copiedParameters = ['license', 'namespace', 'note', 'rule_name_override', 'timeline_id', 'timeline_title', 'timestamp_override'] as const;

/** Fields about the rule (recording `alert-query`, `alert-building-block-rule`). */
export function ruleFields({ rule, indices }: AlertOrigin): Record<string, unknown> {
  const { attributes } = rule;
  const parameters = fromRuleParams(attributes.params);
  const copied = Object.fromEntries(copiedParameters.map((name) => [`kibana.alert.rule.${name}`, parameters[name]]));
  const meta = Object.fromEntries(leaves((parameters.meta as Record<string, unknown> | undefined) ?? {}).map(([path, value]) => [`kibana.alert.rule.meta.${path}`, value]));
  return defined({
    'kibana.alert.rule.actions': attributes.actions,
    'kibana.alert.rule.author': parameters.author,
    'kibana.alert.rule.created_at': attributes.createdAt,
    'kibana.alert.rule.created_by': attributes.createdBy ?? '',
    'kibana.alert.rule.description': parameters.description,
    'kibana.alert.rule.enabled': attributes.enabled,
    'kibana.alert.rule.exceptions_list': parameters.exceptions_list,
    'kibana.alert.rule.false_positives': parameters.false_positives,
    'kibana.alert.rule.from': parameters.from,
    'kibana.alert.rule.immutable': parameters.immutable,
    'kibana.alert.rule.interval': attributes.schedule.interval,
    'kibana.alert.rule.indices': indices,
    ...meta,
    ...copied,
    'kibana.alert.rule.max_signals': parameters.max_signals,
    'kibana.alert.rule.references': parameters.references,
    'kibana.alert.rule.risk_score_mapping': parameters.risk_score_mapping,
    'kibana.alert.rule.rule_id': parameters.rule_id,
    'kibana.alert.rule.severity_mapping': parameters.severity_mapping,
    'kibana.alert.rule.threat': parameters.threat,
    'kibana.alert.rule.throttle': attributes.throttle ?? undefined,
    'kibana.alert.rule.to': parameters.to,
    'kibana.alert.rule.type': parameters.type,
    'kibana.alert.rule.updated_at': attributes.updatedAt,
    'kibana.alert.rule.updated_by': attributes.updatedBy ?? '',
    'kibana.alert.rule.version': parameters.version,
    'kibana.alert.workflow_tags': [],
    'kibana.alert.workflow_assignee_ids': [],
    'kibana.alert.rule.risk_score': parameters.risk_score,
    'kibana.alert.rule.severity': parameters.severity,
    'kibana.alert.rule.building_block_type': parameters.building_block_type,
  });
}

/** Address of an alert in the Security app (recording `alert-query`); below a space it carries the space. */
export function alertUrl({ rule, publicBaseUrl }: AlertOrigin, uuid: string, timestamp: string): string | undefined {
  if (publicBaseUrl === undefined) return undefined;
  const space = rule.spaceId === 'default' ? '' : `/s/${rule.spaceId}`;
  return `${publicBaseUrl}${space}/app/security/alerts/redirect/${uuid}?index=.alerts-security.alerts-${rule.spaceId}&timestamp=${timestamp}`;
}
