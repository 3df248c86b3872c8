import type { RuleContent } from '../../common/detection';
import type { FoundAlert } from '../../common/rule_run';
import { placeEvent, type NoiseWorld, type Origin, type PlacedEvent } from './noise_world';

/** An alert and what it came from. */
export interface CountedAlert {
  readonly origin: Origin;
  readonly tests: ReadonlySet<string>;
  readonly key: readonly string[];
}

const last = (one: Origin, other: Origin): Origin => (other.atMs >= one.atMs ? other : one);

/** An alert with its origin; undefined where it lies wholly in what the piece repeats of an earlier one: it was counted then. */
export function countedAlert({ events, key }: FoundAlert, world: NoiseWorld, piece: number): CountedAlert | undefined {
  const origins = events.map(({ id }) => world.originOf(id));
  const [first, ...others] = origins;
  if (!first || origins.every((origin) => origin.piece < piece)) return undefined;
  const tests = new Set(origins.flatMap(({ test }) => test ?? []));
  return { origin: { ...others.reduce(last, first), weight: first.weight }, tests, key };
}

/** An alert as the document that correlating rules read (`detection-engine.md` §7). */
export function alertEvent(content: RuleContent, alert: CountedAlert, { hostId, number }: { readonly hostId: string; readonly number: number }): PlacedEvent {
  const threat = content.threat.flatMap(({ technique }) => technique);
  const document = {
    '@timestamp': new Date(alert.origin.atMs).toISOString(),
    'event.kind': 'signal',
    'host.id': hostId,
    'kibana.alert.original_time': new Date(alert.origin.atMs).toISOString(),
    'kibana.alert.rule.rule_id': content.rule_id,
    'kibana.alert.rule.uuid': content.rule_id,
    'kibana.alert.rule.name': content.name,
    'kibana.alert.rule.tags': content.tags,
    'kibana.alert.rule.rule_type_id': content.type,
    'kibana.alert.rule.threat.technique.id': threat.map(({ id }) => id),
    'kibana.alert.rule.threat.technique.subtechnique.id': threat.flatMap(({ subtechnique = [] }) => subtechnique.map(({ id }) => id)),
    'kibana.alert.severity': content.severity,
    'kibana.alert.risk_score': content.risk_score,
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.status': 'active',
    'kibana.alert.uuid': `alert-${number}`,
    ...(content.building_block_type === undefined ? {} : { 'kibana.alert.building_block_type': content.building_block_type }),
  };
  const [test] = alert.tests;
  return placeEvent(document, { ...alert.origin, ...(test === undefined ? {} : { test }) }, { id: `alert-${number}`, style: 'alerts' });
}
