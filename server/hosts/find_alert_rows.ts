import { readDocument, type DocumentReader } from '../../common/detection';
import type { TimelineRow } from '../../common/timeline';
import { ofStagingRules } from '../alerts';
import { alertsIndex } from '../lib/indices';
import { search, type Hit, type PartialAnswer } from '../lib/search';
import { statusCodeOf } from '../lib/to_http_error';
import { ofHost, type HostName } from './host_query';
import type { HostsDependencies } from './get_host_timeline';

const MAX_ALERT_DOCUMENTS = 5_000;
const fields = ['@timestamp', 'kibana.alert.group.id', 'kibana.alert.group.index', 'kibana.alert.original_time', 'kibana.alert.rule.name', 'kibana.alert.severity', 'kibana.alert.workflow_status', 'kibana.alert.ancestors'];

export interface FoundAlertRows {
  readonly rows: readonly TimelineRow[];
  /** Alerts may not be read at all, or there are more than are read at once. */
  readonly missing?: 'forbidden' | 'capped';
  readonly partial?: PartialAnswer;
}

/** The alerts of a host, or that they may not be read: that is no reason to hide its events. */
export async function findAlertRows(dependencies: HostsDependencies, host: HostName, range: { fromMs: number; toMs: number }): Promise<FoundAlertRows> {
  try {
    return await readAlertRows(dependencies, host, range);
  } catch (error) {
    if (statusCodeOf(error) === 403) return { rows: [], missing: 'forbidden' };
    throw error;
  }
}

/**
 * Alerts whose events happened in the range, each at the time of its last event: the moment it became complete. A shell has no event time of
 * its own (`detection-engine.md` §4.4), so blocks are looked for, and their shells are asked for status and severity.
 */
async function readAlertRows({ elasticsearch, spaceId, ruleContents }: HostsDependencies, host: HostName, { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<FoundAlertRows> {
  const index = alertsIndex(spaceId);
  const happened = { range: { 'kibana.alert.original_time': { gte: fromMs, lte: toMs, format: 'epoch_millis' } } };
  const isShell = { bool: { filter: [{ exists: { field: 'kibana.alert.group.id' } }], must_not: [{ exists: { field: 'kibana.alert.group.index' } }] } };
  const { hits, total, partial } = await search(elasticsearch, index, {
    size: MAX_ALERT_DOCUMENTS,
    track_total_hits: true,
    _source: fields,
    query: { bool: { filter: [ofStagingRules(ruleContents.map(({ rule_id }) => rule_id)), ofHost(host), happened], must_not: [isShell] } },
    sort: [{ 'kibana.alert.original_time': { order: 'asc', unmapped_type: 'date' } }],
  });
  const groups = groupByAlert(hits);
  const shells = await search(elasticsearch, index, { size: Math.max(groups.size, 1), _source: fields, query: { ids: { values: [...groups.keys()] } } });
  const shellOf = new Map(shells.hits.map((hit) => [hit.id, hit]));
  const rows = [...groups].flatMap(([id, members]) => toAlertRow(id, members, shellOf.get(id)));
  const told = partial ?? shells.partial;
  return { rows, ...(total > hits.length ? { missing: 'capped' as const } : {}), ...(told ? { partial: told } : {}) };
}

/** Blocks by the id of their shell, single alerts by their own. */
function groupByAlert(hits: readonly Hit[]): Map<string, DocumentReader[]> {
  const groups = new Map<string, DocumentReader[]>();
  for (const { id, source } of hits) {
    const read = readDocument(source);
    const key = read.text('kibana.alert.group.id') ?? id;
    groups.set(key, [...(groups.get(key) ?? []), read]);
  }
  return groups;
}

function toAlertRow(id: string, members: readonly DocumentReader[], shell: Hit | undefined): TimelineRow[] {
  const last = members[members.length - 1];
  const occurredAt = last?.time('kibana.alert.original_time');
  const read = shell ? readDocument(shell.source) : last;
  if (!read || occurredAt === undefined) return [];
  const name = read.text('kibana.alert.rule.name') ?? '';
  return [
    {
      id,
      lane: 'alert',
      occurredAt,
      ingestedAt: read.time('@timestamp'),
      lagMs: Date.parse(read.time('@timestamp') ?? '') - Date.parse(occurredAt),
      count: 1,
      alert: { id, ruleName: name, severity: read.text('kibana.alert.severity') ?? '', status: read.text('kibana.alert.workflow_status') ?? 'open' },
      eventIds: members.map((member) => `${member.text('kibana.alert.ancestors.index') ?? ''}/${member.text('kibana.alert.ancestors.id') ?? ''}`),
    },
  ];
}
