import { eventAlertId } from './alert_ids';
import type { Ancestor } from './alert_ids';
import { withOverrides, withoutOverrides } from './overrides';
import { alertReason } from './reason';
import { alertUrl, frameworkFields, ruleFields } from './rule_alert_fields';
import type { AlertOrigin } from './rule_alert_fields';
import { ancestorsOf, copiedFields, eventFields, eventTime, mergeMissingFields } from './source_event';
import type { EventHit } from './source_event';

/** An alert before it is written. */
export interface Alert {
  readonly id: string;
  readonly source: Record<string, unknown>;
}

export interface BuildAlertDependencies {
  readonly origin: AlertOrigin;
  /** The present in ISO form: becomes `@timestamp`, the creation time of the alert. */
  readonly now: () => string;
}

interface AlertBody {
  readonly source: Record<string, unknown>;
  readonly ancestors: readonly Ancestor[];
  readonly timestamp: string;
}

/** Whether the event is an alert of the same rule: such events make no alerts (`detection-engine.md` §4.4). */
export function isOwnAlert(hit: EventHit, ruleUuid: string): boolean {
  return ancestorsOf(hit).some(({ rule }) => rule === ruleUuid);
}

/** Everything of an alert on one event but its id and link (`detection-engine.md` §4.2). */
export function buildAlertBody(hit: EventHit, { origin, now }: BuildAlertDependencies, buildingBlock: boolean): AlertBody {
  const document = mergeMissingFields(hit);
  const overrides = buildingBlock ? withoutOverrides(origin.rule) : withOverrides(origin.rule, document);
  const ancestors = ancestorsOf(hit);
  const timestamp = now();
  const event = eventFields(document);
  const blockType = buildingBlock ? 'default' : origin.rule.attributes.params.buildingBlockType;
  const source = {
    ...frameworkFields(origin),
    '@timestamp': timestamp,
    ...copiedFields(document),
    ...Object.fromEntries(event.map(([name, value]) => [`event.${name}`, value])),
    'event.kind': 'signal',
    'kibana.alert.original_time': eventTime(hit),
    'kibana.alert.ancestors': ancestors,
    'kibana.alert.status': 'active',
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.depth': Math.max(...ancestors.map(({ depth }) => depth)) + 1,
    'kibana.alert.reason': alertReason(document, overrides),
    ...(blockType === undefined ? {} : { 'kibana.alert.building_block_type': blockType }),
    'kibana.alert.severity': overrides.severity,
    'kibana.alert.risk_score': overrides.riskScore,
    ...ruleFields(origin),
    'kibana.alert.rule.name': overrides.name,
    ...Object.fromEntries(event.map(([name, value]) => [`kibana.alert.original_event.${name}`, value])),
  };
  return { source, ancestors, timestamp };
}

/** Gives a body its id and, where the host knows its address, its link. */
export function nameAlert(body: { readonly source: Record<string, unknown>; readonly timestamp: string }, id: string, origin: AlertOrigin): Alert {
  const url = alertUrl(origin, id, body.timestamp);
  return { id, source: { ...body.source, ...(url === undefined ? {} : { 'kibana.alert.url': url }), 'kibana.alert.uuid': id } };
}

/** Alert of one event: query rules, EQL event queries, new terms (recording `alert-query`, `alert-eql-event`). */
export function buildEventAlert(hit: EventHit, dependencies: BuildAlertDependencies): Alert {
  const { rule } = dependencies.origin;
  const identity = { index: hit._index, id: hit._id, version: hit._version };
  return nameAlert(buildAlertBody(hit, dependencies, false), eventAlertId(identity, rule.spaceId, rule.id), dependencies.origin);
}

