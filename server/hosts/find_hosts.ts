import type { EndpointRequest, EndpointResponse, findHosts as contract } from '../../common/api';
import { isBuildingBlock, ofStagingRules } from '../alerts';
import { alertsIndex, eventIndices } from '../lib/indices';
import { requireReadable } from '../lib/require_readable';
import { bucketsOf, search, type Bucket, type SearchAnswer } from '../lib/search';
import type { HostsDependencies } from './get_host_timeline';
import { inLanes } from './host_query';

type FindHostsQuery = EndpointRequest<typeof contract>['query'];
type HostRow = EndpointResponse<typeof contract>['hosts'][number];

const MAX_HOSTS = 500;

/** Hosts with events or staging alerts in the range: open alerts first, then the most alerts, then by name. Throws `forbidden` where no source may be read. */
export async function findHosts(dependencies: HostsDependencies, { from, to }: FindHostsQuery): Promise<EndpointResponse<typeof contract>> {
  const { elasticsearch, spaceId, ruleContents } = dependencies;
  const inRange = { range: { '@timestamp': { gte: from, lte: to } } };
  const [events, alerts] = await Promise.all([
    search(elasticsearch, eventIndices, { size: 0, query: { bool: { filter: [inLanes, inRange] } }, aggs: { hosts: { terms: { field: 'host.name', size: MAX_HOSTS + 1 }, aggs: { ids: { terms: { field: 'host.id', size: 10 } }, os: { terms: { field: 'host.os.type', size: 1 } }, last: { max: { field: '@timestamp' } } } } } }),
    search(elasticsearch, alertsIndex(spaceId), {
      size: 0,
      query: { bool: { filter: [ofStagingRules(ruleContents.map(({ rule_id }) => rule_id)), inRange], must_not: [isBuildingBlock] } },
      aggs: { hosts: { terms: { field: 'host.name', size: MAX_HOSTS + 1 }, aggs: { ids: { terms: { field: 'host.id', size: 10 } }, statuses: { terms: { field: 'kibana.alert.workflow_status', size: 5 } } } } },
    }),
  ]);
  await requireReadable(elasticsearch, events);
  const hosts = merge(events, alerts).sort((a, b) => b.openAlerts - a.openAlerts || b.alerts - a.alerts || (a.name ?? '').localeCompare(b.name ?? ''));
  const partial = events.partial ?? alerts.partial;
  return { hosts: hosts.slice(0, MAX_HOSTS), truncated: hosts.length > MAX_HOSTS, ...(partial ? { partial } : {}) };
}

function merge(events: SearchAnswer, alerts: SearchAnswer): HostRow[] {
  const rows = new Map<string, HostRow>();
  for (const bucket of bucketsOf(events.aggregations, 'hosts')) rows.set(String(bucket.key), toHostRow(bucket));
  for (const bucket of bucketsOf(alerts.aggregations, 'hosts')) {
    const name = String(bucket.key);
    const open = bucketsOf(bucket, 'statuses').find(({ key }) => key === 'open')?.doc_count ?? 0;
    const known = rows.get(name) ?? { name, id: onlyId(bucket), events: 0, openAlerts: 0, alerts: 0 };
    rows.set(name, { ...known, openAlerts: open, alerts: bucket.doc_count });
  }
  return [...rows.values()];
}

function toHostRow(bucket: Bucket): HostRow {
  const last = (bucket.last as { value?: number | null } | undefined)?.value;
  const os = bucketsOf(bucket, 'os')[0]?.key;
  return {
    name: String(bucket.key),
    id: onlyId(bucket),
    os: os === undefined ? undefined : String(os),
    openAlerts: 0,
    alerts: 0,
    events: bucket.doc_count,
    lastEventAt: typeof last === 'number' ? new Date(last).toISOString() : undefined,
  };
}

/** Several machines can share a name; then the name alone says who is meant. */
function onlyId(bucket: Bucket): string | undefined {
  const ids = bucketsOf(bucket, 'ids');
  return ids.length === 1 && ids[0] ? String(ids[0].key) : undefined;
}
