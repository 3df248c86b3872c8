import { isTestAlert, type Counted, joinStrength, readDocument, toStagingEvent, type DocumentReader, type Episode, type Severity, type StagingEvent, type WorkflowStatus } from '../../common/detection';
import type { Hit } from '../lib/search';

/**
 * Joins an alert with the building blocks of its sequence. The shell carries only what its blocks have in common, and the time of its creation
 * for `original_time` (`detection-engine.md` §4.4), so parents, files and times come from the blocks. `blocks` may hold blocks of other shells.
 */
export function toEpisode(alert: Hit, blocks: readonly Hit[]): Episode {
  const read = readDocument(alert.source);
  const isShell = read.text('kibana.alert.group.id') !== undefined;
  const own = isShell ? blocks.filter((block) => readDocument(block.source).text('kibana.alert.group.id') === alert.id) : [];
  const events = (isShell ? own : [alert]).map(toEvent).sort((left, right) => left.position - right.position);
  const [first] = events;
  const createdAt = read.time('@timestamp') ?? '';
  return {
    id: alert.id,
    index: alert.index,
    createdAt,
    occurredAt: first?.occurredAt ?? createdAt,
    status: statusOf(read),
    severity: severityOf(read),
    riskScore: read.number('kibana.alert.risk_score') ?? 0,
    rule: { ruleId: read.text('kibana.alert.rule.rule_id') ?? '', uuid: read.text('kibana.alert.rule.uuid') ?? '', name: read.text('kibana.alert.rule.name') ?? '' },
    host: { id: read.text('host.id') ?? first?.host.id, name: read.text('host.name') ?? first?.host.name },
    user: { name: read.text('user.name') ?? first?.user.name },
    parent: parentOf(events),
    joinStrength: joinStrength(events),
    ...countedOf(read),
    isTest: isTestAlert(read.texts('tags'), own.map((block) => readDocument(block.source).texts('tags'))),
    events,
    missingEvents: isShell ? Math.max(countSourceEvents(read) - own.length, 0) : 0,
    documentIds: [alert.id, ...own.map(({ id }) => id)],
  };
}

/** What a threshold rule counted; which rules' alerts, is asked for apart (`name_counted.ts`). */
function countedOf(read: DocumentReader): { readonly counted?: Counted } {
  const count = read.number('kibana.alert.threshold_result.count');
  if (count === undefined) return {};
  const pairs = (list: string): Array<readonly [field: string, value: string]> => {
    const values = read.texts(`kibana.alert.threshold_result.${list}.value`);
    return read.texts(`kibana.alert.threshold_result.${list}.field`).map((field, index) => [field, values[index] ?? '']);
  };
  const different = pairs('cardinality').map(([field, value]) => ({ field, value: Number(value) || 0 }));
  return { counted: { count, from: read.time('kibana.alert.threshold_result.from'), terms: pairs('terms').map(([field, value]) => ({ field, value })), different, ruleNames: [] } };
}

/** The source event of a building block or a single alert, told by its first ancestor. */
function toEvent({ id, index, source }: Hit): StagingEvent {
  const read = readDocument(source);
  return toStagingEvent(source, {
    position: (read.number('kibana.alert.group.index') ?? 0) + 1,
    id: read.text('kibana.alert.ancestors.id') ?? id,
    index: read.text('kibana.alert.ancestors.index') ?? index,
    timeField: 'kibana.alert.original_time',
  });
}

function countSourceEvents(shell: DocumentReader): number {
  return shell.texts('kibana.alert.ancestors.type').filter((type) => type === 'event').length;
}

function parentOf(events: readonly StagingEvent[]): Episode['parent'] {
  const parent = events.find((event) => event.process?.parent)?.process?.parent;
  return parent && { name: parent.name, executable: parent.executable };
}

function statusOf(read: DocumentReader): WorkflowStatus {
  const status = read.text('kibana.alert.workflow_status');
  if (status === 'closed') return status;
  /* `in-progress` is what `acknowledged` was called before 8.0. */
  return status === 'acknowledged' || status === 'in-progress' ? 'acknowledged' : 'open';
}

function severityOf(read: DocumentReader): Severity {
  const severity = read.text('kibana.alert.severity');
  return severity === 'critical' || severity === 'high' || severity === 'medium' ? severity : 'low';
}
