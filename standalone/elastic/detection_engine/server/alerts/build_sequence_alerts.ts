import { buildingBlockIds, shellAlertId } from './alert_ids';
import type { Ancestor } from './alert_ids';
import { buildAlertBody, isOwnAlert, nameAlert } from './build_event_alert';
import type { Alert, BuildAlertDependencies } from './build_event_alert';
import { intersection } from './document_values';
import type { Document } from './document_values';
import { withOverrides } from './overrides';
import { alertReason } from './reason';
import { frameworkFields, ruleFields } from './rule_alert_fields';
import type { EventHit } from './source_event';

/** The alerts of one sequence: a building block for each event, and the shell that people see. */
export interface SequenceAlerts {
  readonly shell: Alert;
  readonly blocks: readonly Alert[];
}

/**
 * Alerts of one matched sequence (`detection-engine.md` §4.3, §4.4; recordings `alert-sequence-*`).
 * Undefined when a member is an alert of the same rule: then the whole sequence is dropped.
 * @param events the events in the order of the sequence
 */
export function buildSequenceAlerts(events: readonly EventHit[], dependencies: BuildAlertDependencies): SequenceAlerts | undefined {
  const { origin } = dependencies;
  const ruleUuid = origin.rule.id;
  if (events.length === 0 || events.some((event) => isOwnAlert(event, ruleUuid))) return undefined;
  const bodies = events.map((event) => buildAlertBody(event, dependencies, true));
  const ids = buildingBlockIds(bodies.map(({ ancestors }) => ancestors), ruleUuid);
  const blocks = bodies.map((body, position) => nameAlert(body, ids[position] ?? '', origin));
  const ancestors = bodies.flatMap((body, position): Ancestor[] => [...body.ancestors, blockAncestor(body.source, ids[position] ?? '', ruleUuid)]);
  const shell = buildShell({ blocks, ancestors, firstBlockTime: bodies[0]?.timestamp ?? '' }, dependencies);
  const grouped = blocks.map(({ id, source }, position) => ({ id, source: { ...source, 'kibana.alert.group.id': shell.id, 'kibana.alert.group.index': position } }));
  return { shell, blocks: grouped };
}

function blockAncestor(source: Record<string, unknown>, id: string, rule: string): Ancestor {
  return { id, type: 'signal', index: '', depth: Number(source['kibana.alert.depth']), rule };
}

interface ShellParts {
  readonly blocks: readonly Alert[];
  readonly ancestors: readonly Ancestor[];
  readonly firstBlockTime: string;
}

/** The shell: what the building blocks have in common, then its own fields. Its original time is that of the first block's creation. */
function buildShell({ blocks, ancestors, firstBlockTime }: ShellParts, { origin, now }: BuildAlertDependencies): Alert {
  const common = (blocks.map(({ source }) => source as unknown).reduce(intersection) ?? {}) as Document;
  const shared = Object.fromEntries(Object.entries(common).filter(([name]) => name !== 'kibana.alert.building_block_type'));
  const id = shellAlertId(ancestors, origin.rule.id);
  const timestamp = now();
  const overrides = withOverrides(origin.rule, shared);
  const blockType = origin.rule.attributes.params.buildingBlockType;
  const source = {
    ...frameworkFields(origin),
    ...shared,
    '@timestamp': timestamp,
    'event.kind': 'signal',
    'kibana.alert.ancestors': ancestors,
    'kibana.alert.status': 'active',
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.depth': Math.max(...ancestors.map(({ depth }) => depth)) + 1,
    ...(blockType === undefined ? {} : { 'kibana.alert.building_block_type': blockType }),
    'kibana.alert.severity': overrides.severity,
    'kibana.alert.risk_score': overrides.riskScore,
    ...ruleFields(origin),
    'kibana.alert.rule.name': overrides.name,
    'kibana.alert.original_time': firstBlockTime,
    'kibana.alert.reason': alertReason(shared, overrides),
  };
  const named = nameAlert({ source, timestamp }, id, origin);
  return { id, source: { ...named.source, 'kibana.alert.group.id': id } };
}
